import { ApiError } from '@outrider/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const sent: string[] = [];
let answer: () => Promise<unknown> = () => Promise.resolve('stopped');

vi.mock('@outrider/client', async (original) => ({
  ...(await original<object>()),
  LiveFeed: class {
    start = () => this;
    close = () => undefined;
    onState = () => undefined;
    onTelemetry = this.onState;
    onStatus = this.onState;
    onRoundTrip = this.onState;
    onRevoked = this.onState;
    command = (_aircraft: string, id: string) => {
      sent.push(id);
      return answer();
    };
  },
}));

const fault = (code: string) => new ApiError(0, { code, message: code });

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { baseURI: 'http://localhost/' });
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
  sent.length = 0;
  (await import('./live.js')).openLive();
});
afterEach(async () => {
  (await import('./live.js')).closeLive();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('STOP is said again under one id until somebody answers', async () => {
  const { stopAircraft } = await import('./live.js');
  answer = () => (sent.length < 4 ? Promise.reject(fault('unreachable')) : Promise.resolve('stopped'));
  const stopped = stopAircraft('heron');
  await vi.advanceTimersByTimeAsync(2000);
  expect(await stopped).toBe('stopped');
  expect(sent).toHaveLength(4);
  expect(new Set(sent).size).toBe(1);
});

it('STOP that is refused is said once, and one that nobody answers ends with that reason', async () => {
  const { stopAircraft } = await import('./live.js');
  answer = () => Promise.reject(fault('forbidden'));
  await expect(stopAircraft('heron')).rejects.toMatchObject({ code: 'forbidden' });
  expect(sent).toHaveLength(1);
  answer = () => Promise.reject(fault('unreachable'));
  const unheard = expect(stopAircraft('heron')).rejects.toMatchObject({ code: 'unreachable' });
  await vi.advanceTimersByTimeAsync(11_000);
  await unheard;
  expect(sent.length).toBeGreaterThan(20);
});
