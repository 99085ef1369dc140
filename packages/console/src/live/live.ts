/** The one live state of the console and what keeps it up to date. */
import type { Action, Command, ControlLease, ControlScope, LiveMessage, LiveState } from '@outrider/schema';
import { decodeTelemetryBatch } from '@outrider/core/vehicle';
import { apiUrl } from './api.js';
import { applyLiveEvent } from './apply.js';
import { uuidv7 } from './ids.js';
import { LiveSocket } from './socket.js';
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

let socket: LiveSocket | null = null;

/** Opens the live feed; called once somebody is signed in. */
export function openLive(): void {
  if (socket) return;
  live.set({ ...nothing, connection: 'connecting' });
  socket = new LiveSocket(apiUrl('/live').replace(/^http/, 'ws'), {
    onMessage: receive,
    onTelemetry: (bytes) => telemetry.ingest(decodeTelemetryBatch(bytes).samples, performance.now()),
    onRoundTrip: (ms) => live.set({ round_trip_ms: ms }),
    onLost: () => {
      const since = live.get().lost_since_ms ?? performance.now();
      live.set({ connection: 'lost', lost_since_ms: since, round_trip_ms: null });
    },
  });
  socket.start();
}

export function closeLive(): void {
  socket?.close();
  socket = null;
  telemetry.clear();
  live.set(nothing);
}

function receive(message: LiveMessage): void {
  if (message.type === 'snapshot') {
    const clock_offset_ms = message.state.server_utc_ms - Date.now();
    live.set({ connection: 'live', lost_since_ms: null, state: message.state, clock_offset_ms });
  } else if (message.type === 'event') {
    const { state } = live.get();
    if (!state) return;
    if (message.kind === 'aircraft_removed') telemetry.remove(message.value.id);
    live.set({ state: applyLiveEvent(state, message) });
  } else if (message.type === 'revoked') live.set({ revoked: message.reason });
}

const asking = (request: Parameters<LiveSocket['ask']>[0]): Promise<unknown> =>
  socket ? socket.ask(request) : Promise.reject(new Error('Nobody is signed in.'));

/** Commands an aircraft over the socket. Rejects with the reason when refused. */
export async function command(aircraftId: string, action: Action): Promise<Command> {
  const request = { type: 'command', aircraft_id: aircraftId, command_id: uuidv7(), action } as const;
  return (await asking(request)) as Command;
}

export type ControlVerb = 'take' | 'renew' | 'release' | 'request_takeover' | 'grant_takeover';
export async function control(
  verb: ControlVerb,
  aircraftId: string,
  scope: ControlScope,
  more: { epoch?: number; visual_line_of_sight_confirmed?: boolean } = {},
): Promise<ControlLease> {
  return (await asking({ type: 'control', verb, aircraft_id: aircraftId, scope, ...more })) as ControlLease;
}

export const acknowledge = (alertId: string): Promise<unknown> => asking({ type: 'acknowledge', alert_id: alertId });
export const sendStick = (bytes: Uint8Array): boolean => socket?.sendBinary(bytes) ?? false;
