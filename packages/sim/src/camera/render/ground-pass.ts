/** Sky and ground: for every 32nd pixel of a row the place where its ray meets the land, textures in between. */
import type { ClipMap, Level } from '../ground/clip-map.js';
import { LEVELS, SIDE } from '../ground/clip-map.js';
import { BLOCK } from '../ground/block-painter.js';
import type { Picture } from '../picture.js';
import type { Palette } from '../scene/palette.js';
import type { TerrainMap } from '../scene/terrain.js';
import { clarity } from './haze.js';
import type { Projection } from './projection.js';

/** A level row lies at one depth on flat ground: rays may be far apart. */
const STEP = 32;
const ROWS = 4;
const STEEP = -0.08;
const MASK = SIDE - 1;
/** Nothing is seen farther away. */
const FARTHEST_M = 7500;
const FLATTEST = 0.003;
/** A texture reaches half its width around its middle, which lies ahead by this share of that. */
const AHEAD = 0.6;
/** Squares are painted whole: so much has to be left over for those at both edges. */
const MARGIN_TEXELS = BLOCK / 2;
const ZOOMED_DEG_PX = 1500;

/** One row of rays: where each meets the ground. */
interface Cast {
  u: Float64Array;
  v: Float64Array;
  distance_m: Float64Array;
  /** Size of a pixel on the ground. */
  pixel_m: Float64Array;
  /** Ground was met by the whole row. */
  complete: boolean;
}

function castOf(columns: number): Cast {
  const numbers = (): Float64Array => new Float64Array(columns);
  return { u: numbers(), v: numbers(), distance_m: numbers(), pixel_m: numbers(), complete: false };
}

export class GroundPass {
  readonly #map: ClipMap;
  readonly #terrain: TerrainMap;
  readonly #palette: Palette;
  readonly #middles: { u: number; v: number }[] = Array.from({ length: LEVELS }, () => ({ u: 0, v: 0 }));
  /** Height of the ground where the row before met it: the next one meets it nearby. */
  #heights = new Float64Array(0);
  #near: Cast = castOf(0);
  #far: Cast = castOf(0);
  /** Of each stretch between two rays: index of its texture, and what the air leaves. */
  #levels = new Uint8Array(0);
  #clear = new Uint16Array(0);

  constructor(map: ClipMap, terrain: TerrainMap, palette: Palette) {
    this.#map = map;
    this.#terrain = terrain;
    this.#palette = palette;
  }

  draw(picture: Picture, camera: Projection): void {
    const columns = Math.ceil(picture.width / STEP) + 1;
    const below = this.#terrain.at(camera.at.u, camera.at.v);
    if (this.#heights.length !== columns) this.#resize(columns);
    this.#heights.fill(below);
    this.#placeTextures(camera, below);
    let y = picture.height - 1;
    this.#castRow(camera, y, this.#near);
    while (y >= 0 && this.#near.complete) {
      const rows = this.#rowsTogether(camera, y);
      this.#castRow(camera, y - rows, this.#far);
      // The last rows below the horizon stand for themselves.
      const together = this.#far.complete ? rows : 1;
      this.#choose(together > 1 ? this.#far : this.#near);
      for (let row = 0; row < together && y - row >= 0; row++) this.#ground(picture, y - row, row / rows);
      y -= together;
      if (this.#far.complete) [this.#near, this.#far] = [this.#far, this.#near];
      else this.#castRow(camera, y, this.#near);
    }
    for (; y >= 0; y--) this.#sky(picture, camera, y);
  }

  #resize(columns: number): void {
    this.#heights = new Float64Array(columns);
    this.#near = castOf(columns);
    this.#far = castOf(columns);
    this.#levels = new Uint8Array(columns);
    this.#clear = new Uint16Array(columns);
  }

  /** Far below the horizon the ground hardly bends from row to row, and four rows share their rays. */
  #rowsTogether({ forward, down, focal_px, height }: Projection, y: number): number {
    return forward.up + ((y - ROWS - height / 2) / focal_px) * down.up < STEEP ? ROWS : 1;
  }

  /** Textures lie around what is looked at: ahead of the aircraft, farther for a lens that is zoomed in. */
  #placeTextures({ at, up, forward, focal_px }: Projection, below: number): void {
    const level = Math.hypot(forward.u, forward.v);
    const reach = forward.up < -0.01 ? ((up - below) * level) / -forward.up : FARTHEST_M;
    this.#map.levels.forEach(({ texel_m }, index) => {
      const half = (SIDE / 2) * texel_m;
      const ahead = focal_px > ZOOMED_DEG_PX ? Math.min(reach, 2500) : Math.min(reach, AHEAD * half);
      const share = level > 0.001 ? ahead / level : 0;
      this.#middles[index] = { u: at.u + forward.u * share, v: at.v + forward.v * share };
    });
  }

  #castRow(camera: Projection, y: number, cast: Cast): void {
    const { at, up, forward, right, down, focal_px, width, height } = camera;
    const b = (y + 0.5 - height / 2) / focal_px;
    const dUp = forward.up + b * down.up;
    cast.complete = dUp < -FLATTEST;
    if (!cast.complete) return;
    const heights = this.#heights;
    for (let index = 0; index < heights.length; index++) {
      const a = (index * STEP - width / 2) / focal_px;
      const du = forward.u + a * right.u + b * down.u;
      const dv = forward.v + a * right.v + b * down.v;
      let depth = 0;
      for (let tries = 0; tries < 2; tries++) {
        depth = Math.min(FARTHEST_M, Math.max(0.05, (heights[index]! - up) / dUp));
        heights[index] = this.#terrain.at(at.u + depth * du, at.v + depth * dv);
      }
      const length = Math.sqrt(du * du + dv * dv + dUp * dUp);
      cast.u[index] = at.u + depth * du;
      cast.v[index] = at.v + depth * dv;
      cast.distance_m[index] = depth * length;
      cast.pixel_m[index] = (depth / focal_px) * Math.sqrt(Math.min(16, -length / dUp));
    }
  }

  /** For each stretch a texture that holds both its ends, as fine as the pixel asks for. */
  #choose(cast: Cast): void {
    for (let index = 0; index + 1 < this.#levels.length; index++) {
      let level = this.#map.levelFor(Math.max(cast.pixel_m[index]!, cast.pixel_m[index + 1]!));
      while (level < LEVELS - 1 && !(this.#holds(level, this.#near, index) && this.#holds(level, cast, index))) level++;
      this.#levels[index] = level;
      this.#clear[index] = clarity((cast.distance_m[index]! + cast.distance_m[index + 1]!) / 2);
      this.#require(level, cast, index);
    }
  }

  #holds(level: number, { u, v }: Cast, index: number): boolean {
    const middle = this.#middles[level]!;
    const half = (SIDE / 2 - MARGIN_TEXELS) * this.#map.levels[level]!.texel_m;
    return (
      Math.abs(u[index]! - middle.u) < half &&
      Math.abs(v[index]! - middle.v) < half &&
      Math.abs(u[index + 1]! - middle.u) < half &&
      Math.abs(v[index + 1]! - middle.v) < half
    );
  }

  /** All squares that a stretch between the near rays and these may touch. */
  #require(index: number, { u, v }: Cast, at: number): void {
    const level = this.#map.levels[index]!;
    const [near, square_m] = [this.#near, BLOCK * level.texel_m];
    const column0 = Math.floor(Math.min(near.u[at]!, near.u[at + 1]!, u[at]!, u[at + 1]!) / square_m);
    const column1 = Math.floor(Math.max(near.u[at]!, near.u[at + 1]!, u[at]!, u[at + 1]!) / square_m);
    const row0 = Math.floor(Math.min(near.v[at]!, near.v[at + 1]!, v[at]!, v[at + 1]!) / square_m);
    const row1 = Math.floor(Math.max(near.v[at]!, near.v[at + 1]!, v[at]!, v[at + 1]!) / square_m);
    for (let row = row0; row <= row1; row++) {
      for (let column = column0; column <= column1; column++) this.#map.require(level, column, row);
    }
  }

  /** @param share of the way from the near rays to the far ones */
  #ground(picture: Picture, y: number, share: number): void {
    const [near, far] = [this.#near, this.#far];
    const mixed = share === 0 ? null : far;
    const between = (a: Float64Array, b: Float64Array, at: number): number => a[at]! + (b[at]! - a[at]!) * share;
    for (let index = 0; index + 1 < this.#levels.length; index++) {
      const x0 = index * STEP;
      const count = Math.min(picture.width, x0 + STEP) - x0;
      const level = this.#map.levels[this.#levels[index]!]!;
      const u0 = mixed ? between(near.u, far.u, index) : near.u[index]!;
      const v0 = mixed ? between(near.v, far.v, index) : near.v[index]!;
      const u1 = mixed ? between(near.u, far.u, index + 1) : near.u[index + 1]!;
      const v1 = mixed ? between(near.v, far.v, index + 1) : near.v[index + 1]!;
      const clear = this.#clear[index]!;
      this.#luma(picture, level, u0, v0, u1 - u0, v1 - v0, y * picture.width + x0, count, clear);
      if ((y & 1) === 1) continue;
      const start = (y >> 1) * (picture.width >> 1) + (x0 >> 1);
      this.#chroma(picture, level, u0, v0, u1 - u0, v1 - v0, start, count >> 1, clear);
    }
  }

  /** Texture coordinates in 16.16 fixed point, which wrap as the texture does. */
  #luma(
    picture: Picture,
    level: Level,
    u: number,
    v: number,
    du: number,
    dv: number,
    start: number,
    count: number,
    clear: number,
  ): void {
    const scale = 65_536 / level.texel_m;
    let x = (u * scale) | 0;
    let y = (v * scale) | 0;
    const dx = ((du * scale) / STEP) | 0;
    const dy = ((dv * scale) / STEP) | 0;
    const texture = level.y;
    const out = picture.y;
    const veil = (256 - clear) * this.#palette.haze.y;
    for (let at = start; at < start + count; at++) {
      out[at] = (texture[(((y >> 16) & MASK) << 10) | ((x >> 16) & MASK)]! * clear + veil) >> 8;
      x = (x + dx) | 0;
      y = (y + dy) | 0;
    }
  }

  #chroma(
    picture: Picture,
    level: Level,
    u: number,
    v: number,
    du: number,
    dv: number,
    start: number,
    count: number,
    clear: number,
  ): void {
    const scale = 32_768 / level.texel_m;
    let x = (u * scale) | 0;
    let y = (v * scale) | 0;
    const dx = ((du * scale * 2) / STEP) | 0;
    const dy = ((dv * scale * 2) / STEP) | 0;
    const { haze } = this.#palette;
    const [veilU, veilV] = [(256 - clear) * haze.u, (256 - clear) * haze.v];
    for (let at = start; at < start + count; at++) {
      const texel = (((y >> 16) & (MASK >> 1)) << 9) | ((x >> 16) & (MASK >> 1));
      picture.u[at] = (level.u[texel]! * clear + veilU) >> 8;
      picture.v[at] = (level.v[texel]! * clear + veilV) >> 8;
      x = (x + dx) | 0;
      y = (y + dy) | 0;
    }
  }

  /** Bright haze at the horizon, blue above. */
  #sky(picture: Picture, { forward, down, focal_px, height }: Projection, y: number): void {
    const rise = Math.max(0, forward.up + ((y + 0.5 - height / 2) / focal_px) * down.up);
    const share = Math.min(1, rise * 2.4);
    const { haze, sky } = this.#palette;
    const mix = (low: number, high: number): number => low + (high - low) * share;
    const { width } = picture;
    picture.y.fill(mix(haze.y, sky.y), y * width, (y + 1) * width);
    if ((y & 1) === 1) return;
    const row = (y >> 1) * (width >> 1);
    picture.u.fill(mix(haze.u, sky.u), row, row + (width >> 1));
    picture.v.fill(mix(haze.v, sky.v), row, row + (width >> 1));
  }
}
