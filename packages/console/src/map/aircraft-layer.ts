/** Aircraft as one custom WebGL layer: trail, stalk to the ground, ring and arrow. Drawn from the telemetry store each frame. */
import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibreMap } from 'maplibre-gl';
import type { TelemetrySample } from '@outrider/schema';
import type { TelemetryEntry } from '../live/telemetry.js';
import { freshnessOf, isAirborne } from '../live/telemetry.js';
import { glProgram } from './gl-program.js';
import type { Colour } from './mesh.js';
import { FLOATS_PER_CORNER, Mesh } from './mesh.js';
import type { Pose } from './pose.js';
import { poseOf } from './pose.js';
import { pointAt } from './geometry.js';
import { Projector } from './projector.js';

const OWN: Colour = [0.247, 0.816, 0.878, 1];
const DIM: Colour = [0.45, 0.53, 0.62, 1];
const DARK: Colour = [0.04, 0.055, 0.075, 0.95];
const WHITE: Colour = [1, 1, 1, 0.85];
const WARNING: Colour = [1, 0.353, 0.322, 1];
const CAUTION: Colour = [1, 0.698, 0.141, 1];
const CONE_HALF_DEG = 32;
const CONE_LENGTH_M = 130;
const fade = (colour: Colour, alpha: number): Colour => [colour[0], colour[1], colour[2], alpha];

export interface AircraftMarks {
  selected: string | null;
  /** Aircraft with an open warning or caution. */
  alerts: ReadonlyMap<string, 'warning' | 'caution'>;
  /** Aircraft that stand in their dock, which has a picture of its own. */
  docked: ReadonlySet<string>;
  /** Aircraft whose camera's direction is drawn on the ground. */
  cone: string | null;
}

export class AircraftLayer implements CustomLayerInterface {
  readonly id = 'aircraft';
  readonly type = 'custom';
  readonly renderingMode = '3d';
  /** Where each aircraft stands on the screen in the last frame, CSS pixels; labels and clicks read it. */
  readonly screen = new Map<string, [x: number, y: number]>();
  marks: AircraftMarks = { selected: null, alerts: new Map(), docked: new Set(), cone: null };
  private readonly mesh = new Mesh();
  private readonly projector = new Projector();
  private readonly source: () => Iterable<TelemetryEntry>;
  private map: MapLibreMap | null = null;
  private gl: { program: WebGLProgram; buffer: WebGLBuffer } | null = null;

  constructor(source: () => Iterable<TelemetryEntry>) {
    this.source = source;
  }

  onAdd(map: MapLibreMap, gl: WebGL2RenderingContext): void {
    this.map = map;
    this.gl = { program: glProgram(gl), buffer: gl.createBuffer() };
  }

  onRemove(_map: MapLibreMap, gl: WebGL2RenderingContext): void {
    if (this.gl) {
      gl.deleteProgram(this.gl.program);
      gl.deleteBuffer(this.gl.buffer);
    }
    this.gl = null;
  }

  render(gl: WebGL2RenderingContext, { defaultProjectionData }: CustomRenderMethodInput): void {
    if (!this.gl || !this.map) return;
    const { clientWidth, clientHeight } = this.map.getCanvas();
    this.mesh.begin(clientWidth, clientHeight);
    this.projector.begin(defaultProjectionData.mainMatrix, clientWidth, clientHeight);
    this.screen.clear();
    const now = performance.now();
    const lift = Math.min(1, this.map.getPitch() / 30);
    for (const entry of this.source()) this.draw(entry, now, lift);
    this.upload(gl);
  }

  /** Whether there is an aircraft to be drawn: those in their docks have a picture of their own. */
  isWanted(): boolean {
    for (const entry of this.source()) if (this.shows(entry.sample)) return true;
    return false;
  }

  private shows(sample: TelemetrySample): boolean {
    return isAirborne(sample) || !this.marks.docked.has(sample.aircraft_id);
  }

  private draw(entry: TelemetryEntry, now: number, lift: number): void {
    const { sample } = entry;
    const pose = poseOf(entry, now);
    if (!pose || !this.shows(sample)) return;
    const at = this.projector.project(pose.longitude_deg, pose.latitude_deg, pose.height_m * lift);
    if (!at) return;
    const colour = freshnessOf(entry, now) === 'live' ? (isAirborne(sample) ? OWN : DIM) : DIM;
    this.screen.set(sample.aircraft_id, at);
    this.trail(entry, lift, colour, at);
    if (this.marks.cone === sample.aircraft_id) this.cone(entry, pose);
    this.stalk(pose, at);
    this.marksOf(sample.aircraft_id, at);
    this.arrow(pose, lift, at, colour);
  }

  private trail({ trail }: TelemetryEntry, lift: number, colour: Colour, end: [number, number]): void {
    let last: [number, number] | null = null;
    for (let i = 0; i <= trail.length; i++) {
      const point = i < trail.length ? trail.at(i) : null;
      const next = point ? this.projector.project(point[0], point[1], point[2] * lift) : end;
      if (last && next) {
        const alpha = 0.75 * (i / trail.length);
        this.mesh.stroke(...last, ...next, 2.2, fade(colour, alpha * 0.9), fade(colour, alpha));
      }
      last = next;
    }
  }

  /** Where the camera looks, when the aircraft says so: a wedge on the ground. */
  private cone({ sample }: TelemetryEntry, pose: Pose): void {
    if (sample.gimbal_pitch_deg === null) return;
    const middle = pose.heading_deg + (sample.gimbal_yaw_deg ?? 0);
    const apex = this.projector.project(pose.longitude_deg, pose.latitude_deg, 0);
    const [left, right] = [-CONE_HALF_DEG, CONE_HALF_DEG].map((side) => {
      const at = pointAt(pose.longitude_deg, pose.latitude_deg, middle + side, CONE_LENGTH_M);
      return this.projector.project(at[0], at[1], 0);
    });
    if (!apex || !left || !right) return;
    this.mesh.triangle([...apex, ...left, ...right], fade(OWN, 0.14));
    this.mesh.stroke(...apex, ...left, 1, fade(OWN, 0.45), fade(OWN, 0.1));
    this.mesh.stroke(...apex, ...right, 1, fade(OWN, 0.45), fade(OWN, 0.1));
  }

  private stalk(pose: Pose, [x, y]: [number, number]): void {
    const ground = this.projector.project(pose.longitude_deg, pose.latitude_deg, 0);
    if (!ground || Math.hypot(ground[0] - x, ground[1] - y) < 6) return;
    this.mesh.stroke(x, y, ...ground, 1.2, fade(WHITE, 0.5), fade(WHITE, 0.25));
    this.mesh.ring(ground[0], ground[1], 3, 1.2, fade(WHITE, 0.4));
  }

  private marksOf(aircraftId: string, [x, y]: [number, number]): void {
    const alert = this.marks.alerts.get(aircraftId);
    if (alert) this.mesh.ring(x, y, 21, 2.4, alert === 'warning' ? WARNING : CAUTION);
    if (this.marks.selected === aircraftId) this.mesh.ring(x, y, 16, 1.4, WHITE);
  }

  private arrow(pose: Pose, lift: number, [x, y]: [number, number], colour: Colour): void {
    const ahead = pointAt(pose.longitude_deg, pose.latitude_deg, pose.heading_deg, 5);
    const nose = this.projector.project(...ahead, pose.height_m * lift) ?? [x, y - 1];
    const length = Math.hypot(nose[0] - x, nose[1] - y) || 1;
    const dx = (nose[0] - x) / length;
    const dy = (nose[1] - y) / length;
    this.mesh.arrow(x, y, dx, dy, 13, DARK);
    this.mesh.arrow(x, y, dx, dy, 10, colour);
  }

  private upload(gl: WebGL2RenderingContext): void {
    if (!this.gl || this.mesh.corners === 0) return;
    gl.useProgram(this.gl.program);
    gl.disable(gl.DEPTH_TEST);
    gl.disable(gl.CULL_FACE);
    gl.bindVertexArray(null);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.gl.buffer);
    gl.bufferData(gl.ARRAY_BUFFER, this.mesh.floats, gl.DYNAMIC_DRAW);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, FLOATS_PER_CORNER * 4, 0);
    gl.enableVertexAttribArray(1);
    gl.vertexAttribPointer(1, 4, gl.FLOAT, false, FLOATS_PER_CORNER * 4, 8);
    gl.drawArrays(gl.TRIANGLES, 0, this.mesh.corners);
  }
}
