/** Program tables of a transport stream (ISO/IEC 13818-1 section 2.4.4). */

const TABLE = { programs: 0x00, streams: 0x02 } as const;
/** Stream types with pictures that can be shown (ISO/IEC 13818-1 table 2-34). */
const VIDEO = { 0x1b: 'h264', 0x24: 'h265' } as const;
const OTHER_VIDEO: Readonly<Record<number, string>> = { 0x01: 'MPEG-1', 0x02: 'MPEG-2', 0x10: 'MPEG-4', 0x33: 'H.266' };
const HEADER_BYTES = 3;
const CRC_BYTES = 4;

export type VideoStream = { pid: number; codec: 'h264' | 'h265' };

/** Puts the sections of one PID together from the packets that carry them. */
export class SectionReader {
  #bytes: Uint8Array = new Uint8Array(0);

  /** Sections that are whole and whose CRC is right. @param begins the packet says that a section begins in it */
  push(payload: Uint8Array, begins: boolean): Uint8Array[] {
    if (!begins) {
      if (this.#bytes.length === 0) return [];
      this.#bytes = Uint8Array.of(...this.#bytes, ...payload);
    } else this.#bytes = payload.slice(1 + (payload[0] ?? 0));
    const sections: Uint8Array[] = [];
    // 0xff fills the rest of a packet.
    while (this.#bytes.length >= HEADER_BYTES && this.#bytes[0] !== 0xff) {
      const end = HEADER_BYTES + (((this.#bytes[1]! & 0x0f) << 8) | this.#bytes[2]!);
      if (this.#bytes.length < end) return sections;
      const section = this.#bytes.subarray(0, end);
      if (crc32(section) === 0) sections.push(section);
      this.#bytes = this.#bytes.subarray(end);
    }
    this.#bytes = new Uint8Array(0);
    return sections;
  }
}

/** PID of the first program's table; null where this is no program association. */
export function readPrograms(section: Uint8Array): number | null {
  if (section[0] !== TABLE.programs) return null;
  for (let at = 8; at + 4 <= section.length - CRC_BYTES; at += 4) {
    const program = (section[at]! << 8) | section[at + 1]!;
    if (program !== 0) return pidAt(section, at + 2);
  }
  return null;
}

/** The first stream of H.264 or H.265 in a program, and what other video there is; null where this is no program map. */
export function readStreams(section: Uint8Array): { video: VideoStream | null; others: string[] } | null {
  if (section[0] !== TABLE.streams || section.length < 12 + CRC_BYTES) return null;
  let video: VideoStream | null = null;
  const others: string[] = [];
  for (let at = 12 + lengthAt(section, 10); at + 5 <= section.length - CRC_BYTES; at += 5 + lengthAt(section, at + 3)) {
    const type = section[at]!;
    const codec = VIDEO[type as keyof typeof VIDEO];
    if (codec && !video) video = { pid: pidAt(section, at + 1), codec };
    else if (OTHER_VIDEO[type]) others.push(OTHER_VIDEO[type]);
  }
  return { video, others };
}

const pidAt = (bytes: Uint8Array, at: number): number => ((bytes[at]! & 0x1f) << 8) | bytes[at + 1]!;
const lengthAt = (bytes: Uint8Array, at: number): number => ((bytes[at]! & 0x0f) << 8) | bytes[at + 1]!;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit++) value = (value << 1) ^ (value & 0x80000000 ? 0x04c11db7 : 0);
  return value >>> 0;
});

/** CRC-32 of ISO/IEC 13818-1 annex A; 0 over a section with its own CRC at the end. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = ((crc << 8) ^ CRC_TABLE[((crc >>> 24) ^ byte) & 0xff]!) >>> 0;
  return crc;
}
