/** What the vehicle actor asks of a maker's protocol. mavlink/ is one; others bring the same. */
import type {
  Action,
  AirPoint,
  AutopilotKind,
  Capability,
  FailsafeReport,
  FlightPlan,
  StickInput,
  VehicleCamera,
  VehicleStatus,
} from '@outrider/schema';
import type { VehicleChange, VehicleState } from '@outrider/core/vehicle';

/** What became of an action that the vehicle was told. */
export type ActionResult =
  /** It will try; what it does is seen in the state. `settled_by_state`: no acknowledgement came, but it is seen to do it. */
  | { kind: 'accepted'; settled_by_state: boolean }
  | { kind: 'refused'; error_code: 'command_rejected' | 'command_unsupported' | 'arming_refused'; detail: string }
  | { kind: 'no_answer'; detail: string }
  | { kind: 'aborted' };

export interface ActionOptions {
  signal?: AbortSignal | undefined;
  /** Called when the first bytes of it have left. */
  onSent?: () => void;
}

export type UploadResult = { ok: true; items: number } | { ok: false; detail: string };

/** Slow facts, as VehicleStatus has them. */
export type VehicleFacts = Pick<
  VehicleStatus,
  | 'vehicle_type'
  | 'firmware'
  | 'hardware_uid'
  | 'health'
  | 'failsafes'
  | 'prearm_messages'
  | 'ready_to_arm'
  | 'parameters_loaded'
> & { autopilot: AutopilotKind; capabilities: Capability[] };

export interface AdapterEvents {
  onChanges(changes: readonly VehicleChange[]): void;
  onStatusText(severity: number, text: string): void;
  /** A new position is in the state. */
  onPosition(): void;
  /** Something in `facts` is different. */
  onFacts(): void;
  /** A camera has been found, or says something new of itself. */
  onCamera(camera: VehicleCamera): void;
  /** Every frame from and to this vehicle, for the journal: `length` bytes of `source` from there on. They are only lent. */
  onRaw(source: Uint8Array, from: number, length: number): void;
}

export interface VehicleAdapter {
  /** gateway/link/system id */
  readonly key: string;
  readonly state: VehicleState;
  readonly facts: VehicleFacts;
  /** The way to it takes nothing from us: a log that is played back. */
  readonly listen_only: boolean;
  /** So long neutral sticks have to be heard before the position-holding mode is asked for. */
  readonly manual_lead_ms: number;
  /** Cameras on board that have described themselves. */
  readonly cameras: readonly VehicleCamera[];
  events: AdapterEvents | null;
  /** Called every 20 ms. */
  tick(nowMs: number): void;
  /** Tells the vehicle to do something. Never rejects. */
  perform(action: Action, options?: ActionOptions): Promise<ActionResult>;
  readFailsafes(): Promise<FailsafeReport>;
  /** Writes what is wrong and can be put right, and reads again. */
  setFailsafes(): Promise<FailsafeReport>;
  /** Return height above home and ceiling of a flight. False when the vehicle did not take them. */
  setLimits(limits: { return_height_m: number; ceiling_m: number }): Promise<UploadResult>;
  /** Uploads verified by download. */
  uploadFence(fence: FlightPlan['fence']): Promise<UploadResult>;
  uploadPlan(plan: FlightPlan): Promise<UploadResult>;
  /** The plan that was uploaded begins at its first item, and not where the one before had got to. */
  rewindPlan(signal?: AbortSignal): Promise<ActionResult>;
  uploadRally(points: readonly AirPoint[], home: AirPoint): Promise<UploadResult>;
  /** Puts a vehicle that is about to take off into the mode in which its take-off works. */
  prepareTakeOff(signal?: AbortSignal): Promise<ActionResult>;
  /** Enters the position-holding mode in which sticks are taken. */
  enterManual(signal?: AbortSignal): Promise<ActionResult>;
  /** Each axis -1 to 1; to be sent at 50 Hz while someone steers. */
  sticks(input: StickInput): void;
  /** Hands the sticks back to a hand-held transmitter where there is one. False: neutral has to go on. */
  releaseSticks(): boolean;
  /** Turns the camera at a rate, -1 to 1 of its full speed. */
  turnCamera(up: number, right: number): void;
  listParameters(): Promise<{ parameters: { name: string; value: number }[]; complete: boolean }>;
  /** Gives up everything that is waiting. */
  abortAll(): void;
}
