/** What stands on the ground, farthest first. */
import type { Picture } from '../picture.js';
import type { Palette } from '../scene/palette.js';
import type { Size, Thing, Things } from '../scene/things.js';
import { BoxPainter } from './box-painter.js';
import { Canvas } from './canvas.js';
import { clarity, hazed } from './haze.js';
import type { Projection } from './projection.js';

/** Seen so far at the focal length of a wide lens; a longer one sees farther. */
const WITHIN_M: Readonly<Record<Size, number>> = { tiny: 210, small: 480, tall: 2400 };
const SIZES: readonly Size[] = ['tiny', 'small', 'tall'];
const WIDE_FOCAL_PX = 457;
const FARTHEST_FACTOR = 4;
const BEHIND_M = 60;
/** What would be smaller in the picture is left out, pixels. */
const SMALLEST_PX = 1.2;
/** A ball around a square of half this width, and its eaves. */
const ROUND = 1.6;

interface Seen {
  thing: Thing;
  distance_m: number;
}

export class ObjectPass {
  readonly #palette: Palette;
  readonly #things: Things;
  #canvas: Canvas | null = null;

  constructor(things: Things, palette: Palette) {
    this.#things = things;
    this.#palette = palette;
  }

  /** @param moving things that are elsewhere at every moment */
  draw(picture: Picture, camera: Projection, moving: readonly Thing[]): void {
    if (this.#canvas?.picture !== picture) this.#canvas = new Canvas(picture);
    const factor = Math.min(FARTHEST_FACTOR, Math.max(1, camera.focal_px / WIDE_FOCAL_PX));
    const seen: Seen[] = [];
    const consider = (within_m: number) => (thing: Thing) => {
      const distance_m = this.#distance(thing, camera, within_m);
      if (distance_m !== null) seen.push({ thing, distance_m });
    };
    for (const size of SIZES) {
      const within_m = WITHIN_M[size] * factor;
      this.#things.within(around(camera, within_m), size, consider(within_m));
    }
    moving.forEach(consider(WITHIN_M.small * factor));
    seen.sort(farthestFirst);
    const boxes = new BoxPainter(this.#canvas, camera, this.#palette);
    for (const { thing, distance_m } of seen) {
      if (thing.kind === 'box') boxes.draw(thing, distance_m);
      else if (thing.kind === 'tree') this.#tree(thing, camera, distance_m);
      else this.#puff(thing, camera, distance_m);
    }
  }

  /** Along the ground to the nearest part of it; null for what cannot be seen. */
  #distance(thing: Thing, camera: Projection, within_m: number): number | null {
    const { at } = camera;
    let [u, v, du, dv, half] = [0, 0, 0, 0, 0];
    if (thing.kind === 'box') {
      const { u0, u1, v0, v1 } = thing.rect;
      [u, v] = [(u0 + u1) / 2, (v0 + v1) / 2];
      du = Math.max(u0 - at.u, 0, at.u - u1);
      dv = Math.max(v0 - at.v, 0, at.v - v1);
      half = Math.max(u1 - u0, v1 - v0) / 2;
    } else {
      [u, v, half] = [thing.u, thing.v, thing.radius_m];
      [du, dv] = [u - at.u, v - at.v];
    }
    const distance = Math.sqrt(du * du + dv * dv);
    if (distance > within_m) return null;
    const below_m = camera.up - thing.ground_amsl_m;
    const slant = Math.max(1, Math.sqrt(distance * distance + below_m * below_m));
    if ((Math.max(half * 2, thing.height_m) * camera.focal_px) / slant < SMALLEST_PX) return null;
    return camera.sees(u, v, thing.ground_amsl_m + tallness(thing) / 2, half * ROUND + tallness(thing) / 2)
      ? distance
      : null;
  }

  #tree(tree: Extract<Thing, { kind: 'tree' }>, camera: Projection, distance_m: number): void {
    const middle = tree.ground_amsl_m + tree.height_m - tree.radius_m;
    const at = camera.project(tree.u, tree.v, middle);
    if (!at || !this.#canvas) return;
    const radius = (tree.radius_m * camera.focal_px) / camera.depth(tree.u, tree.v, middle);
    if (outside(at, radius, camera)) return;
    const clear = clarity(distance_m);
    const { leaves, leaves_lit, leaves_pale, trunk } = this.#palette;
    const foot = camera.project(tree.u, tree.v, tree.ground_amsl_m);
    if (foot && radius > 3) {
      const half = radius * 0.09;
      const corners = [at.x - half, at.y, at.x + half, at.y, foot.x + half, foot.y, foot.x - half, foot.y];
      this.#canvas.convex(corners, 4, this.#hazed(trunk, 1, clear));
    }
    const lit = tree.pale ? leaves_pale : leaves_lit;
    this.#canvas.disc(at.x, at.y, radius, this.#hazed(leaves, tree.pale ? 1.15 : 1, clear));
    if (radius < 2) return;
    this.#canvas.disc(at.x - radius * 0.16, at.y - radius * 0.2, radius * 0.76, this.#hazed(lit, 0.88, clear));
    if (radius > 5)
      this.#canvas.disc(at.x - radius * 0.26, at.y - radius * 0.34, radius * 0.45, this.#hazed(lit, 1.08, clear));
  }

  #puff(puff: Extract<Thing, { kind: 'puff' }>, camera: Projection, distance_m: number): void {
    const up = puff.ground_amsl_m + puff.height_m;
    const at = camera.project(puff.u, puff.v, up);
    if (!at || !this.#canvas) return;
    const radius = (puff.radius_m * camera.focal_px) / camera.depth(puff.u, puff.v, up);
    if (outside(at, radius, camera)) return;
    this.#canvas.disc(at.x, at.y, radius, this.#hazed(this.#palette[puff.material], 1, clarity(distance_m)), 120);
  }

  #hazed(colour: Palette['haze'], light: number, clear: number): Palette['haze'] {
    return hazed(colour, light, clear, this.#palette.haze);
  }
}

const farthestFirst = (a: Seen, b: Seen): number => b.distance_m - a.distance_m;

/** Square around the part of the ground that may be seen: a corner of it at the camera, the rest ahead. */
function around({ at, forward, width, height, focal_px }: Projection, within_m: number) {
  const level = Math.hypot(forward.u, forward.v);
  const half = Math.atan(width / 2 / focal_px) + 0.1;
  const steep = -forward.up > level * 0.7 || Math.atan(height / 2 / focal_px) + Math.asin(-forward.up) > 1.45;
  if (steep) return { u0: at.u - within_m, v0: at.v - within_m, u1: at.u + within_m, v1: at.v + within_m };
  const bearing = Math.atan2(forward.u, forward.v);
  const corners = [-half, 0, half].map((turn) => ({
    u: at.u + Math.sin(bearing + turn) * within_m,
    v: at.v + Math.cos(bearing + turn) * within_m,
  }));
  const us = [at.u, ...corners.map((corner) => corner.u)];
  const vs = [at.v, ...corners.map((corner) => corner.v)];
  return {
    u0: Math.min(...us) - BEHIND_M,
    v0: Math.min(...vs) - BEHIND_M,
    u1: Math.max(...us) + BEHIND_M,
    v1: Math.max(...vs) + BEHIND_M,
  };
}

/** From the ground to the highest part of it. */
function tallness(thing: Thing): number {
  return thing.kind === 'box' ? thing.raised_m + thing.height_m + thing.ridge_m : thing.height_m + thing.radius_m;
}

function outside({ x, y }: { x: number; y: number }, radius: number, { width, height }: Projection): boolean {
  return x < -radius || y < -radius || x > width + radius || y > height + radius;
}
