import type { MessageInput, MessageName } from '@outrider/protocol/mavlink';
import type { LatLon } from '../../geometry/index.js';
import type { Battery, Body, GnssFix, Vector } from '../../physics/index.js';
import type { Breach, Sticks } from '../flight/index.js';
import type { CameraHead } from '../mavlink/camera-head.js';
import type { Gimbal } from '../mavlink/gimbal.js';

/** What an autopilot knows about itself, as its telemetry tells it. */
export interface VehicleView {
  /** since power-on */
  readonly now_ms: number;
  readonly utc_ms: number;
  readonly system_id: number;
  /** estimate: east and north of the local origin, up AMSL */
  readonly position: Vector;
  readonly body: Body;
  readonly battery: Battery;
  readonly fix: GnssFix;
  /** velocity of the air */
  readonly air: Vector;
  readonly home: Vector | null;
  readonly armed: boolean;
  readonly landed: boolean;
  readonly landed_state: number;
  readonly custom_mode: number;
  readonly base_mode: number;
  readonly system_status: number;
  readonly estimator_ready: boolean;
  readonly mission: { index: number; count: number; state: number };
  readonly fence: { enabled: boolean; breach: Breach; breaches: number; since_ms: number };
  readonly sticks: Sticks;
  readonly transmitter_lost: boolean;
  readonly gimbal: Gimbal;
  readonly camera: CameraHead;
  readonly capabilities: number;
  readonly flight_sw_version: number;
  readonly charge_state: number;
  readonly serial: string;
  /** MAV_SYS_STATUS_SENSOR bits */
  readonly sensors: { present: number; enabled: number; health: number };
  readonly ground_amsl_m: number;
  /** where the running task goes, null when nowhere */
  readonly target: Vector | null;
  latLon(at: Vector): LatLon;
}

/** Message by name from the view; the messages that an autopilot can send. */
export type Builders = { readonly [Name in MessageName]?: (view: VehicleView) => MessageInput<Name> };

export const RAD = Math.PI / 180;
/** Text in a field of bytes. */
export const bytes = (text: string, length: number): number[] =>
  Array.from({ length }, (_, index) => (index < text.length ? text.charCodeAt(index) & 127 : 0));
export const degE7 = (value_deg: number): number => Math.round(value_deg * 1e7);
export const mm = (value_m: number): number => Math.round(value_m * 1000);
export const int16 = (value: number): number => Math.round(Math.min(32767, Math.max(-32768, value)));
/** Height above home; zero while there is none, as autopilots do. */
export const relative = (view: VehicleView): number => (view.home ? view.position.up - view.home.up : 0);
