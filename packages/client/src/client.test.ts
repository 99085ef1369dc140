import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Flight, LiveEvent, LiveState, Track } from '@outrider/schema';
import { encodeTelemetryBatch } from '@outrider/core/vehicle';
import { LiveFeed, Replay, applyLiveEvent, backOffMs, createApi, unwrap } from './index.js';
import type { Socket } from './index.js';
import { indexAt, sampleAt } from './replay/sample-at.js';

const id = (n: number): string => `01930000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const empty: LiveState = {
  seq: 0,
  server_utc_ms: 0,
  incidents: [],
  fleet: [],
  sites: [],
  flights: [],
  alerts: [],
  leases: [],
  commands: [],
  crew: [],
  weather: null,
  gateways: [],
  cameras: [],
  camera_statuses: [],
  messages: [],
};
const site = (n: number, name = 'x') => ({
  id: id(n),
  name,
  address: '',
  position: { latitude_deg: 0, longitude_deg: 0, altitude_amsl_m: 0 },
});
const siteEvent = (seq: number, n: number, name?: string): LiveEvent => ({
  type: 'event',
  seq,
  kind: 'site',
  value: site(n, name),
});

/** A socket whose other end is the test. */
class FakeSocket implements Socket {
  binaryType = '';
  readyState = 1;
  bufferedAmount = 0;
  sent: (string | Uint8Array)[] = [];
  readonly #listeners = new Map<string, (event: never) => void>();
  send(data: string | Uint8Array): void {
    this.sent.push(data);
  }
  close(): void {
    this.readyState = 3;
  }
  addEventListener(type: string, listener: (event: never) => void): void {
    this.#listeners.set(type, listener);
  }
  says(message: unknown): void {
    this.#listeners.get('message')?.({ data: JSON.stringify(message) } as never);
  }
  sends(bytes: Uint8Array): void {
    this.#listeners.get('message')?.({ data: Uint8Array.from(bytes).buffer } as never);
  }
  ends(code: number): void {
    this.#listeners.get('close')?.({ code } as never);
  }
}

function feedWith(options: { takeActivity?: () => boolean; opened?: boolean } = {}) {
  const { opened = true, ...more } = options;
  const sockets: FakeSocket[] = [];
  const open = (): FakeSocket => {
    const socket = new FakeSocket();
    if (!opened) socket.readyState = 0;
    sockets.push(socket);
    return socket;
  };
  const feed = new LiveFeed({ url: 'ws://x', open, random: () => 0, ...more }).start();
  return { feed, sockets };
}

describe('applyLiveEvent', () => {
  it('adds, replaces and removes, and leaves the old state as it was', () => {
    const one = applyLiveEvent(empty, siteEvent(1, 1));
    const two = applyLiveEvent(one, siteEvent(2, 1, 'new'));
    const three = applyLiveEvent(two, { type: 'event', seq: 3, kind: 'site_removed', value: { id: id(1) } });
    expect([empty.sites.length, one.sites[0]?.name, two.sites[0]?.name, three.sites.length]).toEqual([
      0,
      'x',
      'new',
      0,
    ]);
  });

  it('takes no event twice', () => {
    const one = applyLiveEvent(empty, siteEvent(5, 1));
    expect(applyLiveEvent(one, siteEvent(5, 1, 'again'))).toBe(one);
  });
});

describe('LiveFeed on a slow network', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('does not wait for ever for a connection to open, and tries again at once when the network is back', async () => {
    const { feed, sockets } = feedWith({ opened: false });
    await vi.advanceTimersByTimeAsync(8_500);
    expect(sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect([feed.status, sockets.length, sockets[0]!.readyState]).toEqual(['lost', 2, 3]);
    sockets[1]!.ends(1006);
    feed.retryNow();
    expect(sockets).toHaveLength(3);
    // Nothing of an earlier attempt opens a second connection beside it.
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sockets).toHaveLength(3);
    feed.close();
  });

  it('keeps a connection that took long to open', async () => {
    const { feed, sockets } = feedWith({ opened: false });
    await vi.advanceTimersByTimeAsync(5_500);
    sockets[0]!.readyState = 1;
    await vi.advanceTimersByTimeAsync(2_000);
    sockets[0]!.says({ type: 'snapshot', state: empty });
    await vi.advanceTimersByTimeAsync(2_000);
    expect([feed.status, sockets.length]).toEqual(['playing', 1]);
    feed.close();
  });
});

describe('LiveFeed', () => {
  it('follows snapshot, events and telemetry', () => {
    const { feed, sockets } = feedWith();
    const batches: number[] = [];
    feed.onTelemetry((batch) => batches.push(batch.utc_ms));
    sockets[0]!.says({ type: 'snapshot', state: empty });
    sockets[0]!.says(siteEvent(1, 1));
    sockets[0]!.sends(encodeTelemetryBatch([], 7));
    expect([feed.status, feed.state?.sites.length, batches]).toEqual(['playing', 1, [7]]);
    feed.close();
  });

  it('resolves and rejects requests by their id', async () => {
    const { feed, sockets } = feedWith();
    const first = feed.request({ type: 'acknowledge', alert_id: id(1) });
    const second = feed.request({ type: 'acknowledge', alert_id: id(2) });
    sockets[0]!.says({ type: 'reply', id: '2', ok: false, error: { code: 'not_found', message: 'no' } });
    sockets[0]!.says({ type: 'reply', id: '1', ok: true, value: 'yes' });
    await expect(first).resolves.toBe('yes');
    await expect(second).rejects.toMatchObject({ code: 'not_found' });
    feed.close();
  });

  it('tells the server with its next beat that somebody is there', async () => {
    const touched = [true, false];
    const { feed, sockets } = feedWith({ takeActivity: () => touched.shift() ?? false });
    sockets[0]!.says({ type: 'snapshot', state: empty });
    await expect.poll(() => sockets[0]!.sent.length, { timeout: 5000 }).toBeGreaterThanOrEqual(2);
    const beats = sockets[0]!.sent.map((text) => JSON.parse(text as string));
    const sent_at_ms = expect.any(Number);
    expect(beats.slice(0, 2)).toEqual([
      { type: 'ping', id: 'p1', active: true, sent_at_ms },
      { type: 'ping', id: 'p2', sent_at_ms },
    ]);
    feed.close();
  });

  it('comes back after a loss, and after a gap in the numbers', async () => {
    const { feed, sockets } = feedWith();
    sockets[0]!.says({ type: 'snapshot', state: empty });
    const asked = feed.request({ type: 'acknowledge', alert_id: id(1) });
    sockets[0]!.ends(1006);
    await expect(asked).rejects.toMatchObject({ code: 'unreachable' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    sockets[1]!.says({ type: 'snapshot', state: { ...empty, seq: 3 } });
    expect(feed.status).toBe('playing');
    sockets[1]!.says(siteEvent(5, 1));
    expect(feed.status).toBe('lost');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(sockets).toHaveLength(3);
    feed.close();
  });

  it('stays away when its session was ended', async () => {
    const { feed, sockets } = feedWith();
    const reasons: string[] = [];
    feed.onRevoked((reason) => reasons.push(reason));
    sockets[0]!.says({ type: 'revoked', reason: 'bye' });
    sockets[0]!.ends(4401);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect([feed.status, sockets.length, reasons]).toEqual(['ended', 1, ['bye']]);
  });

  it('drops sticks when the socket does not keep up', () => {
    const { feed, sockets } = feedWith();
    const frame = {
      aircraft_id: id(1),
      scope: 'aircraft',
      epoch: 1,
      sequence: 1,
      sent_at_ms: 1,
      input: { forward: 1, right: 0, up: 0, turn: 0 },
    } as const;
    expect(feed.sendStick(frame)).toBe(true);
    sockets[0]!.bufferedAmount = 1000;
    expect(feed.sendStick(frame)).toBe(false);
    feed.close();
  });
});

describe('backOffMs', () => {
  it('doubles up to half a minute, of which a random share is waited', () => {
    expect([0, 1, 2, 6, 40].map((attempt) => backOffMs(attempt, 1))).toEqual([500, 1000, 2000, 30_000, 30_000]);
    expect(backOffMs(3, 0)).toBe(0);
  });
});

describe('the API', () => {
  it('turns a refusal into an error with its code and field', async () => {
    const body = { error: { code: 'bad_request', message: 'no', field: 'name', remedy: 'mend' } };
    const api = createApi({ baseUrl: 'http://x', fetch: async () => Response.json(body, { status: 400 }) });
    await expect(unwrap(api.GET('/api/v1/sites'))).rejects.toMatchObject({
      status: 400,
      code: 'bad_request',
      field: 'name',
    });
  });

  it('says when nobody answers', async () => {
    const api = createApi({ baseUrl: 'http://x', fetch: () => Promise.reject(new TypeError('fetch failed')) });
    await expect(unwrap(api.GET('/api/v1/sites'))).rejects.toMatchObject({ code: 'unreachable' });
  });
});

describe('a replay', () => {
  const times = [1000, 2000, 3000];
  const column = (values: (number | null)[]) => values;
  const track = {
    flight_id: id(9),
    utc_ms: times,
    latitude_deg: column([1, 2, 3]),
    longitude_deg: column([1, 2, 3]),
    altitude_amsl_m: column([null, null, null]),
    height_above_takeoff_m: column([0, 5, 0]),
    heading_deg: column([0, 0, 0]),
    ground_speed_mps: column([0, 0, 0]),
    climb_mps: column([0, 0, 0]),
    roll_deg: column([0, 0, 0]),
    pitch_deg: column([0, 0, 0]),
    battery_percent: column([90, 80, 70]),
    battery_voltage_v: column([null, null, null]),
    link_age_ms: column([0, 0, 0]),
    mode: ['hold', 'mission', 'land'],
  } satisfies Track;
  const flight = { id: id(9), aircraft_id: id(1), requested_at_utc_ms: 500 } as Flight;

  it('finds the point at a time', () => {
    expect([0, 1000, 1999, 2000, 9999].map((at) => indexAt(times, at))).toEqual([-1, 0, 0, 1, 2]);
    expect(sampleAt(track, id(1), 2500)).toMatchObject({ latitude_deg: 2, mode: 'mission', altitude_amsl_m: null });
    expect(sampleAt(track, id(1), 999)).toBeNull();
  });

  it('shows what was at the playhead and ends at its end', () => {
    const replay = new Replay(flight, track);
    const seen: (number | null)[] = [];
    replay.onTelemetry((batch) => seen.push(batch.samples[0]?.battery_percent ?? null));
    replay.seek(2100);
    replay.seek(99_999);
    expect([seen, replay.status, replay.atUtcMs]).toEqual([[80, 70], 'ended', 3000]);
  });
});
