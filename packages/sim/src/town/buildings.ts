import type { Random } from '../random/index.js';
import type { TownPoint, TownRect } from './frame.js';
import { corners, townDistanceM } from './frame.js';
import { DOWNTOWN } from './layout.js';

export interface Building {
  outline: TownPoint[];
  height_m: number;
  name: string | null;
}

export type BlockKind = 'downtown' | 'mixed' | 'residential' | 'industrial';

export interface BlockStyle {
  kind: BlockKind;
  /** lots along each long side */
  lots: number;
}

/** What is built where: towers in the middle, sheds by the harbour, houses everywhere else. */
export function blockStyle(centre: TownPoint, random: Random): BlockStyle {
  const out = townDistanceM(centre, DOWNTOWN);
  if (out < 420) return { kind: 'downtown', lots: random.integer(2, 3) };
  if (centre.u > 1500 && centre.v < -300) return { kind: 'industrial', lots: 2 };
  if (out < 950 || random.chance(0.08)) return { kind: 'mixed', lots: 3 };
  return { kind: 'residential', lots: 5 };
}

function heightM(kind: BlockKind, centre: TownPoint, random: Random): number {
  if (kind === 'downtown') {
    const core = 1 - townDistanceM(centre, DOWNTOWN) / 480;
    return Math.min(60, 12 + 50 * core * core + random.between(-4, 16) * core + random.between(0, 6));
  }
  if (kind === 'mixed') return random.chance(0.15) ? random.between(16, 24) : random.between(7, 14);
  if (kind === 'industrial') return random.between(7, 12);
  return random.chance(0.06) ? random.between(9, 13) : random.between(4, 7.5);
}

/** An L: the rectangle without one of its corners. */
function withoutCorner(rect: TownRect, random: Random): TownPoint[] {
  const u = rect.u0 + (rect.u1 - rect.u0) * random.between(0.4, 0.6);
  const v = rect.v0 + (rect.v1 - rect.v0) * random.between(0.4, 0.6);
  const { u0, v0, u1, v1 } = rect;
  return random.chance(0.5)
    ? [
        { u: u0, v: v0 },
        { u: u1, v: v0 },
        { u: u1, v },
        { u, v },
        { u, v: v1 },
        { u: u0, v: v1 },
      ]
    : [
        { u: u0, v: v0 },
        { u, v: v0 },
        { u, v },
        { u: u1, v },
        { u: u1, v: v1 },
        { u: u0, v: v1 },
      ];
}

/** How much of its lot a building fills, and how much that varies. */
const FILL: Record<BlockKind, { width: readonly [number, number]; depth: readonly [number, number] }> = {
  downtown: { width: [0.7, 0.9], depth: [0.72, 0.92] },
  mixed: { width: [0.6, 0.85], depth: [0.5, 0.8] },
  industrial: { width: [0.7, 0.88], depth: [0.65, 0.85] },
  residential: { width: [0.4, 0.6], depth: [0.32, 0.5] },
};

/**
 * A building on a lot, or null for an empty one.
 * @param frontAtSouth the street lies on the lot's southern side
 */
export function buildingOnLot(lot: TownRect, kind: BlockKind, frontAtSouth: boolean, random: Random): Building | null {
  if (random.chance(kind === 'downtown' ? 0.05 : 0.09)) return null;
  const fill = FILL[kind];
  const width = (lot.u1 - lot.u0) * random.between(...fill.width);
  const depth = (lot.v1 - lot.v0) * random.between(...fill.depth);
  const u0 = lot.u0 + (lot.u1 - lot.u0 - width) * random.between(0.3, 0.7);
  const setback = kind === 'residential' ? random.between(5, 8) : random.between(1, 3);
  const v0 = frontAtSouth ? lot.v0 + setback : lot.v1 - setback - depth;
  const rect = { u0, v0, u1: u0 + width, v1: v0 + depth };
  const centre = { u: u0 + width / 2, v: v0 + depth / 2 };
  const outline = random.chance(0.2) ? withoutCorner(rect, random) : corners(rect);
  return { outline, height_m: Math.round(heightM(kind, centre, random) * 10) / 10, name: null };
}
