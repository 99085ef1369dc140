import type { Palette } from '../scene/palette.js';
import type { Box } from '../scene/things.js';
import type { Canvas } from './canvas.js';
import { clarity, hazed } from './haze.js';
import type { Projection } from './projection.js';

const NEAREST_M = 0.3;
const FLOOR_M = 3.4;
/** Windows of a house are drawn when a metre of its wall is so many pixels. */
const WINDOWS_FROM_PX = 3;
const BANDS_FROM_PX = 0.9;
/** Of a quadrilateral that is cut once. */
const MAX_CORNERS = 6;
/** The sun stands in the south-west. */
const LIGHT = { south: 1.02, west: 0.92, north: 0.58, east: 0.68, roof: 1.06, roof_away: 0.84 };

/** Boxes, with or without a gable, cut at the plane in front of the lens. */
export class BoxPainter {
  readonly #canvas: Canvas;
  readonly #camera: Projection;
  readonly #palette: Palette;
  readonly #flat = new Float64Array(MAX_CORNERS * 2);
  readonly #solid = new Float64Array(MAX_CORNERS * 3);

  constructor(canvas: Canvas, camera: Projection, palette: Palette) {
    this.#canvas = canvas;
    this.#camera = camera;
    this.#palette = palette;
  }

  draw(box: Box, distance_m: number): void {
    const { u0, v0, u1, v1 } = box.rect;
    const { at, up } = this.#camera;
    const clear = clarity(distance_m);
    const base = box.ground_amsl_m + box.raised_m;
    const eaves = base + box.height_m;
    if (box.raised_m > 0 && up < base)
      this.#quad(this.#tint(box.wall, 0.4, clear), u0, v0, base, u1, v0, base, u1, v1, base, u0, v1, base);
    if (at.v > v1) this.#wall(box, [u1, v1], [u0, v1], base, eaves, LIGHT.north, clear);
    if (at.v < v0) this.#wall(box, [u0, v0], [u1, v0], base, eaves, LIGHT.south, clear);
    if (at.u > u1) this.#wall(box, [u1, v0], [u1, v1], base, eaves, LIGHT.east, clear);
    if (at.u < u0) this.#wall(box, [u0, v1], [u0, v0], base, eaves, LIGHT.west, clear);
    if (box.ridge_m > 0) this.#gable(box, eaves, clear);
    else if (up > eaves) this.#flatRoof(box, eaves, clear);
  }

  #flatRoof({ rect, roof, wall, windows }: Box, eaves: number, clear: number): void {
    if (windows === 'none') return this.#flatQuad(rect, 0, eaves, this.#tint(roof, LIGHT.roof, clear));
    // A parapet in the colour of the wall, and the roof a little below.
    this.#flatQuad(rect, 0, eaves, this.#tint(wall, 1.1, clear));
    this.#flatQuad(rect, 0.5, eaves - 0.1, this.#tint(roof, LIGHT.roof, clear));
  }

  #flatQuad({ u0, v0, u1, v1 }: Box['rect'], inset: number, up: number, tint: Palette['haze']): void {
    const [w, s, e, n] = [u0 + inset, v0 + inset, u1 - inset, v1 - inset];
    this.#quad(tint, w, s, up, e, s, up, e, n, up, w, n, up);
  }

  /** Two slopes and two triangles; what faces away is left out. */
  #gable({ rect: { u0, v0, u1, v1 }, roof, wall, ridge_m }: Box, eaves: number, clear: number): void {
    const top = eaves + ridge_m;
    const alongU = u1 - u0 >= v1 - v0;
    const [um, vm] = [(u0 + u1) / 2, (v0 + v1) / 2];
    const { at, up } = this.#camera;
    const o = 0.4;
    const slope = (light: number): Palette['haze'] => this.#tint(roof, light, clear);
    const facing = (away: number, half: number): boolean => up - eaves > (-away * ridge_m) / half;
    if (alongU) {
      const half = (v1 - v0) / 2;
      if (at.u > u1) this.#triangle(this.#tint(wall, LIGHT.east, clear), u1, v0, eaves, u1, v1, eaves, u1, vm, top);
      if (at.u < u0) this.#triangle(this.#tint(wall, LIGHT.west, clear), u0, v0, eaves, u0, v1, eaves, u0, vm, top);
      if (facing(at.v - v1, half))
        this.#quad(
          slope(LIGHT.roof_away),
          u0 - o,
          v1 + o,
          eaves - o / 2,
          u1 + o,
          v1 + o,
          eaves - o / 2,
          u1 + o,
          vm,
          top,
          u0 - o,
          vm,
          top,
        );
      if (facing(v0 - at.v, half))
        this.#quad(
          slope(LIGHT.roof),
          u0 - o,
          v0 - o,
          eaves - o / 2,
          u1 + o,
          v0 - o,
          eaves - o / 2,
          u1 + o,
          vm,
          top,
          u0 - o,
          vm,
          top,
        );
    } else {
      const half = (u1 - u0) / 2;
      if (at.v > v1) this.#triangle(this.#tint(wall, LIGHT.north, clear), u0, v1, eaves, u1, v1, eaves, um, v1, top);
      if (at.v < v0) this.#triangle(this.#tint(wall, LIGHT.south, clear), u0, v0, eaves, u1, v0, eaves, um, v0, top);
      if (facing(at.u - u1, half))
        this.#quad(
          slope(LIGHT.roof_away),
          u1 + o,
          v0 - o,
          eaves - o / 2,
          u1 + o,
          v1 + o,
          eaves - o / 2,
          um,
          v1 + o,
          top,
          um,
          v0 - o,
          top,
        );
      if (facing(u0 - at.u, half))
        this.#quad(
          slope(LIGHT.roof),
          u0 - o,
          v0 - o,
          eaves - o / 2,
          u0 - o,
          v1 + o,
          eaves - o / 2,
          um,
          v1 + o,
          top,
          um,
          v0 - o,
          top,
        );
    }
  }

  #wall(
    box: Box,
    [ua, va]: readonly [number, number],
    [ub, vb]: readonly [number, number],
    base: number,
    eaves: number,
    light: number,
    clear: number,
  ): void {
    this.#quad(this.#tint(box.wall, light, clear), ua, va, base, ub, vb, base, ub, vb, eaves, ua, va, eaves);
    if (box.windows === 'none') return;
    const { at, focal_px } = this.#camera;
    const [du, dv, dUp] = [(ua + ub) / 2 - at.u, (va + vb) / 2 - at.v, this.#camera.up - base];
    const pixels = focal_px / Math.max(1, Math.sqrt(du * du + dv * dv + dUp * dUp));
    if (pixels < (box.windows === 'bands' ? BANDS_FROM_PX : WINDOWS_FROM_PX)) return;
    const glass = this.#tint(light > 0.8 ? 'glass_bright' : 'glass', light, clear);
    const length = Math.abs(ub - ua) + Math.abs(vb - va);
    const floors = Math.max(1, Math.floor((eaves - base) / FLOOR_M));
    const panes = box.windows === 'bands' ? 1 : Math.max(1, Math.floor(length / 3.2));
    const [from, to] = box.windows === 'bands' ? [0.03, 0.97] : [0.28, 0.72];
    for (let floor = 0; floor < floors; floor++) {
      const sill = base + ((floor + 0.32) * (eaves - base)) / floors;
      const lintel = base + ((floor + 0.74) * (eaves - base)) / floors;
      for (let pane = 0; pane < panes; pane++) {
        const [a, b] = [(pane + from) / panes, (pane + to) / panes];
        const [u0, v0, u1, v1] = [ua + (ub - ua) * a, va + (vb - va) * a, ua + (ub - ua) * b, va + (vb - va) * b];
        this.#quad(glass, u0, v0, sill, u1, v1, sill, u1, v1, lintel, u0, v0, lintel);
      }
    }
  }

  #tint(material: keyof Palette, light: number, clear: number): Palette['haze'] {
    return hazed(this.#palette[material], light, clear, this.#palette.haze);
  }

  /** Four corners of an upright or level quadrilateral, each as u, v, up. */
  #quad(
    tint: Palette['haze'],
    ua: number,
    va: number,
    a: number,
    ub: number,
    vb: number,
    b: number,
    uc: number,
    vc: number,
    c: number,
    ud: number,
    vd: number,
    d: number,
  ): void {
    this.#corner(0, ua, va, a);
    this.#corner(1, ub, vb, b);
    this.#corner(2, uc, vc, c);
    this.#corner(3, ud, vd, d);
    this.#fill(4, tint);
  }

  #triangle(
    tint: Palette['haze'],
    ua: number,
    va: number,
    a: number,
    ub: number,
    vb: number,
    b: number,
    uc: number,
    vc: number,
    c: number,
  ): void {
    this.#corner(0, ua, va, a);
    this.#corner(1, ub, vb, b);
    this.#corner(2, uc, vc, c);
    this.#fill(3, tint);
  }

  /** Into the lens' own axes: right, down, ahead. */
  #corner(index: number, u: number, v: number, up: number): void {
    const { at, forward, right, down } = this.#camera;
    const [du, dv, dUp] = [u - at.u, v - at.v, up - this.#camera.up];
    this.#solid[index * 3] = du * right.u + dv * right.v;
    this.#solid[index * 3 + 1] = du * down.u + dv * down.v + dUp * down.up;
    this.#solid[index * 3 + 2] = du * forward.u + dv * forward.v + dUp * forward.up;
  }

  /** Projects and fills, without what lies behind the lens. */
  #fill(corners: number, tint: Palette['haze']): void {
    const solid = this.#solid;
    let count = 0;
    for (let index = 0; index < corners; index++) {
      const [a, b] = [index * 3, ((index + 1) % corners) * 3];
      const [za, zb] = [solid[a + 2]!, solid[b + 2]!];
      if (za >= NEAREST_M) count = this.#put(count, solid[a]!, solid[a + 1]!, za);
      if (za >= NEAREST_M === zb >= NEAREST_M) continue;
      const share = (NEAREST_M - za) / (zb - za);
      const x = solid[a]! + (solid[b]! - solid[a]!) * share;
      const y = solid[a + 1]! + (solid[b + 1]! - solid[a + 1]!) * share;
      count = this.#put(count, x, y, NEAREST_M);
    }
    if (count >= 3) this.#canvas.convex(this.#flat, count, tint);
  }

  #put(count: number, x: number, y: number, z: number): number {
    const { focal_px, width, height } = this.#camera;
    this.#flat[count * 2] = width / 2 + (focal_px * x) / z;
    this.#flat[count * 2 + 1] = height / 2 + (focal_px * y) / z;
    return count + 1;
  }
}
