/**
 * How often a map may be drawn again. On a machine without a graphics processor one picture can take half a second; drawn as fast
 * as it goes, maps would then leave no time for sticks, keys and alarms. So a slow map rests after each picture.
 */
import type { Map as MapLibreMap } from 'maplibre-gl';

/** Two frames of a 60 Hz screen: a picture that is there so soon costs nothing that anybody waits for. */
const FREE_MS = 34;
/** For each millisecond beyond it the map rests so many. */
const REST_PER_MS = 2;
const LONGEST_REST_MS = 700;

/** Milliseconds to rest after a picture that took `costMs` from asking for it until the next frame after it. Pure. */
export function restAfter(costMs: number): number {
  return Math.min(LONGEST_REST_MS, Math.max(0, costMs - FREE_MS) * REST_PER_MS);
}

/** Draws one map at its machine's pace. */
export class Pace {
  private readonly map: MapLibreMap;
  private busy = false;
  private dueMs = 0;

  constructor(map: MapLibreMap) {
    this.map = map;
  }

  /** Whether the map may be drawn now; ask before moving its camera. */
  get ready(): boolean {
    return !this.busy && performance.now() >= this.dueMs;
  }

  /** Draws the map if it may be; what is asked for while it rests is left out, since the next picture is newer. */
  draw(change: () => void = () => this.map.triggerRepaint()): void {
    if (!this.ready || !this.map.style) return;
    const since = performance.now();
    this.busy = true;
    const done = () =>
      requestAnimationFrame((now) => {
        this.busy = false;
        this.dueMs = now + restAfter(now - since);
      });
    this.map.once('render', done);
    change();
  }
}

const paces = new WeakMap<MapLibreMap, Pace>();

/** The pace of a map: one for all that draws on it. */
export function paceOf(map: MapLibreMap): Pace {
  const known = paces.get(map) ?? new Pace(map);
  paces.set(map, known);
  return known;
}

let software: boolean | null = null;

/** Whether this browser draws 3D with the processor alone; then edges are not smoothed, which there costs four times the work. */
export function drawsInSoftware(): boolean {
  software ??= /swiftshader|llvmpipe|software|basic render/i.test(rendererName());
  return software;
}

function rendererName(): string {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (!gl) return 'software';
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return name;
}
