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

/** Checksum over `bytes[start, end)`, continued from `crc`. */
export function crcRange(bytes: Uint8Array, start: number, end: number, crc = 0xffff): number {
  const table = TABLE;
  let at = start;
  for (; at + 8 <= end; at += 8) {
    const low = crc ^ bytes[at]! ^ (bytes[at + 1]! << 8);
    crc =
      table[1792 + (low & 255)]! ^
      table[1536 + (low >>> 8)]! ^
      table[1280 + bytes[at + 2]!]! ^
      table[1024 + bytes[at + 3]!]! ^
      table[768 + bytes[at + 4]!]! ^
      table[512 + bytes[at + 5]!]! ^
      table[256 + bytes[at + 6]!]! ^
      table[bytes[at + 7]!]!;
  }
  for (; at < end; at++) crc = (crc >>> 8) ^ table[(crc ^ bytes[at]!) & 255]!;
  return crc;
}
