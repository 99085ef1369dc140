import type { PictureSize } from '../mask.js';
import type { DetectedBox, Square } from './detector.js';

/** Small squares have this share of the picture's height: people of half the height are found in them. */
const FINE_SHARE = 0.6;
/** Neighbours overlap by so much of their side, so that whoever stands at an edge is whole in one of them. */
const OVERLAP = 0.2;
/** Of the smaller of two boxes of a kind, so much in common means that they are of one thing. */
const SAME_SHARE = 0.7;
const SAME_OVERLAP = 0.45;

/** Squares that cover a picture: of its height, and for `fine` smaller ones too. */
export function squaresOf({ width_px, height_px }: PictureSize, detail: 'coarse' | 'fine'): Square[] {
  const whole = Math.min(width_px, height_px);
  const coarse = gridOf(width_px, height_px, whole);
  return detail === 'coarse' ? coarse : [...coarse, ...gridOf(width_px, height_px, Math.round(whole * FINE_SHARE))];
}

function gridOf(width: number, height: number, side: number): Square[] {
  const lefts = startsOf(width, side);
  return startsOf(height, side).flatMap((top) => lefts.map((left) => ({ left, top, side })));
}

function startsOf(length: number, side: number): number[] {
  const steps = Math.max(0, Math.ceil((length - side) / (side * (1 - OVERLAP))));
  if (steps === 0) return [0];
  return Array.from({ length: steps + 1 }, (_, at) => Math.round(((length - side) * at) / steps));
}

/** One box for each thing: boxes of a kind that are of one thing become the box around them, as sure as the surest. */
export function merged(boxes: readonly DetectedBox[]): DetectedBox[] {
  const kept: DetectedBox[] = [];
  for (const box of boxes.toSorted((a, b) => b.confidence - a.confidence)) {
    const at = kept.findIndex((other) => other.kind === box.kind && isSame(other, box));
    if (at < 0) kept.push(box);
    else kept[at] = around(kept[at]!, box);
  }
  return kept;
}

function isSame(a: DetectedBox, b: DetectedBox): boolean {
  const common = commonOf(a, b);
  const [areaA, areaB] = [a.width * a.height, b.width * b.height];
  return common > SAME_OVERLAP * (areaA + areaB - common) || common > SAME_SHARE * Math.min(areaA, areaB);
}

type Sides = Pick<DetectedBox, 'x' | 'y' | 'width' | 'height'>;

function commonOf(a: Sides, b: Sides): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

/** Area in common over area of both, 0 to 1. */
export function overlapOf(a: Sides, b: Sides): number {
  const common = commonOf(a, b);
  const all = a.width * a.height + b.width * b.height - common;
  return all > 0 ? common / all : 0;
}

function around(a: DetectedBox, b: DetectedBox): DetectedBox {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const [right, bottom] = [Math.max(a.x + a.width, b.x + b.width), Math.max(a.y + a.height, b.y + b.height)];
  return { ...a, x, y, width: right - x, height: bottom - y };
}
