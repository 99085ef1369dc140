/** Commands of the pilot's view, each said when it is refused. */
import type { Action, Point } from '@outrider/schema';
import { command, telemetry } from '../../live/live.js';
import { attempt } from '../../ui/notices.js';
import { aimFor, targeting } from './targeting.js';

const REFUSED: Readonly<Partial<Record<Action['kind'], string>>> = {
  hold: 'Hold was refused',
  return: 'Return was refused',
  land: 'Land was refused',
  orbit: 'Orbit was refused',
  go_to: 'Go to was refused',
};

export const send = (aircraftId: string, action: Action): Promise<boolean> =>
  attempt(REFUSED[action.kind] ?? 'The command was refused', () => command(aircraftId, action));

/** Carries out what the click on the map was meant for. Returns false when it meant nothing. */
export function commandAt(aircraftId: string, point: Point): boolean {
  const { now, radius_m, clockwise } = targeting.get();
  if (now.kind === 'none') return false;
  if (now.kind === 'go_to') void send(aircraftId, { kind: 'go_to', ...point });
  else void send(aircraftId, { kind: 'orbit', ...point, radius_m, clockwise });
  aimFor('none');
  return true;
}

/** Tilts the camera by a step from where it points now. */
export function tiltBy(aircraftId: string, degrees: number): Promise<boolean> {
  const pitch = telemetry.get(aircraftId)?.sample.gimbal_pitch_deg ?? 0;
  return pointCamera(aircraftId, Math.max(-90, Math.min(30, Math.round(pitch + degrees))));
}

export const pointCamera = (aircraftId: string, pitchDeg: number): Promise<boolean> =>
  send(aircraftId, { kind: 'point_camera', pitch_deg: pitchDeg });
