import type { RedactionPlan } from '@outrider/schema';
import { shapesAt } from '@outrider/core/redaction';
import type { Mask } from './mask.js';

/** Video black in limited range (ITU-R BT.601, BT.709) and colour without hue. */
const BLACK = 16;
const NO_HUE = 128;
/** A block of fewer pixels would leave a face to be guessed. */
const LEAST_BLOCK_PX = 16;
/** Blocks across the picture's height where everything is hidden: a scene stays readable, no person does. */
const BLOCKS_OF_PICTURE = 24;

/**
 * Sets a mask to what a plan hides at a time. Pictures are up to one apart from the time that people saw when they drew, so a mask
 * covers where its region is one picture earlier and later too.
 */
export function maskAt(mask: Mask, plan: RedactionPlan, time_ms: number, picture_ms: number): void {
  mask.clear();
  const all = plan.mode === 'hide_everything_except';
  // What stays to be seen must be free at that very time, and is not made wider.
  const times = all ? [time_ms] : [time_ms - picture_ms, time_ms, time_ms + picture_ms];
  for (const at of times) for (const { shape, padding } of shapesAt(plan, at)) mask.add(shape, all ? 0 : padding);
  if (all) mask.invert();
}

/** Hides the masked cells of a picture (planar 4:2:0) in place. */
export function hide(picture: Uint8Array, mask: Mask, style: RedactionPlan['style']): void {
  if (style === 'solid') cover(picture, mask);
  else pixelate(picture, mask);
}

interface Plane {
  samples: Uint8Array;
  width: number;
  /** Samples of a cell each way. */
  scale: 1 | 2;
}

function planesOf(picture: Uint8Array, { size, columns, rows }: Mask): [Plane, Plane, Plane] {
  const luma = size.width_px * size.height_px;
  const chroma = columns * rows;
  const half = (from: number): Plane => ({ samples: picture.subarray(from, from + chroma), width: columns, scale: 1 });
  return [{ samples: picture.subarray(0, luma), width: size.width_px, scale: 2 }, half(luma), half(luma + chroma)];
}

function cover(picture: Uint8Array, mask: Mask): void {
  const [luma, ...chroma] = planesOf(picture, mask);
  for (const run of runsOf(mask, 0, mask.rows, 0, mask.columns)) {
    fillRun(luma, run, BLACK);
    for (const plane of chroma) fillRun(plane, run, NO_HUE);
  }
}

/** Each block of a fixed grid gets its mean; only its masked cells are changed. */
function pixelate(picture: Uint8Array, mask: Mask): void {
  const planes = planesOf(picture, mask);
  const block = Math.ceil(Math.max(LEAST_BLOCK_PX, mask.size.height_px / BLOCKS_OF_PICTURE) / 2);
  for (let row = 0; row < mask.rows; row += block)
    for (let column = 0; column < mask.columns; column += block) {
      const [bottom, right] = [Math.min(row + block, mask.rows), Math.min(column + block, mask.columns)];
      const runs = [...runsOf(mask, row, bottom, column, right)];
      if (runs.length === 0) continue;
      for (const plane of planes) {
        const value = meanOf(plane, row, bottom, column, right);
        for (const run of runs) fillRun(plane, run, value);
      }
    }
}

interface Run {
  row: number;
  from: number;
  to: number;
}

/** Masked cells that lie side by side. */
function* runsOf({ cells, columns }: Mask, top: number, bottom: number, left: number, right: number): Generator<Run> {
  for (let row = top; row < bottom; row++) {
    for (let from = left; from < right; from++) {
      if (cells[row * columns + from] === 0) continue;
      let to = from;
      while (to < right && cells[row * columns + to] === 1) to += 1;
      yield { row, from, to };
      from = to;
    }
  }
}

function fillRun({ samples, width, scale }: Plane, { row, from, to }: Run, value: number): void {
  for (let line = row * scale; line < (row + 1) * scale; line++)
    samples.fill(value, line * width + from * scale, line * width + to * scale);
}

function meanOf({ samples, width, scale }: Plane, top: number, bottom: number, left: number, right: number): number {
  let sum = 0;
  for (let y = top * scale; y < bottom * scale; y++)
    for (let x = left * scale; x < right * scale; x++) sum += samples[y * width + x]!;
  return Math.round(sum / ((bottom - top) * (right - left) * scale * scale));
}
