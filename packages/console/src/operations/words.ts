import type { CommandState, FlightMode, FlightPurpose, FlightState, Sensitivity } from '@outrider/schema';

export const FLIGHT_STATE: Readonly<Record<FlightState, string>> = {
  requested: 'Requested',
  declined: 'Declined',
  cancelled: 'Cancelled',
  accepted: 'Accepted',
  preparing: 'Preparing',
  departing: 'Departing',
  en_route: 'En route',
  on_scene: 'On scene',
  returning: 'Returning',
  landing: 'Landing',
  landed: 'Landed',
  failed: 'Failed',
  lost: 'Lost',
};
export const MODE: Readonly<Record<FlightMode, string>> = {
  unknown: 'mode unknown',
  hold: 'hold',
  guided: 'guided',
  mission: 'plan',
  take_off: 'take-off',
  return: 'return',
  land: 'land',
  position: 'by hand',
  altitude: 'altitude mode',
  attitude: 'attitude mode',
  terminated: 'terminated',
  other: 'other mode',
};
export const PURPOSE: Readonly<Record<FlightPurpose, string>> = {
  incident: 'Incident',
  patrol: 'Patrol',
  training: 'Training',
  test: 'Test',
  replay: 'Replay',
};
export const SENSITIVITY: Readonly<Record<Sensitivity, string>> = {
  public: 'public',
  internal: 'internal',
  sensitive: 'sensitive',
  criminal_justice: 'criminal justice',
};
export const COMMAND_STATE: Readonly<Record<CommandState, string>> = {
  requested: 'asked for',
  sent: 'sent',
  acknowledged: 'acknowledged',
  done: 'done',
  failed: 'failed',
  timed_out: 'timed out',
};

const AIRBORNE: ReadonlySet<FlightState> = new Set([
  'departing',
  'en_route',
  'on_scene',
  'returning',
  'landing',
  'lost',
]);
export const isFlying = (state: FlightState): boolean => AIRBORNE.has(state);
const BEFORE: ReadonlySet<FlightState> = new Set(['requested', 'accepted', 'preparing']);
export const isBeforeTakeOff = (state: FlightState): boolean => BEFORE.has(state);
