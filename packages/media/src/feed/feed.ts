import type { VideoCodec } from '@outrider/schema';
import type { Clock } from '@outrider/runtime';
import type { AccessUnit } from './access-unit.js';
import { Assembler } from './assembler.js';
import { KeyframeStarts } from './keyframe-starts.js';
import { isRtcp, sequenceOf, ssrcOf, timestampOf } from './rtp.js';
import { SenderClock } from './sender-clock.js';

/** Gets every packet of a feed, its numbers continuous over restarts of the source. Must not keep the array. */
export interface PacketSink {
  packet(packet: Uint8Array, keyframeStart: boolean): void;
}
export type UnitSink = (unit: AccessUnit) => void;

/** Pictures since the last keyframe that are kept for those who join. */
const MAX_GOP_PACKETS = 4000;
const MAX_GOP_UNITS = 600;
export const STALE_AFTER_MS = 1000;

/**
 * The pictures of one camera on their way from its source to everyone who takes them: packets for live viewers, whole pictures for
 * the recorder. Keeps what came since the last keyframe, so that who joins sees a picture at once.
 */
export class Feed {
  readonly codec: VideoCodec;
  readonly #clock: Clock;
  readonly #assembler: Assembler;
  readonly #senderClock = new SenderClock();
  readonly #pilots = new Set<PacketSink>();
  readonly #watchers = new Set<PacketSink>();
  readonly #units = new Set<UnitSink>();
  readonly #starts = new KeyframeStarts();
  #gopPackets: Uint8Array[] = [];
  #gopUnits: AccessUnit[] = [];
  #ssrc: number | null = null;
  #sequenceShift = 0;
  #lastSequence = 0;
  #lastTimestamp = 0;
  #lastPacketMs: number | null = null;
  lastPictureUtcMs: number | null = null;
  pictures = 0;
  bytes = 0;
  packets = 0;

  constructor(codec: VideoCodec, clock: Clock) {
    this.codec = codec;
    this.#clock = clock;
    this.#assembler = new Assembler(codec, this.#senderClock, (unit) => this.#onUnit(unit));
  }

  get lostPackets(): number {
    return this.#assembler.lost;
  }
  get brokenPackets(): number {
    return this.#assembler.broken;
  }

  /** RTP or RTCP as it came from the source; the feed owns the array from here on. */
  push(packet: Uint8Array): void {
    if (isRtcp(packet)) return this.#senderClock.take(packet);
    if (packet.length < 13 || packet[0]! >> 6 !== 2) return;
    this.#follow(packet);
    const nowMs = this.#clock.monotonicMs();
    this.#lastPacketMs = nowMs;
    this.packets += 1;
    this.bytes += packet.length;
    const start = this.#starts.isStart(this.codec, packet);
    if (start || this.#gopPackets.length >= MAX_GOP_PACKETS) this.#gopPackets = [];
    this.#gopPackets.push(packet);
    for (const pilot of this.#pilots) pilot.packet(packet, start);
    for (const watcher of this.#watchers) watcher.packet(packet, start);
    this.#assembler.push(packet, this.#clock.utcMs());
  }

  /** Packets since the last keyframe began. */
  get sinceKeyframe(): readonly Uint8Array[] {
    return this.#gopPackets;
  }
  get unitsSinceKeyframe(): readonly AccessUnit[] {
    return this.#gopUnits;
  }

  /** Age of the newest packet; null before the first. */
  ageMs(): number | null {
    return this.#lastPacketMs === null ? null : this.#clock.monotonicMs() - this.#lastPacketMs;
  }

  /** When the picture with this RTP time, as viewers get it, was taken; null where the source does not tell. */
  captureUtcMs(timestamp: number): number | null {
    return this.#senderClock.utcMs(timestamp);
  }

  addViewer(sink: PacketSink, pilot: boolean): void {
    (pilot ? this.#pilots : this.#watchers).add(sink);
  }
  removeViewer(sink: PacketSink): void {
    this.#pilots.delete(sink);
    this.#watchers.delete(sink);
  }
  addUnits(sink: UnitSink): void {
    this.#units.add(sink);
  }
  removeUnits(sink: UnitSink): void {
    this.#units.delete(sink);
  }

  /** A source that starts anew counts from elsewhere; those who watch get one row of numbers. */
  #follow(packet: Uint8Array): void {
    const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
    const ssrc = ssrcOf(packet);
    if (ssrc !== this.#ssrc) {
      if (this.#ssrc !== null) {
        this.#senderClock.forget();
        this.#sequenceShift = (this.#lastSequence + 1 - sequenceOf(packet)) & 0xffff;
        const elapsed = Math.max(1, Math.round((this.ageMs() ?? 0) * 90));
        this.#senderClock.shift = (this.#lastTimestamp + elapsed - timestampOf(packet)) >>> 0;
      }
      this.#ssrc = ssrc;
    }
    if (this.#sequenceShift !== 0) view.setUint16(2, (sequenceOf(packet) + this.#sequenceShift) & 0xffff);
    const { shift } = this.#senderClock;
    if (shift !== 0) view.setUint32(4, (timestampOf(packet) + shift) >>> 0);
    this.#lastSequence = sequenceOf(packet);
    this.#lastTimestamp = timestampOf(packet);
  }

  #onUnit(unit: AccessUnit): void {
    this.pictures += 1;
    this.lastPictureUtcMs = unit.received_utc_ms;
    if (unit.keyframe || this.#gopUnits.length >= MAX_GOP_UNITS) this.#gopUnits = [];
    if (unit.keyframe || this.#gopUnits.length > 0) this.#gopUnits.push(unit);
    for (const sink of this.#units) sink(unit);
  }
}
