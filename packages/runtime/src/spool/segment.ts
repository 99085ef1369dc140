import { crc32 } from 'node:zlib';

/**
 * A segment file: magic "ORSP", format version u32, then records: length u32 | CRC-32 u32 of length and bytes | bytes. Little
 * endian. The file's name is the sequence number of its first record. The CRC covers the length, so that a run of zeros,
 * which a power cut may leave, is no record.
 */
export const SEGMENT_HEADER = Buffer.from([0x4f, 0x52, 0x53, 0x50, 1, 0, 0, 0]);
export const RECORD_HEADER_BYTES = 8;
export const MAX_ENTRY_BYTES = 16 * 1024 * 1024;

export function segmentName(firstSequence: number): string {
  return `${String(firstSequence).padStart(16, '0')}.spool`;
}

/** Null for any other file. */
export function firstSequenceOf(fileName: string): number | null {
  return /^\d{16}\.spool$/.test(fileName) ? Number(fileName.slice(0, 16)) : null;
}

export function encodeRecord(bytes: Uint8Array): Buffer {
  const record = Buffer.allocUnsafe(RECORD_HEADER_BYTES + bytes.byteLength);
  record.writeUInt32LE(bytes.byteLength, 0);
  record.set(bytes, RECORD_HEADER_BYTES);
  record.writeUInt32LE(checksum(record), 4);
  return record;
}

/** Size in bytes of the record that starts here, null when its header is not there yet or is no record's. */
export function recordSizeAt(data: Buffer, offset: number): number | null {
  if (data.length - offset < RECORD_HEADER_BYTES) return null;
  const length = data.readUInt32LE(offset);
  return length <= MAX_ENTRY_BYTES ? RECORD_HEADER_BYTES + length : null;
}

/** The record's bytes, or null when its checksum is wrong. */
export function decodeRecord(record: Buffer): Uint8Array | null {
  return record.readUInt32LE(4) === checksum(record) ? record.subarray(RECORD_HEADER_BYTES) : null;
}

function checksum(record: Buffer): number {
  return crc32(record.subarray(RECORD_HEADER_BYTES), crc32(record.subarray(0, 4)));
}
