/**
 * CRC-16/MCRF4XX as MAVLink uses it (reflected polynomial 0x8408, start value 0xffff).
 * Eight tables let the loop fold eight bytes at a time, so that the look-ups of one step do not wait for each other.
 */
const SLICES = 8;
const TABLE = buildTable();

function buildTable(): Uint16Array {
  const table = new Uint16Array(256 * SLICES);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x8408 : crc >>> 1;
    table[byte] = crc;
  }
  for (let index = 256; index < table.length; index++) {
    const previous = table[index - 256]!;
    table[index] = (previous >>> 8) ^ table[previous & 255]!;
  }
  return table;
}

/** Folds one byte into a checksum. */
export function crcByte(crc: number, byte: number): number {
  return (crc >>> 8) ^ TABLE[(crc ^ byte) & 255]!;
}

/** Checksum over the bytes [start, end) of a view, continued from `crc`. */
export function crcRange(view: DataView, start: number, end: number, crc = 0xffff): number {
  const table = TABLE;
  let at = start;
  for (const last = end - 8; at <= last; at += 8) {
    const first = view.getInt32(at, true) ^ crc;
    const second = view.getInt32(at + 4, true);
    crc =
      table[1792 + (first & 255)]! ^
      table[1536 + ((first >>> 8) & 255)]! ^
      table[1280 + ((first >>> 16) & 255)]! ^
      table[1024 + (first >>> 24)]! ^
      table[768 + (second & 255)]! ^
      table[512 + ((second >>> 8) & 255)]! ^
      table[256 + ((second >>> 16) & 255)]! ^
      table[second >>> 24]!;
  }
  const rest = end - at;
  if (rest & 4) {
    const word = view.getInt32(at, true) ^ crc;
    crc =
      table[768 + (word & 255)]! ^
      table[512 + ((word >>> 8) & 255)]! ^
      table[256 + ((word >>> 16) & 255)]! ^
      table[word >>> 24]!;
    at += 4;
  }
  if (rest & 2) {
    const half = view.getUint16(at, true) ^ crc;
    crc = table[256 + (half & 255)]! ^ table[half >>> 8]!;
    at += 2;
  }
  return rest & 1 ? crcByte(crc, view.getUint8(at)) : crc;
}
