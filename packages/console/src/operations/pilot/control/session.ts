/**
 * Manual control of one aircraft from this browser: lease, renewal at 1 Hz, sticks at 50 Hz.
 * It ends, with a neutral stick first, when the tab is hidden or loses focus, when the lease is lost, and on request.
 */
import type { ControlLease, ControlScope, StickInput } from '@outrider/schema';
import { touchActivity } from '../../../app/activity.js';
import { session } from '../../../app/session.js';
import { control, live, sendStick } from '../../../live/live.js';
import { createStore } from '../../../live/store.js';
import { keyName, takesTyping } from '../../../ui/keys.js';
import { readGamepad } from './gamepad.js';
import { isStickKey, keyTarget, merge, NEUTRAL, ramp } from './sticks.js';

export interface ControlView {
  aircraftId: string | null;
  /** Epoch of the aircraft lease held here; null while none is held. */
  epoch: number | null;
  cameraEpoch: number | null;
  input: StickInput;
  /** Stick keys that are down, on the keyboard or on the screen. */
  keys: readonly string[];
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
  ended: null,
  takenAtMs: null,
};
export const controlView = createStore<ControlView>(nobody);

const STICK_EVERY_MS = 20;
const RENEW_EVERY_MS = 1000;
const held = new Set<string>();
let sequence = 0;
let fromKeys = NEUTRAL;
let lastStickMs = 0;
let timers: ReturnType<typeof setInterval>[] = [];

/** Takes the aircraft and, where free, the camera. Rejects with the reason when refused; the holder is named in it. */
export async function takeControl(aircraftId: string, confirmedSight: boolean): Promise<void> {
  if (controlView.get().epoch !== null) await releaseControl();
  const sight = confirmedSight ? { visual_line_of_sight_confirmed: true } : {};
  const lease = await control('take', aircraftId, 'aircraft', sight);
  controlView.set({ ...nobody, aircraftId, epoch: lease.epoch, takenAtMs: performance.now() });
  begin();
  const camera = await control('take', aircraftId, 'camera').catch(() => null);
  if (controlView.get().aircraftId === aircraftId) controlView.set({ cameraEpoch: camera?.epoch ?? null });
}

/** Lets go: neutral stick, then release of both leases. */
export async function releaseControl(reason: string | null = null): Promise<void> {
  const { aircraftId, epoch, cameraEpoch } = controlView.get();
  if (!aircraftId || epoch === null) return;
  sendInput('aircraft', NEUTRAL);
  end(reason);
  const releases = [control('release', aircraftId, 'aircraft', { epoch })];
  if (cameraEpoch !== null) releases.push(control('release', aircraftId, 'camera', { epoch: cameraEpoch }));
  await Promise.allSettled(releases);
}

function begin(): void {
  held.clear();
  fromKeys = NEUTRAL;
  lastStickMs = performance.now();
  timers = [setInterval(stick, STICK_EVERY_MS), setInterval(() => void renew(), RENEW_EVERY_MS)];
  addEventListener('keydown', keyDown);
  addEventListener('keyup', keyUp);
  addEventListener('blur', lostFocus);
  document.addEventListener('visibilitychange', lostFocus);
}

function end(reason: string | null): void {
  for (const timer of timers) clearInterval(timer);
  timers = [];
  removeEventListener('keydown', keyDown);
  removeEventListener('keyup', keyUp);
  removeEventListener('blur', lostFocus);
  document.removeEventListener('visibilitychange', lostFocus);
  held.clear();
  controlView.set({ ...nobody, ended: reason });
}

function lostFocus(): void {
  void releaseControl('This window lost the focus: sticks went neutral and control was released.');
}

function keyDown(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || takesTyping(event.target)) return;
  const key = keyName(event);
  if (!isStickKey(key)) return;
  event.preventDefault();
  pressKey(key);
}

const keyUp = (event: KeyboardEvent): void => letGoKey(keyName(event));

/** A stick key goes down: on the keyboard, or under a finger on the screen. */
export function pressKey(key: string): void {
  if (controlView.get().epoch === null || held.has(key)) return;
  held.add(key);
  controlView.set({ keys: [...held] });
}

export function letGoKey(key: string): void {
  if (held.delete(key)) controlView.set({ keys: [...held] });
}

function stick(): void {
  const now = performance.now();
  fromKeys = ramp(fromKeys, keyTarget(held), now - lastStickMs);
  lastStickMs = now;
  const input = merge(fromKeys, readGamepad());
  sendInput('aircraft', input);
  controlView.set({ input });
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
    control('renew', aircraftId, 'camera', { epoch: cameraEpoch }).catch(() => controlView.set({ cameraEpoch: null }));
  }
  try {
    await control('renew', aircraftId, 'aircraft', { epoch });
  } catch (error) {
    if (controlView.get().epoch === epoch) end(error instanceof Error ? error.message : 'The lease was lost.');
  }
}

session.subscribe(() => {
  if (session.get().locked) void releaseControl('The console was locked: control was released.');
});

// Somebody else took over: the lease event says so before a renewal fails.
live.subscribe(() => {
  const { aircraftId, epoch } = controlView.get();
  if (epoch === null) return;
  const lease = live.get().state?.leases.find((one) => one.aircraft_id === aircraftId && one.scope === 'aircraft');
  if (lease && isReplaced(lease, epoch)) {
    end(lease.holder_name ? `${lease.holder_name} has control now.` : 'Your control lease ended.');
  }
});

const isReplaced = (lease: ControlLease, epoch: number): boolean => lease.epoch > epoch;
