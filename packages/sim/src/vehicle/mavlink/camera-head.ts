import { clamp } from '../../geometry/index.js';

const DEG = Math.PI / 180;
/** One lens of a camera and the stream of its pictures, H.264 over RTP to a UDP port of this machine. */
export interface Lens {
  /** 1 for the first. */
  stream_id: number;
  name: string;
  port: number;
  width: number;
  height: number;
  frame_rate_hz: number;
  bitrate_bps: number;
  /** Horizontal, zoomed out. */
  hfov_deg: number;
  /** 1 for a lens that does not zoom. */
  max_zoom: number;
  thermal: boolean;
}

/** CAMERA_ZOOM_TYPE */
const STEP = 0;
const CONTINUOUS = 1;
const RANGE = 2;
const FOCAL_LENGTH = 3;
const HORIZONTAL_FOV = 4;
const STEP_PERCENT = 10;
const RATE_PERCENT_S = 25;
const SENSOR_WIDTH_MM = 6.4;

/** The camera under an aircraft: its lenses and how far they are zoomed. */
export class CameraHead {
  lenses: readonly Lens[];
  /** 0 = widest, 100 = narrowest; equal steps magnify by equal factors. */
  zoom_percent = 0;
  #wanted_percent = 0;
  #rate_percent_s = 0;

  constructor(lenses: readonly Lens[]) {
    this.lenses = lenses;
  }

  /** Horizontal field of view now. */
  hfovDeg(lens: Lens): number {
    const factor = lens.max_zoom ** (this.zoom_percent / 100);
    return (2 * Math.atan(Math.tan((lens.hfov_deg * DEG) / 2) / factor)) / DEG;
  }

  /** SET_CAMERA_ZOOM. False for a type that it does not know. */
  zoom(type: number, value: number): boolean {
    const lens = this.lenses.find(({ max_zoom }) => max_zoom > 1);
    if (!lens || !Number.isFinite(value)) return false;
    this.#rate_percent_s = 0;
    if (type === STEP) this.#wanted_percent += value * STEP_PERCENT;
    else if (type === CONTINUOUS) this.#rate_percent_s = clamp(value, -1, 1) * RATE_PERCENT_S;
    else if (type === RANGE) this.#wanted_percent = value;
    else if (type === FOCAL_LENGTH)
      this.#wanted_percent = percentFor(lens, (2 * Math.atan(SENSOR_WIDTH_MM / 2 / value)) / DEG);
    else if (type === HORIZONTAL_FOV) this.#wanted_percent = percentFor(lens, value);
    else return false;
    this.#wanted_percent = clamp(this.#wanted_percent, 0, 100);
    return true;
  }

  step(dt_s: number): void {
    this.#wanted_percent = clamp(this.#wanted_percent + this.#rate_percent_s * dt_s, 0, 100);
    const reach = 2 * RATE_PERCENT_S * dt_s;
    this.zoom_percent += clamp(this.#wanted_percent - this.zoom_percent, -reach, reach);
  }
}

/** Zoom at which a lens sees so much. */
function percentFor(lens: Lens, hfov_deg: number): number {
  const factor = Math.tan((lens.hfov_deg * DEG) / 2) / Math.tan((clamp(hfov_deg, 0.1, 179) * DEG) / 2);
  return (100 * Math.log(factor)) / Math.log(lens.max_zoom);
}
