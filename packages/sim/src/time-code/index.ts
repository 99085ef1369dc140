/**
 * The moment of a picture, readable by machines: 16 by 4 squares in the lower left corner, each an eightieth of the picture wide,
 * dark for 0 and bright for 1, row by row from the upper left. 48 bits are UTC in milliseconds, 16 bits their CRC-16/CCITT-FALSE, most
 * significant first. Squares of 4 pixels and more survive H.264, scaling and a browser's canvas.
 */

export const TIME_CODE_COLUMNS = 16;
export const TIME_CODE_ROWS = 4;
const CELLS_ACROSS_PICTURE = 80;
const TIME_BYTES = 6;
const DARK = 32;
const BRIGHT = 224;
const THRESHOLD = 128;

/** Part of a picture in pixels. */
export interface PixelArea {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where the squares are in a picture of this size. */
export function timeCodeArea(width: number, height: number): PixelArea {
  const cell = width / CELLS_ACROSS_PICTURE;
  return { x: 0, y: height - cell * TIME_CODE_ROWS, width: cell * TIME_CODE_COLUMNS, height: cell * TIME_CODE_ROWS };
}

/** Writes the squares into a luma plane without padding, `width` bytes a row. */
export function writeTimeCode(luma: Uint8Array, width: number, height: number, utcMs: number): void {
  const code = encode(utcMs);
  const area = timeCodeArea(width, height);
  const top = Math.round(area.y);
  for (let y = top; y < height; y++) {
    const row = Math.min(TIME_CODE_ROWS - 1, Math.floor(((y - top) * TIME_CODE_ROWS) / (height - top)));
    for (let x = 0; x < Math.round(area.width); x++) {
      const column = Math.min(TIME_CODE_COLUMNS - 1, Math.floor((x * CELLS_ACROSS_PICTURE) / width));
      luma[y * width + x] = bitAt(code, row * TIME_CODE_COLUMNS + column) ? BRIGHT : DARK;
    }
  }
}

/**
 * Reads the squares of a whole picture.
 * @param luminanceAt brightness 0 to 255 of the pixel in column x, row y
 * @returns UTC in milliseconds; null where no code is or its checksum is wrong
 */
export function readTimeCode(
  luminanceAt: (x: number, y: number) => number,
  width: number,
  height: number,
): number | null {
  const area = timeCodeArea(width, height);
  const cell = width / CELLS_ACROSS_PICTURE;
  const code = new Uint8Array(TIME_BYTES + 2);
  for (let bit = 0; bit < TIME_CODE_COLUMNS * TIME_CODE_ROWS; bit++) {
    const x = area.x + (bit % TIME_CODE_COLUMNS) * cell;
    const y = area.y + Math.floor(bit / TIME_CODE_COLUMNS) * cell;
    if (middleOf(luminanceAt, x, y, cell) > THRESHOLD) code[bit >> 3]! |= 128 >> (bit & 7);
  }
  return decode(code);
}

/** As `readTimeCode`, of a luma plane. @param stride bytes from one row to the next */
export function readLumaTimeCode(luma: Uint8Array, width: number, height: number, stride = width): number | null {
  return readTimeCode((x, y) => luma[y * stride + x] ?? 0, width, height);
}

/** As `readTimeCode`, of the pixels that a canvas gives: red, green, blue, alpha. */
export function readRgbaTimeCode(rgba: ArrayLike<number>, width: number, height: number): number | null {
  return readTimeCode((x, y) => rgba[(y * width + x) * 4 + 1] ?? 0, width, height);
}

/** Mean of the middle half of a square, which neighbours do not bleed into. */
function middleOf(luminanceAt: (x: number, y: number) => number, x: number, y: number, cell: number): number {
  const first = cell / 4;
  const last = Math.max(first + 1, (cell * 3) / 4);
  let [sum, count] = [0, 0];
  for (let dy = first; dy < last; dy++) {
    for (let dx = first; dx < last; dx++) {
      sum += luminanceAt(Math.floor(x + dx), Math.floor(y + dy));
      count += 1;
    }
  }
  return sum / count;
}

function bitAt(code: Uint8Array, bit: number): boolean {
  return ((code[bit >> 3] ?? 0) & (128 >> (bit & 7))) !== 0;
}

function encode(utcMs: number): Uint8Array {
  const code = new Uint8Array(TIME_BYTES + 2);
  const view = new DataView(code.buffer);
  const whole = Math.round(utcMs);
  view.setUint16(0, Math.floor(whole / 2 ** 32));
  view.setUint32(2, whole % 2 ** 32);
  view.setUint16(TIME_BYTES, crc16(code.subarray(0, TIME_BYTES)));
  return code;
}

function decode(code: Uint8Array): number | null {
  const view = new DataView(code.buffer);
  if (view.getUint16(TIME_BYTES) !== crc16(code.subarray(0, TIME_BYTES))) return null;
  return view.getUint16(0) * 2 ** 32 + view.getUint32(2);
}

/** CRC-16/CCITT-FALSE: polynomial 0x1021, start 0xffff; an empty picture does not pass for a code. */
function crc16(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc;
}
