import type { Autopilot } from '../autopilot.js';
import type { PlanKind } from '../mavlink/plan-protocol.js';

/** What the parts of the simulated ArduCopter need of the whole. */
export interface Copter extends Autopilot {
  readonly failsafes: { readonly batteryState: 'none' | 'low' | 'critical' };
  /** The only system whose heartbeats and sticks count. */
  readonly gcsSystem: number;
  readonly modeNeedsPosition: boolean;
  /** Changes the mode, or says why not. */
  changeMode(number: number): boolean;
  tryArm(force: boolean): boolean;
  disarmWith(text: string): void;
  startMission(): boolean;
  pauseMission(pause: boolean): boolean;
  sayPrearm(): void;
  rebootSoon(): void;
  /** After an upload or a deletion; false where the plan cannot be used. */
  planStored(kind: PlanKind): boolean;
  /** Height AMSL of a commanded position, null for a frame it does not know. */
  altitude(frame: number, z: number, latitude_deg: number, longitude_deg: number): number | null;
}
