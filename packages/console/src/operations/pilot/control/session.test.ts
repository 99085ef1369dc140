import type { ControlLease } from '@outrider/schema';
import type { StickFrame } from '@outrider/core/command';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const calls: string[] = [];
const sticks: StickFrame[] = [];
let epoch = 7;
let renewing: () => Promise<void> = () => Promise.resolve();
const lease = (): Partial<ControlLease> => ({ epoch });

vi.mock('../../../live/live.js', () => ({
  live: { get: () => ({ state: null }), subscribe: () => () => undefined },
  sendStick: (frame: StickFrame) => sticks.push(frame) > 0,
  control: async (verb: string, _aircraft: string, scope: string) => {
    calls.push(`${verb} ${scope}`);
    if (verb === 'renew' && scope === 'aircraft') await renewing();
    return lease();
  },
}));
vi.mock('../../../app/session.js', () => ({
  session: { get: () => ({ locked: false }), subscribe: () => () => undefined },
}));

/** The little of a browser that the session listens to. */
class Page extends EventTarget {
  readonly querySelector = () => null;
}
const page = new Page();
const press = (type: string, key: string): void => {
  const event = new Event(type, { cancelable: true });
  page.dispatchEvent(Object.assign(event, { key }));
};

describe('manual control', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('HTMLElement', class {});
    vi.stubGlobal('document', page);
    vi.stubGlobal('navigator', { getGamepads: () => [] });
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
    calls.length = 0;
    sticks.length = 0;
    renewing = () => Promise.resolve();
  });
  afterEach(async () => {
    const { releaseControl } = await import('./session.js');
    await releaseControl();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const take = async () => {
    const session = await import('./session.js');
    await session.takeControl('heron', false);
    return session;
  };

  it('sends sticks at 50 Hz and renews at 1 Hz', async () => {
    await take();
    await vi.advanceTimersByTimeAsync(2000);
    expect(sticks.length).toBe(100);
    expect(calls.filter((call) => call === 'renew aircraft')).toHaveLength(2);
    expect(sticks.every((frame) => frame.epoch === 7 && frame.input.forward === 0)).toBe(true);
  });

  it('moves while a key is held and stops when it is let go', async () => {
    await take();
    press('keydown', 'w');
    await vi.advanceTimersByTimeAsync(600);
    expect(sticks.at(-1)?.input.forward).toBe(1);
    press('keyup', 'w');
    await vi.advanceTimersByTimeAsync(40);
    expect(sticks.at(-1)?.input.forward).toBe(0);
  });

  it('moves while a key on the screen is touched, and shows which are down', async () => {
    const { controlView, pressKey, letGoKey } = await take();
    pressKey('arrowup');
    await vi.advanceTimersByTimeAsync(600);
    expect(sticks.at(-1)?.input.up).toBe(1);
    expect(controlView.get().keys).toEqual(['arrowup']);
    letGoKey('arrowup');
    await vi.advanceTimersByTimeAsync(40);
    expect(sticks.at(-1)?.input.up).toBe(0);
    expect(controlView.get().keys).toEqual([]);
  });

  it('takes no key before control is held', async () => {
    const { controlView, pressKey } = await import('./session.js');
    pressKey('w');
    expect(controlView.get().keys).toEqual([]);
  });

  it('goes neutral and releases when the window loses the focus', async () => {
    const { controlView } = await take();
    press('keydown', 'w');
    await vi.advanceTimersByTimeAsync(600);
    page.dispatchEvent(new Event('blur'));
    await vi.advanceTimersByTimeAsync(0);
    expect(sticks.at(-1)?.input).toEqual({ forward: 0, right: 0, up: 0, turn: 0 });
    expect(calls).toContain('release aircraft');
    expect(calls).toContain('release camera');
    expect(controlView.get().epoch).toBeNull();
    expect(controlView.get().ended).toMatch(/focus/);
    const sent = sticks.length;
    await vi.advanceTimersByTimeAsync(1000);
    expect(sticks.length).toBe(sent);
  });

  it('stops sending when the lease is gone', async () => {
    const { controlView } = await take();
    renewing = () => Promise.reject(new Error('Your control lease has expired.'));
    await vi.advanceTimersByTimeAsync(1500);
    expect(controlView.get()).toMatchObject({ epoch: null, ended: 'Your control lease has expired.' });
  });
});
