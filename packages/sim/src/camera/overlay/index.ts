import { writeTimeCode } from '../../time-code/index.js';
import type { Picture } from '../picture.js';
import { drawText } from './text.js';

/** Burns in who looks and when: letters for people, squares for machines. */
export function burnIn(picture: Picture, name: string, utcMs: number): void {
  const size = Math.max(1, Math.round(picture.width / 320));
  const clock = new Date(Math.round(utcMs)).toISOString().replace('T', ' ');
  drawText(picture, `${name} ${clock}`, 2 * size, 2 * size, size);
  writeTimeCode(picture.y, picture.width, picture.height, utcMs);
}
