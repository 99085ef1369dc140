import { timeCodeArea, writeTimeCode } from '../../time-code/index.js';
import type { Picture } from '../picture.js';
import { drawText, textWidth } from './text.js';

/** Burns in who looks and when: letters for people, in the middle above, where no panel of a cockpit lies on them; squares for machines. */
export function burnIn(picture: Picture, name: string, utcMs: number): void {
  const size = Math.max(1, Math.round(picture.width / 320));
  const clock = new Date(Math.round(utcMs)).toISOString().replace('T', ' ');
  const text = `${name} ${clock}`;
  const left = Math.max(2 * size, (picture.width - textWidth(text, size)) / 2);
  drawText(picture, text, left - (left % 2), 2 * size, size);
  writeTimeCode(picture.y, picture.width, picture.height, utcMs);
  greyCorner(picture);
}

/** Colour under the squares would reach into their brightness where a browser mixes both. */
function greyCorner({ u, v, width, height }: Picture): void {
  const area = timeCodeArea(width, height);
  for (let row = Math.floor(area.y / 2); row < height / 2; row++) {
    const start = row * (width >> 1);
    u.fill(128, start, start + Math.ceil(area.width / 2));
    v.fill(128, start, start + Math.ceil(area.width / 2));
  }
}
