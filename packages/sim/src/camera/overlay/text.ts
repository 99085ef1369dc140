import type { Picture } from '../picture.js';
import { GLYPH_HEIGHT, GLYPH_WIDTH, glyphRows } from './font.js';

const LETTER = 235;
const MARGIN = 1;

/** Width of the strip on which a text stands, in pixels; even. */
export const textWidth = (text: string, size: number): number =>
  2 * Math.ceil((text.length * (GLYPH_WIDTH + 1) * size + 2 * MARGIN * size) / 2);

/**
 * Bright letters on a dimmed strip. Chroma is left as it is under the strip and made grey under nothing else.
 * @param x column and @param y row of the strip's upper left corner, even
 * @param size pixels for a dot of a letter
 */
export function drawText(picture: Picture, text: string, x: number, y: number, size: number): void {
  const letters = text.toUpperCase();
  const advance = (GLYPH_WIDTH + 1) * size;
  const width = Math.min(picture.width - x, textWidth(letters, size));
  dim(picture, x, y, width, Math.min(picture.height - y, (GLYPH_HEIGHT + 2 * MARGIN) * size));
  for (let index = 0; index < letters.length; index++) {
    const left = x + MARGIN * size + index * advance;
    if (left + GLYPH_WIDTH * size > picture.width) return;
    drawLetter(picture, letters.charAt(index), left, y + MARGIN * size, size);
  }
}

function dim({ y: luma, width: stride }: Picture, x: number, y: number, width: number, height: number): void {
  for (let row = y; row < y + height; row++) {
    for (let at = row * stride + x, end = at + width; at < end; at++) luma[at] = 16 + ((luma[at]! - 16) >> 2);
  }
}

function drawLetter({ y: luma, width: stride }: Picture, letter: string, x: number, y: number, size: number): void {
  glyphRows(letter).forEach((bits, row) => {
    for (let column = 0; column < GLYPH_WIDTH; column++) {
      if ((bits & (16 >> column)) === 0) continue;
      for (let dy = 0; dy < size; dy++) {
        const start = (y + row * size + dy) * stride + x + column * size;
        luma.fill(LETTER, start, start + size);
      }
    }
  });
}
