/** Heights along a line: level pieces that stay above the ground and below every cap, with a climb or descent in place between them. */
import { along, length, segmentWithin, toLonLat } from '../geo/index.js';
import type { Xy } from '../geo/index.js';
import type { Conflict } from './conflict.js';
import { isCap } from './scene.js';
import type { Scene } from './scene.js';
import { shapesNearLine } from './search.js';
import { groundHeight } from './terrain.js';

/** A level piece that ends at `to`. */
export interface LevelPiece {
  readonly to: Xy;
  readonly altitude_amsl_m: number;
}

interface Band {
  low: number;
  high: number;
  /** What sets the upper bound, for the refusal. */
  limit: Conflict['code'];
}

const SAMPLE_M = 30;

/**
 * Splits the line a-b into level pieces as near as possible to the wished height. Ground unknown is reckoned at the take-off height.
 * Answers the conflict where no height is both high enough above the ground and low enough below the caps.
 */
export function levelPieces(scene: Scene, a: Xy, b: Xy, wished_amsl_m: number): LevelPiece[] | Conflict {
  const caps = shapesNearLine(
    scene.index,
    a,
    b,
    scene.rules.clearance_horizontal_m,
    (shape, position) => isCap(shape) && scene.inForce(position) && scene.capOf(shape) < scene.rules.max_amsl_m,
  );
  const varies = caps.length > 0 || scene.index.terrain !== null;
  const steps = varies ? Math.max(1, Math.ceil(length(a, b) / SAMPLE_M)) : 1;
  const bands: Band[] = [];
  for (let i = 0; i < steps; i++) {
    const band = bandBetween(scene, along(a, b, i / steps), along(a, b, (i + 1) / steps), caps);
    if (band.low > band.high) return bandConflict(band);
    bands.push(band);
  }
  return mergeBands(bands, (share) => along(a, b, share), wished_amsl_m);
}

/** The band of allowed heights over one short piece of the line, its ends and everything between included. */
function bandBetween(scene: Scene, from: Xy, to: Xy, caps: readonly number[]): Band {
  const { rules } = scene;
  const band: Band = { low: -Infinity, high: rules.max_amsl_m, limit: 'aircraft_ceiling' };
  const lower = (high: number, limit: Conflict['code']) => {
    if (high < band.high) Object.assign(band, { high, limit });
  };
  for (const point of [from, to]) {
    const ground = groundHeight(scene.index.terrain, ...toLonLat(scene.index.plane, point));
    band.low = Math.max(band.low, (ground ?? rules.home_amsl_m) + rules.min_agl_m);
    lower((ground ?? rules.home_amsl_m) + rules.max_agl_m, 'max_height');
  }
  for (const position of caps) {
    const shape = scene.index.shapes[position]!;
    if (segmentWithin(from, to, shape.rings, scene.clearanceOf(position))) lower(scene.capOf(shape), 'ceiling');
  }
  return band;
}

function bandConflict(band: Band): Conflict {
  return {
    code: band.limit === 'aircraft_ceiling' ? 'terrain' : band.limit,
    volume: null,
    altitude_amsl_m: band.low,
    bound_amsl_m: band.high,
    ground_unknown: false,
  };
}

/** Joins neighbouring bands as long as one height serves them all. Neighbours share a point, so their bands nearly always meet. */
function mergeBands(bands: readonly Band[], at: (share: number) => Xy, wished_amsl_m: number): LevelPiece[] | Conflict {
  const pieces: LevelPiece[] = [];
  let open: Band = { ...bands[0]! };
  const close = (upTo: number) => {
    const altitude_amsl_m = Math.min(open.high, Math.max(open.low, wished_amsl_m));
    pieces.push({ to: at(upTo / bands.length), altitude_amsl_m });
  };
  for (let i = 1; i < bands.length; i++) {
    const band = bands[i]!;
    const [low, high] = [Math.max(open.low, band.low), Math.min(open.high, band.high)];
    if (low <= high && serves(wished_amsl_m, open, band)) {
      open = { low, high, limit: band.high < open.high ? band.limit : open.limit };
    } else {
      close(i);
      open = { ...band };
    }
  }
  close(bands.length);
  return pieces;
}

/** A piece goes on while the wished height is allowed, or not allowed in the same way; coming free of a cap starts a new piece. */
function serves(wished: number, open: Band, next: Band): boolean {
  const side = (band: Band) => (wished > band.high ? 1 : wished < band.low ? -1 : 0);
  return side(open) === side(next);
}
