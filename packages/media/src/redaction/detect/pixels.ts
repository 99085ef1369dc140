import type { LumaPicture } from '../template.js';
import type { Frame, Square } from './detector.js';

type Colour = (red: number, green: number, blue: number) => readonly [number, number, number];

export interface PixelsWanted {
  /** Pixels each way. */
  side: number;
  /** One plane after the other, or the three values of a pixel side by side. */
  order: 'planes' | 'pixels';
  /** From 0 to 255 each, to the three values that a network wants. */
  colour: Colour;
}

/** A square of a picture in the size and colours that a network wants. Where it becomes smaller, means are taken. */
export function pixelsOf(
  frame: Frame,
  { left, top, side }: Square,
  { side: out, order, colour }: PixelsWanted,
): Float32Array {
  const values = new Float32Array(3 * out * out);
  const scale = side / out;
  const [step, plane] = order === 'planes' ? [1, out * out] : [3, 1];
  for (let row = 0; row < out; row++)
    for (let column = 0; column < out; column++) {
      const [y, u, v] = meanAt(frame, left + column * scale, top + row * scale, scale);
      const [red, green, blue] = rgbOf(y, u, v);
      const at = (row * out + column) * step;
      const [first, second, third] = colour(red, green, blue);
      values[at] = first;
      values[at + plane] = second;
      values[at + 2 * plane] = third;
    }
  return values;
}

/** Mean of what a pixel of the smaller picture covers; where it covers less than one pixel, that. */
function meanAt({ yuv, size }: Frame, x: number, y: number, scale: number): [number, number, number] {
  const { width_px, height_px } = size;
  const samples = Math.max(1, Math.round(scale));
  const luma = width_px * height_px;
  const half = width_px >> 1;
  let sum = 0;
  for (let row = 0; row < samples; row++) {
    const line = Math.min(height_px - 1, Math.floor(y + ((row + 0.5) * scale) / samples)) * width_px;
    for (let column = 0; column < samples; column++)
      sum += yuv[line + Math.min(width_px - 1, Math.floor(x + ((column + 0.5) * scale) / samples))]!;
  }
  const [cx, cy] = [
    Math.min(width_px - 1, Math.floor(x + scale / 2)),
    Math.min(height_px - 1, Math.floor(y + scale / 2)),
  ];
  const chroma = luma + (cy >> 1) * half + (cx >> 1);
  return [sum / (samples * samples), yuv[chroma]!, yuv[chroma + luma / 4]!];
}

/** ITU-R BT.601, limited range. */
function rgbOf(y: number, u: number, v: number): [number, number, number] {
  const light = 1.164 * (y - 16);
  const [cb, cr] = [u - 128, v - 128];
  return [byte(light + 1.596 * cr), byte(light - 0.813 * cr - 0.391 * cb), byte(light + 2.018 * cb)];
}

const byte = (value: number): number => Math.min(255, Math.max(0, value));

/** Brightness of a picture, made smaller by a whole number so that it is about so wide. */
export function lumaOf({ yuv, size }: Frame, about_px: number): LumaPicture {
  const by = Math.max(1, Math.floor(size.width_px / about_px));
  const [width, height] = [Math.floor(size.width_px / by), Math.floor(size.height_px / by)];
  const luma = new Uint8Array(width * height);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      let sum = 0;
      for (let line = row * by; line < (row + 1) * by; line++)
        for (let x = column * by; x < (column + 1) * by; x++) sum += yuv[line * size.width_px + x]!;
      luma[row * width + column] = sum / (by * by);
    }
  return { luma, width, height };
}
