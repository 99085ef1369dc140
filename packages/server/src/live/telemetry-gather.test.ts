import { describe, expect, it } from 'vitest';
import { decodeTelemetryBatch, encodeTelemetryBatch } from '@outrider/core/vehicle';
import { virtualClock } from '@outrider/runtime';
import { telemetrySample } from '../testing/samples.js';
import { TelemetryGather } from './telemetry-gather.js';

const id = (n: number): string => `01930000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const batch = (n: number, at: number): Uint8Array => encodeTelemetryBatch([telemetrySample(id(n), at)], at);

function gather(consoles: number) {
  const clock = virtualClock();
  const sent: { atMs: number; utc_ms: number; times: number[] }[] = [];
  const startMs = clock.monotonicMs();
  const now = (): number => clock.monotonicMs() - startMs;
  const gathering = new TelemetryGather(clock, (bytes) => {
    const { utc_ms, samples } = decodeTelemetryBatch(bytes);
    sent.push({ atMs: now(), utc_ms, times: samples.map((sample) => sample.utc_ms) });
  });
  return { clock, sent, pass: (bytes: Uint8Array) => gathering.pass(bytes, consoles) };
}

describe('telemetry on the way to consoles', () => {
  it('goes at once to a few', () => {
    const { sent, pass } = gather(10);
    pass(batch(1, 1));
    pass(batch(2, 2));
    expect(sent.map(({ times }) => times)).toEqual([[1], [2]]);
  });

  it('goes to many with the next tick, whole and in its order', () => {
    const { clock, sent, pass } = gather(11);
    for (const at of [0, 20, 40, 60]) {
      pass(batch(1, at));
      clock.advance(20);
    }
    expect(sent).toEqual([
      { atMs: 20, utc_ms: 0, times: [0, 20] },
      { atMs: 60, utc_ms: 40, times: [40, 60] },
    ]);
  });

  it('waits for no more than 22 ms when nothing else comes', () => {
    const { clock, sent, pass } = gather(11);
    pass(batch(1, 0));
    clock.advance(21);
    expect(sent).toEqual([]);
    clock.advance(1);
    expect(sent).toEqual([{ atMs: 22, utc_ms: 0, times: [0] }]);
    clock.advance(100);
    expect(sent).toHaveLength(1);
  });

  it('does not mix samples of gateways whose versions write different sizes', () => {
    const { clock, sent, pass } = gather(11);
    const wider = new Uint8Array(batch(2, 5).byteLength + 4);
    wider.set(batch(2, 5));
    const view = new DataView(wider.buffer);
    view.setUint16(2, view.getUint16(2, true) + 4, true);
    pass(batch(1, 0));
    pass(wider);
    clock.advance(22);
    expect(sent.map(({ times }) => times)).toEqual([[0], [5]]);
  });

  it('passes over what is too short for a batch', () => {
    const { clock, sent, pass } = gather(11);
    pass(batch(1, 0));
    pass(Uint8Array.of(1));
    clock.advance(22);
    expect(sent.map(({ times }) => times)).toEqual([[0]]);
  });
});
