import { ApiError } from '@outrider/client';
import type { ControlLease } from '@outrider/schema';
import type { StickFrame } from '@outrider/core/command';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const calls: string[] = [];
const sticks: StickFrame[] = [];
let epoch = 7;
let renewing: () => Promise<void> = () => Promise.resolve();
let taking: () => Promise<void> = () => Promise.resolve();
let holder: string | null = null;
let requested = false;
let locked = false;
const lease = (): Partial<ControlLease> => ({
  epoch,
  holder_user_id: holder,
  requested_by: requested ? { user_id: 'me', name: 'Me', open_for_ms: 10_000 } : null,
  aircraft_id: 'heron',
  scope: 'aircraft',
});
const news = new Set<() => void>();
const unreachable = () => new ApiError(0, { code: 'unreachable', message: 'Not connected: nothing was sent.' });
const tellNews = (): void => news.forEach((listener) => listener());

vi.mock('../../../live/live.js', () => ({
  live: {
    get: () => ({ connection: 'live', state: { leases: [lease()] } }),
    subscribe: (listener: () => void) => news.add(listener),
  },
  sendStick: (frame: StickFrame) => sticks.push(frame) > 0,
  control: async (verb: string, _aircraft: string, scope: string) => {
    calls.push(`${verb} ${scope}`);
    if (verb === 'renew' && scope === 'aircraft') await renewing();
    if (verb === 'take' && scope === 'aircraft') await taking();
    return lease();
  },
}));
vi.mock('../../../ui/notices.js', () => ({ notifyError: () => undefined }));
vi.mock('../../../app/session.js', () => ({
  session: {
    get: () => ({ locked, session: { user: { id: 'me' } } }),
    subscribe: () => () => undefined,
  },
}));

/** The little of a browser that the session listens to. */
class Page extends EventTarget {
  readonly querySelector = () => null;
  visibilityState = 'visible';
  focused = true;
  readonly hasFocus = () => this.focused;
}
const page = new Page();
const CODES: Record<string, string> = { w: 'KeyW', e: 'KeyE' };
const press = (type: string, key: string, more: object = { code: CODES[key] }): void => {
  const event = new Event(type, { cancelable: true });
  page.dispatchEvent(Object.assign(event, { key, ...more }));
};

/** What the sticks say after so many milliseconds. */
const inputAfter = async (ms: number): Promise<StickFrame['input']> => {
  await vi.advanceTimersByTimeAsync(ms);
  return sticks.at(-1)!.input;
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
    taking = () => Promise.resolve();
    holder = null;
    requested = false;
    locked = false;
    epoch = 7;
    page.focused = true;
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
    expect((await inputAfter(600)).forward).toBe(1);
    press('keyup', 'w');
    expect((await inputAfter(40)).forward).toBe(0);
  });

  it('moves while a key on the screen is touched, and shows which are down', async () => {
    const { controlView, pressKey, letGoKey } = await take();
    pressKey('arrowup');
    expect((await inputAfter(600)).up).toBe(1);
    expect(controlView.get().keys).toEqual(['arrowup']);
    letGoKey('arrowup');
    expect((await inputAfter(40)).up).toBe(0);
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

  it('lets the camera go with the aircraft when somebody else has taken over', async () => {
    const { controlView } = await take();
    calls.length = 0;
    [holder, epoch] = ['somebody else', 8];
    tellNews();
    expect(controlView.get()).toMatchObject({ epoch: null, cameraEpoch: null });
    expect(calls).toEqual(['release camera']);
  });

  it('goes on over a break of the connection that is shorter than the lease, and says when it was longer', async () => {
    const { controlView } = await take();
    renewing = () => Promise.reject(unreachable());
    await vi.advanceTimersByTimeAsync(2100);
    expect(controlView.get().epoch).toBe(7);
    renewing = () => Promise.resolve();
    await vi.advanceTimersByTimeAsync(1000);
    renewing = () => Promise.reject(unreachable());
    await vi.advanceTimersByTimeAsync(2100);
    expect(controlView.get().epoch).toBe(7);
    await vi.advanceTimersByTimeAsync(2000);
    expect(controlView.get()).toMatchObject({ epoch: null, ended: expect.stringMatching(/lapsed/) });
  });

  it('lets a key go where it was pressed, whatever it writes by then', async () => {
    await take();
    press('keydown', 'e');
    expect((await inputAfter(600)).turn).toBe(1);
    press('keyup', '€', { code: 'KeyE' });
    expect((await inputAfter(40)).turn).toBe(0);
  });

  it('flies by the place of a key on any layout', async () => {
    await take();
    press('keydown', 'ц', { code: 'KeyW' });
    expect((await inputAfter(600)).forward).toBe(1);
  });

  it.each(['Meta', 'Alt', 'AltGraph'])(
    'lets everything go when %s goes down, until it is pressed anew',
    async (key) => {
      await take();
      press('keydown', 'w');
      await vi.advanceTimersByTimeAsync(600);
      press('keydown', key, { code: `${key}Left` });
      press('keydown', 'w', { code: 'KeyW', repeat: true });
      await vi.advanceTimersByTimeAsync(40);
      expect(sticks.at(-1)?.input.forward).toBe(0);
      press('keydown', 'w');
      await vi.advanceTimersByTimeAsync(600);
      expect(sticks.at(-1)?.input.forward).toBe(1);
    },
  );

  it('that is taken twice at once is taken once', async () => {
    const session = await import('./session.js');
    await Promise.all([session.takeControl('heron', false), session.takeControl('heron', false)]);
    expect(calls.filter((call) => call === 'take aircraft')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(sticks).toHaveLength(50);
  });

  it.each([
    ['the window has lost the focus', () => void (page.focused = false)],
    ['the cockpit was left', () => void import('./session.js').then(({ releaseControl }) => releaseControl())],
  ])('that comes when %s is let go at once', async (_, meanwhile) => {
    const session = await import('./session.js');
    taking = async () => {
      meanwhile();
      await vi.advanceTimersByTimeAsync(10);
    };
    await expect(session.takeControl('heron', false)).rejects.toThrow(/let go/);
    expect(calls).toEqual(['take aircraft', 'release aircraft']);
    expect(session.controlView.get().epoch).toBeNull();
    await vi.advanceTimersByTimeAsync(1000);
    expect(sticks).toEqual([]);
  });

  it.each(['somebody else', 'me'])('that was asked of %s is steered with the moment it is granted', async (of) => {
    const { controlView } = await import('./session.js');
    const { asking, askForControl } = await import('./asking.js');
    holder = of;
    requested = true;
    expect(await askForControl('heron', false)).toBe('asked');
    tellNews();
    expect(calls).toEqual(['request_takeover aircraft']);
    [holder, requested, epoch] = ['me', false, 8];
    tellNews();
    await vi.advanceTimersByTimeAsync(500);
    expect(calls).toEqual(['request_takeover aircraft', 'take aircraft', 'take camera']);
    expect(controlView.get().epoch).toBe(8);
    expect(asking.get().asked).toBeNull();
    expect(sticks.length).toBeGreaterThan(20);
  });

  it('that nobody holds is there as soon as it is asked for', async () => {
    const { controlView } = await import('./session.js');
    const { askForControl } = await import('./asking.js');
    holder = 'me';
    expect(await askForControl('heron', true)).toBe('taken');
    expect(controlView.get().epoch).toBe(7);
  });

  it('that is granted behind the lock moves nothing', async () => {
    const { controlView } = await import('./session.js');
    const { askForControl } = await import('./asking.js');
    holder = 'somebody else';
    requested = true;
    await askForControl('heron', false);
    locked = true;
    [holder, requested, epoch] = ['me', false, 8];
    tellNews();
    await vi.advanceTimersByTimeAsync(500);
    expect(controlView.get().epoch).toBeNull();
    expect(sticks).toEqual([]);
    expect(calls).not.toContain('take camera');
  });

  it('that nobody holds any more is not taken when the cockpit was left before the answer', async () => {
    const { askForControl, stopAsking } = await import('./asking.js');
    holder = 'me';
    const answer = askForControl('heron', false);
    stopAsking();
    await expect(answer).rejects.toThrow(/let go/);
    expect(calls).toEqual(['request_takeover aircraft', 'release aircraft']);
  });

  it('is not taken up by a grant that nobody waits for any more', async () => {
    const { askForControl, stopAsking } = await import('./asking.js');
    [holder, requested] = ['somebody else', true];
    await askForControl('heron', false);
    stopAsking();
    [holder, requested, epoch] = ['me', false, 8];
    tellNews();
    await vi.advanceTimersByTimeAsync(500);
    expect(calls).toEqual(['request_takeover aircraft']);
  });
});
