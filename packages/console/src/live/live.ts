/** The one live state of the console and what keeps it up to date. */
import { LiveFeed } from '@outrider/client';
import type { LiveAsk, PlayerStatus } from '@outrider/client';
import type { StickFrame } from '@outrider/core/command';
import type { Action, Command, ControlLease, ControlScope, LiveEvent, LiveState } from '@outrider/schema';
import { takeActivity } from '../app/activity.js';
import { ApiError, apiUrl, call } from './api.js';
import { uuidv7 } from './ids.js';
import { createStore } from './store.js';
import { TelemetryStore } from './telemetry.js';

export interface LiveView {
  connection: 'off' | 'connecting' | 'live' | 'lost';
  /** performance.now() since when nothing comes; null while live */
  lost_since_ms: number | null;
  state: LiveState | null;
  /** server clock minus this machine's clock */
  clock_offset_ms: number;
  round_trip_ms: number | null;
  revoked: string | null;
}

const nothing: LiveView = {
  connection: 'off',
  lost_since_ms: null,
  state: null,
  clock_offset_ms: 0,
  round_trip_ms: null,
  revoked: null,
};
export const live = createStore<LiveView>(nothing);
export const telemetry = new TelemetryStore();
/** Milliseconds UTC by the server's clock. */
export const serverNow = (): number => Date.now() + live.get().clock_offset_ms;

let feed: LiveFeed | null = null;

/** Opens the live feed; called once somebody is signed in. */
export function openLive(): void {
  if (feed) return;
  live.set({ ...nothing, connection: 'connecting' });
  feed = new LiveFeed({
    url: apiUrl('/live').replace(/^http/, 'ws'),
    open: (url, protocol) => new WebSocket(url, protocol) as unknown as ReturnType<Opener>,
    takeActivity,
  });
  feed.onState(takeState);
  feed.onTelemetry(({ samples }) => telemetry.ingest(samples, performance.now()));
  feed.onStatus(takeStatus);
  feed.onRoundTrip((ms) => live.set({ round_trip_ms: ms }));
  feed.onRevoked((reason) => live.set({ revoked: reason }));
  feed.start();
  addEventListener('online', retryNow);
  askWhetherSignedIn = setInterval(() => void lookAtSession(), ASK_EVERY_MS);
}
type Opener = ConstructorParameters<typeof LiveFeed>[0]['open'];

export function closeLive(): void {
  const closing = feed;
  feed = null;
  removeEventListener('online', retryNow);
  clearInterval(askWhetherSignedIn);
  closing?.close();
  telemetry.clear();
  live.set(nothing);
}

const retryNow = (): void => feed?.retryNow();

const ASK_EVERY_MS = 5000;
let askWhetherSignedIn: ReturnType<typeof setInterval> | undefined;

/** A browser does not say why a socket was refused: whether the session has ended is asked for while nothing comes. */
async function lookAtSession(): Promise<void> {
  const asking = feed;
  if (!asking || live.get().connection !== 'lost') return;
  const ended = await call('GET', '/auth/session').then(
    () => false,
    (error: unknown) => error instanceof ApiError && NOBODY.has(error.code),
  );
  // A feed that is closed while it is the present one tells that the session has ended.
  if (ended && feed === asking) asking.close();
}
const NOBODY: ReadonlySet<string> = new Set(['session_expired', 'not_signed_in']);

function takeState(state: LiveState, event: LiveEvent | null): void {
  if (event?.kind === 'aircraft_removed') telemetry.remove(event.value.id);
  const clock = event === null ? { clock_offset_ms: state.server_utc_ms - Date.now() } : {};
  live.set({ state, ...clock });
}

function takeStatus(status: PlayerStatus): void {
  if (!feed) return;
  if (status === 'playing') live.set({ connection: 'live', lost_since_ms: null });
  else if (status === 'lost') {
    const since = live.get().lost_since_ms ?? performance.now();
    live.set({ connection: 'lost', lost_since_ms: since, round_trip_ms: null });
  } else if (status === 'ended') live.set({ revoked: live.get().revoked ?? 'Your session has ended. Sign in again.' });
}

function connected(): LiveFeed {
  if (!feed) throw new Error('Nobody is signed in.');
  return feed;
}

/** Commands an aircraft over the socket. Rejects with the reason when refused. */
export const command = async (aircraftId: string, action: Action): Promise<Command> =>
  connected().command(aircraftId, uuidv7(), action);

const STOP_TRIED_MS = 10_000;
const STOP_AGAIN_MS = 200;

/**
 * STOP, said again under the same id until somebody has answered: on a link that has just fallen silent nobody should have to press
 * twice, and it is carried out once however often it arrives. Rejects with the reason when refused, or when nobody answered for 10 s.
 */
export async function stopAircraft(aircraftId: string): Promise<Command> {
  const id = uuidv7();
  const until = performance.now() + STOP_TRIED_MS;
  for (;;) {
    try {
      return await connected().command(aircraftId, id, { kind: 'stop' });
    } catch (error) {
      const silent = error instanceof ApiError && error.code === 'unreachable';
      if (!silent || performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, STOP_AGAIN_MS));
    }
  }
}

export type ControlVerb = Extract<LiveAsk, { type: 'control' }>['verb'];
export const control = async (
  verb: ControlVerb,
  aircraftId: string,
  scope: ControlScope,
  more: { epoch?: number; visual_line_of_sight_confirmed?: boolean } = {},
): Promise<ControlLease> => connected().control({ verb, aircraft_id: aircraftId, scope, ...more });

export const acknowledge = async (alertId: string): Promise<unknown> =>
  connected().request({ type: 'acknowledge', alert_id: alertId });
/** False when the frame was dropped: old input is worth nothing. */
export const sendStick = (frame: StickFrame): boolean => feed?.sendStick(frame) ?? false;
