import { joinBytes } from '../../feed/bytes.js';
import { SectionReader, readPrograms, readStreams } from './sections.js';
import type { VideoStream } from './sections.js';

export const PACKET_BYTES = 188;
const SYNC = 0x47;
const PROGRAMS_PID = 0;
/** A keyframe of 4K at the highest rates stays far below. */
const MAX_PICTURE_BYTES = 8 * 1024 * 1024;

export interface TransportEvents {
  /** The video stream was found, or another one took its place. */
  stream(video: VideoStream): void;
  /** A program without pictures that can be shown. @param others video in it, as "MPEG-2" */
  noVideo(others: readonly string[]): void;
  /** A picture: its annex B bytes, and when it is shown, 90 kHz, 33 bits. */
  picture(bytes: Uint8Array, pts_90khz: number): void;
  /** Packets of the video stream were lost. */
  lost(): void;
}

/** Takes the pictures out of an MPEG transport stream (ISO/IEC 13818-1 sections 2.4.3.2 and 2.4.3.6), its first program's alone. */
export class TransportStream {
  readonly #events: TransportEvents;
  #rest: Uint8Array = new Uint8Array(0);
  #programs = new SectionReader();
  #streams = new SectionReader();
  #streamsPid: number | null = null;
  #video: VideoStream | null = null;
  #counter: number | null = null;
  #parts: Uint8Array[] = [];
  #bytes = 0;
  /** Bytes of the picture that is coming; null: it ends where the next begins. */
  #wanted: number | null = null;

  constructor(events: TransportEvents) {
    this.#events = events;
  }

  /** Whole packets and parts of them, as they come; what lies between packets is passed over. */
  push(bytes: Uint8Array): void {
    const all = this.#rest.length === 0 ? bytes : joinBytes([this.#rest, bytes]);
    let at = 0;
    while (at + PACKET_BYTES <= all.length) {
      const next = at + PACKET_BYTES;
      const aligned = all[at] === SYNC && (next >= all.length || all[next] === SYNC);
      if (aligned) this.#packet(all.subarray(at, next));
      at = aligned ? next : at + 1;
    }
    this.#rest = all.slice(at);
  }

  #packet(packet: Uint8Array): void {
    const pid = ((packet[1]! & 0x1f) << 8) | packet[2]!;
    const begins = (packet[1]! & 0x40) !== 0;
    const damaged = (packet[1]! & 0x80) !== 0;
    const control = packet[3]! >> 4;
    const start = control & 2 ? 5 + packet[4]! : 4;
    const payload = control & 1 && start < PACKET_BYTES ? packet.subarray(start) : null;
    // What is scrambled cannot be read.
    if (!payload || (control & 0xc) !== 0) return;
    if (pid === PROGRAMS_PID && !damaged) this.#takePrograms(payload, begins);
    else if (pid === this.#streamsPid && !damaged) this.#takeStreams(payload, begins);
    else if (pid === this.#video?.pid && this.#follows(packet[3]! & 0x0f, damaged)) this.#takeVideo(payload, begins);
  }

  #takePrograms(payload: Uint8Array, begins: boolean): void {
    for (const section of this.#programs.push(payload, begins))
      this.#streamsPid = readPrograms(section) ?? this.#streamsPid;
  }

  #takeStreams(payload: Uint8Array, begins: boolean): void {
    for (const section of this.#streams.push(payload, begins)) {
      const program = readStreams(section);
      if (!program) continue;
      const { video, others } = program;
      if (!video) this.#events.noVideo(others);
      else if (video.pid !== this.#video?.pid || video.codec !== this.#video.codec) {
        this.#video = video;
        this.#counter = null;
        this.#drop();
        this.#events.stream(video);
      }
    }
  }

  /** False for a packet that came twice; what is missing spoils the picture around it. */
  #follows(counter: number, damaged: boolean): boolean {
    const before = this.#counter;
    this.#counter = counter;
    if (before === counter) return false;
    if (damaged || (before !== null && counter !== ((before + 1) & 0x0f))) {
      this.#drop();
      this.#events.lost();
    }
    return !damaged;
  }

  #takeVideo(payload: Uint8Array, begins: boolean): void {
    if (begins) {
      this.#emit();
      const length = payload.length >= 6 ? (payload[4]! << 8) | payload[5]! : 0;
      this.#wanted = length === 0 ? null : 6 + length;
    } else if (this.#parts.length === 0) return;
    this.#parts.push(payload.slice());
    this.#bytes += payload.length;
    if (this.#bytes > MAX_PICTURE_BYTES) this.#drop();
    else if (this.#wanted !== null && this.#bytes >= this.#wanted) this.#emit();
  }

  #emit(): void {
    if (this.#parts.length === 0) return;
    const packet = joinBytes(this.#parts);
    this.#drop();
    const head = readPacketHead(packet);
    if (head) this.#events.picture(packet.subarray(head.start), head.pts_90khz);
  }

  #drop(): void {
    this.#parts = [];
    this.#bytes = 0;
    this.#wanted = null;
  }
}

/** Where the data of an elementary stream's packet begins, and its time; null without one (section 2.4.3.7). */
function readPacketHead(bytes: Uint8Array): { start: number; pts_90khz: number } | null {
  const isPacket = bytes.length >= 14 && bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 1;
  if (!isPacket || (bytes[7]! & 0x80) === 0) return null;
  const high = (bytes[9]! >> 1) & 0x07;
  const low = ((bytes[10]! << 7) | (bytes[11]! >> 1)) * 2 ** 15 + ((bytes[12]! << 7) | (bytes[13]! >> 1));
  const start = 9 + bytes[8]!;
  return start < bytes.length ? { start, pts_90khz: high * 2 ** 30 + low } : null;
}
