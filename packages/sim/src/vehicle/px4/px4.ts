import type { Autopilot } from '../autopilot.js';
import type { PlanKind } from '../mavlink/plan-protocol.js';

/** What the parts of the simulated PX4 need of the whole. */
export interface Px4Parts extends Autopilot {
  readonly failsafes: { readonly warning: 'none' | 'low' | 'critical' | 'emergency' };
  takeOffAltitude_amsl_m: number;
  /** Changes the mode, or says why not. */
  changeMode(number: number): boolean;
  tryArm(force: boolean): boolean;
  disarmWith(text: string): void;
  /** MAV_RESULT of RUN_PREARM_CHECKS. */
  sayHealth(): number;
  rebootSoon(): void;
  orbitStatus(radius: number, latitude_deg: number, longitude_deg: number, z: number): void;
  /** After an upload or a deletion; false where the plan cannot be used. */
  planStored(kind: PlanKind): boolean;
}
