/** Finds out by itself which cameras a vehicle carries: MAVLink camera protocol v2, robust against lost frames. */
import type { CameraStream, VehicleCamera } from '@outrider/schema';
import type { VehicleObservation } from '@outrider/core/vehicle';
import { MESSAGE_ID, decodeAs } from '@outrider/protocol/mavlink';
import type { Frame, messages } from '@outrider/protocol/mavlink';
import type { CameraIdentity } from './camera-description.js';
import { identityOf, streamOf } from './camera-description.js';
import type { CommandProtocol } from './commands.js';
import { MavCmd, MavType } from './enums.js';

const ASK_AGAIN_MS = 1000;
/** A camera that answered so many questions with nothing is asked seldom. */
const ASK_OFTEN = 10;
const ASK_SELDOM_MS = 30_000;
/** What is known is looked at again: a camera may have got other settings. */
const LOOK_AGAIN_MS = 60_000;
/** A camera that was started anew counts its time from the beginning. */
const REBOOT_STEP_MS = 1000;
const FOV_EVERY_US = 500_000;
const ASK_FOR_FOV = 3;
const MAX_CAMERAS = 12;
const ALL_STREAMS = 0;

interface Camera {
  component_id: number;
  identity: CameraIdentity | null;
  streams: Map<number, CameraStream>;
  /** How many streams it says that it has. */
  count: number | null;
  asked: number;
  due_ms: number;
  boot_ms: number;
  /** It says its field of view by CAMERA_FOV_STATUS, which is finer than that of a stream. */
  says_fov: boolean;
  reported: string;
}

export interface CameraDeskOptions {
  commands: CommandProtocol;
  /** A camera is known whole, or has changed. */
  onCamera(camera: VehicleCamera): void;
}

export class CameraDesk {
  readonly #options: CameraDeskOptions;
  readonly #cameras = new Map<number, Camera>();

  constructor(options: CameraDeskOptions) {
    this.#options = options;
  }

  /** Cameras that are known whole. */
  get known(): VehicleCamera[] {
    return [...this.#cameras.values()].filter(isWhole).map(described);
  }

  /** The component that takes orders to zoom; null where no camera says that it can. */
  get zoomComponent(): number | null {
    for (const camera of this.#cameras.values()) if (camera.identity?.zooms) return camera.component_id;
    return null;
  }

  /**
   * Any verified frame of the vehicle.
   * @returns what it says about the picture that is seen now, null mostly
   */
  onFrame(frame: Frame, nowMs: number): VehicleObservation | null {
    switch (frame.id) {
      case MESSAGE_ID.HEARTBEAT:
        if (decodeAs('HEARTBEAT', frame).type === MavType.CAMERA) this.#camera(frame.componentId, nowMs);
        return null;
      case MESSAGE_ID.CAMERA_INFORMATION:
        this.#onInformation(frame.componentId, decodeAs('CAMERA_INFORMATION', frame), nowMs);
        return null;
      case MESSAGE_ID.VIDEO_STREAM_INFORMATION:
        return this.#onStream(frame.componentId, decodeAs('VIDEO_STREAM_INFORMATION', frame));
      case MESSAGE_ID.CAMERA_FOV_STATUS:
        return this.#onFov(frame.componentId, decodeAs('CAMERA_FOV_STATUS', frame));
      default:
        return null;
    }
  }

  tick(nowMs: number): void {
    for (const camera of this.#cameras.values()) {
      if (nowMs < camera.due_ms) continue;
      const whole = isWhole(camera);
      const often = !whole && camera.asked < ASK_OFTEN;
      camera.due_ms = nowMs + (whole ? LOOK_AGAIN_MS : often ? ASK_AGAIN_MS : ASK_SELDOM_MS);
      this.#ask(camera);
      camera.asked += 1;
    }
  }

  /** Old cameras know only the commands of their own time: every other question is put in that form. */
  #ask(camera: Camera): void {
    const component = camera.component_id;
    const inOldForm = camera.asked % 2 === 1 && !isWhole(camera);
    const request = (id: number, old: number, which?: number): void => {
      const params = which === undefined ? [id] : [id, which];
      this.#options.commands.request(
        inOldForm
          ? { command: old, params: which === undefined ? [1] : [which], component }
          : { command: MavCmd.REQUEST_MESSAGE, params, component },
      );
    };
    if (camera.identity === null) request(MESSAGE_ID.CAMERA_INFORMATION, MavCmd.REQUEST_CAMERA_INFORMATION);
    const { VIDEO_STREAM_INFORMATION, CAMERA_FOV_STATUS } = MESSAGE_ID;
    request(VIDEO_STREAM_INFORMATION, MavCmd.REQUEST_VIDEO_STREAM_INFORMATION, ALL_STREAMS);
    if (camera.says_fov || camera.asked >= ASK_FOR_FOV) return;
    const params = [CAMERA_FOV_STATUS, FOV_EVERY_US];
    this.#options.commands.request({ command: MavCmd.SET_MESSAGE_INTERVAL, params, component });
  }

  #onInformation(component: number, message: messages.CameraInformation, nowMs: number): void {
    const camera = this.#camera(component, nowMs);
    if (!camera) return;
    if (message.time_boot_ms + REBOOT_STEP_MS < camera.boot_ms) camera.asked = 0;
    camera.boot_ms = message.time_boot_ms;
    camera.identity = identityOf(message);
    this.#report(camera);
  }

  #onStream(component: number, message: messages.VideoStreamInformation): VehicleObservation | null {
    const camera = this.#cameras.get(component);
    const stream = streamOf(message);
    if (!camera || !stream) return null;
    if (camera.count !== message.count) camera.streams.clear();
    camera.count = message.count;
    camera.streams.set(stream.stream_id, stream);
    this.#report(camera);
    const seen = stream.stream_id === 1 && !camera.says_fov && this.#isFirst(camera) && stream.hfov_deg !== null;
    return seen ? { kind: 'values', values: { camera_hfov_deg: stream.hfov_deg } } : null;
  }

  #onFov(component: number, { hfov }: messages.CameraFovStatus): VehicleObservation | null {
    const camera = this.#cameras.get(component);
    if (!camera || !Number.isFinite(hfov) || hfov <= 0 || hfov > 360) return null;
    camera.says_fov = true;
    return this.#isFirst(camera) ? { kind: 'values', values: { camera_hfov_deg: hfov } } : null;
  }

  #isFirst(camera: Camera): boolean {
    return this.#cameras.values().next().value === camera;
  }

  /** Null where a vehicle claims to carry more cameras than anyone would. */
  #camera(component_id: number, nowMs: number): Camera | null {
    const known = this.#cameras.get(component_id);
    if (known) return known;
    if (this.#cameras.size >= MAX_CAMERAS) return null;
    const camera: Camera = {
      component_id,
      identity: null,
      streams: new Map(),
      count: null,
      asked: 0,
      due_ms: nowMs,
      boot_ms: 0,
      says_fov: false,
      reported: '',
    };
    this.#cameras.set(component_id, camera);
    return camera;
  }

  /** Zooming changes the field of view of a stream and is nothing to put on record again. */
  #report(camera: Camera): void {
    if (!isWhole(camera)) return;
    const now = described(camera);
    const told = JSON.stringify({ ...now, streams: now.streams.map((stream) => ({ ...stream, hfov_deg: null })) });
    if (told === camera.reported) return;
    camera.reported = told;
    this.#options.onCamera(now);
  }
}

function isWhole({ identity, count, streams }: Camera): boolean {
  if (identity === null) return false;
  return count === null ? !identity.has_streams : streams.size >= count;
}

function described({ component_id, identity, streams }: Camera): VehicleCamera {
  const { maker = null, model = null, firmware = null } = identity ?? {};
  const inOrder = [...streams.values()].toSorted((a, b) => a.stream_id - b.stream_id);
  return { component_id, maker, model, firmware, streams: inOrder };
}
