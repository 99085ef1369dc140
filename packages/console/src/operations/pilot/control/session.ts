/**
 * Manual control of one aircraft from this browser: lease, renewal at 1 Hz, sticks at 50 Hz.
 * It ends, with a neutral stick first, when the tab is hidden or loses focus, when the lease is lost, and on request.
 */
import { ApiError } from '@outrider/client';
import type { ControlLease, ControlScope, StickInput } from '@outrider/schema';
import { LEASE_TTL_MS } from '@outrider/core/command';
import { touchActivity } from '../../../app/activity.js';
import { session } from '../../../app/session.js';
import { control, live, sendStick } from '../../../live/live.js';
import { createStore } from '../../../live/store.js';
import { beginGamepad, readGamepad } from './gamepad.js';
import { HeldKeys } from './held-keys.js';
import { keyTarget, merge, NEUTRAL, ramp } from './sticks.js';

export interface ControlView {
  aircraftId: string | null;
  /** Epoch of the aircraft lease held here; null while none is held. */
  epoch: number | null;
  cameraEpoch: number | null;
  input: StickInput;
  /** Stick keys that are down, on the keyboard or on the screen. */
  keys: readonly string[];
  /** The gamepad that was steered with is not there any more. */
  padGone: boolean;
  /** Why control ended without being asked to. */
  ended: string | null;
  takenAtMs: number | null;
}

const nobody: ControlView = {
  aircraftId: null,
  epoch: null,
  cameraEpoch: null,
  input: NEUTRAL,
  keys: [],
  padGone: false,
  ended: null,
  takenAtMs: null,
};
export const controlView = createStore<ControlView>(nobody);

const STICK_EVERY_MS = 20;
const RENEW_EVERY_MS = 1000;
const CAMERA_AGAIN_MS = 1500;
const held = new HeldKeys((keys) => controlView.set({ keys }));
let sequence = 0;
let fromKeys = NEUTRAL;
let lastStickMs = 0;
/** When the renewal that was granted last was sent. */
let renewedMs = 0;
let timers: ReturnType<typeof setInterval>[] = [];
/** Control that was asked for and is not answered yet; given up when `wanted` is another. */
let taking: { aircraftId: string; done: Promise<void> } | null = null;
let wanted: string | null = null;

const NOT_WATCHED =
  'When control was there this window was not in front any more, so it was let go again. Take it when you look at the aircraft.';

/**
 * Takes the aircraft and, where free, the camera. Rejects with the reason when refused; the holder is named in it. Asked twice it is
 * taken once. Control that comes when nobody looks any more, or after the cockpit was left, is let go at once.
 */
export async function takeControl(aircraftId: string, confirmedSight: boolean): Promise<void> {
  wanted = aircraftId;
  if (taking?.aircraftId === aircraftId) return taking.done;
  const done = takeOnce(aircraftId, confirmedSight);
  const mine = { aircraftId, done };
  taking = mine;
  try {
    await done;
  } finally {
    if (taking === mine) taking = null;
  }
}

async function takeOnce(aircraftId: string, confirmedSight: boolean): Promise<void> {
  if (controlView.get().epoch !== null) await letGo(null);
  const sight = confirmedSight ? { visual_line_of_sight_confirmed: true } : {};
  const sentMs = performance.now();
  const { epoch } = await control('take', aircraftId, 'aircraft', sight);
  if (wanted !== aircraftId || !isWatched()) {
    await control('release', aircraftId, 'aircraft', { epoch }).catch(() => undefined);
    throw new Error(NOT_WATCHED);
  }
  controlView.set({ ...nobody, aircraftId, epoch, takenAtMs: performance.now() });
  begin(sentMs);
  if (await takeCamera(aircraftId, epoch)) return;
  // Whoever handed the aircraft over lets the camera go a moment later.
  setTimeout(() => void takeCamera(aircraftId, epoch), CAMERA_AGAIN_MS);
}

/** Answers whether the camera is held here now. It goes with the aircraft, never without it. */
async function takeCamera(aircraftId: string, epoch: number): Promise<boolean> {
  if (controlView.get().epoch !== epoch) return false;
  const camera = await control('take', aircraftId, 'camera').catch(() => null);
  if (!camera) return false;
  if (controlView.get().epoch === epoch) controlView.set({ cameraEpoch: camera.epoch });
  else await control('release', aircraftId, 'camera', { epoch: camera.epoch }).catch(() => undefined);
  return true;
}

const isWatched = (): boolean => document.visibilityState === 'visible' && document.hasFocus() && !session.get().locked;

/** Lets go: neutral stick, then release of both leases. */
export async function releaseControl(reason: string | null = null): Promise<void> {
  wanted = null;
  await letGo(reason);
}

async function letGo(reason: string | null): Promise<void> {
  const { aircraftId, epoch, cameraEpoch } = controlView.get();
  if (!aircraftId || epoch === null) return;
  sendInput('aircraft', NEUTRAL);
  end(reason);
  const releases = [control('release', aircraftId, 'aircraft', { epoch })];
  if (cameraEpoch !== null) releases.push(control('release', aircraftId, 'camera', { epoch: cameraEpoch }));
  await Promise.allSettled(releases);
}

function begin(sentMs: number): void {
  quiet();
  beginGamepad();
  fromKeys = NEUTRAL;
  lastStickMs = performance.now();
  renewedMs = sentMs;
  timers = [setInterval(stick, STICK_EVERY_MS), setInterval(() => void renew(), RENEW_EVERY_MS)];
  held.listen();
  addEventListener('blur', lostFocus);
  document.addEventListener('visibilitychange', lostFocus);
}

function end(reason: string | null): void {
  quiet();
  controlView.set({ ...nobody, ended: reason });
}

/** Nothing is sent and nothing is listened to. */
function quiet(): void {
  for (const timer of timers) clearInterval(timer);
  timers = [];
  held.stop();
  removeEventListener('blur', lostFocus);
  document.removeEventListener('visibilitychange', lostFocus);
}

function lostFocus(): void {
  void releaseControl('This window lost the focus: sticks went neutral and control was released.');
}

/** A stick key goes down under a finger on the screen. */
export function pressKey(key: string): void {
  if (controlView.get().epoch !== null) held.press(key);
}

export const letGoKey = (key: string): void => held.letGo(key);

function stick(): void {
  const now = performance.now();
  fromKeys = ramp(fromKeys, keyTarget(held.all), now - lastStickMs);
  lastStickMs = now;
  const pad = readGamepad();
  const input = merge(fromKeys, pad.input);
  sendInput('aircraft', input);
  controlView.set({ input, padGone: pad.gone });
}

function sendInput(scope: ControlScope, input: StickInput): void {
  const { aircraftId, epoch, cameraEpoch } = controlView.get();
  const of = scope === 'aircraft' ? epoch : cameraEpoch;
  if (!aircraftId || of === null) return;
  sequence = (sequence + 1) >>> 0;
  sendStick({ aircraft_id: aircraftId, scope, epoch: of, sequence, sent_at_ms: performance.now(), input });
}

/** Tilts (up) and pans (turn) the camera while its lease is held here. */
export const steerCamera = (tilt: number, pan: number): void =>
  sendInput('camera', { ...NEUTRAL, up: tilt, turn: pan });

/** The one who holds control is at work: the idle lock never takes it away. */
async function renew(): Promise<void> {
  touchActivity();
  const { aircraftId, epoch, cameraEpoch } = controlView.get();
  if (!aircraftId || epoch === null) return;
  if (cameraEpoch !== null) {
    control('renew', aircraftId, 'camera', { epoch: cameraEpoch }).catch((error: unknown) => {
      if (!isUnreachable(error)) controlView.set({ cameraEpoch: null });
    });
  }
  const sentMs = performance.now();
  try {
    await control('renew', aircraftId, 'aircraft', { epoch });
    renewedMs = Math.max(renewedMs, sentMs);
  } catch (error) {
    if (controlView.get().epoch !== epoch) return;
    // A connection that is back in time finds the lease as it was.
    if (isUnreachable(error) && performance.now() - renewedMs < LEASE_TTL_MS) return;
    end(
      isUnreachable(error)
        ? 'The connection was lost for so long that control has lapsed. The aircraft holds, then follows its plan.'
        : reasonOf(error),
    );
  }
}

const isUnreachable = (error: unknown): boolean => error instanceof ApiError && error.code === 'unreachable';
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : 'The lease was lost.');

session.subscribe(() => {
  if (session.get().locked) void releaseControl('The console was locked: control was released.');
});

let connected = true;
// Somebody else took over: the lease event says so before a renewal fails.
live.subscribe(() => {
  const { aircraftId, epoch } = controlView.get();
  const wasConnected = connected;
  connected = live.get().connection === 'live';
  if (epoch === null) return;
  // A new connection passes sticks on once the lease was renewed over it.
  if (connected && !wasConnected) void renew();
  const lease = live.get().state?.leases.find((one) => one.aircraft_id === aircraftId && one.scope === 'aircraft');
  if (lease && isReplaced(lease, epoch)) {
    const { cameraEpoch } = controlView.get();
    if (aircraftId && cameraEpoch !== null) {
      void control('release', aircraftId, 'camera', { epoch: cameraEpoch }).catch(() => undefined);
    }
    end(lease.holder_name ? `${lease.holder_name} has control now.` : 'Your control lease ended.');
  }
});

const isReplaced = (lease: ControlLease, epoch: number): boolean => lease.epoch > epoch;
