import type { VideoCodec } from '@outrider/schema';
import type { Clock } from '@outrider/runtime';
import type { AccessUnit } from './access-unit.js';
import { Assembler } from './assembler.js';
import { KeyframeStarts } from './keyframe-starts.js';
import { MAX_PAYLOAD_BYTES, Packetizer } from './packetizer.js';
import { ParameterSets } from './parameter-sets.js';
import { PicturePace } from './picture-pace.js';
import { startsPicture } from './payload-start.js';
import { RTP_HEADER_BYTES, isRtcp, payloadTypeOf, sequenceOf, ssrcOf, timestampOf } from './rtp.js';
import { SenderClock } from './sender-clock.js';
import { SourceNumbers } from './source-numbers.js';

/** Gets every packet of a feed, its numbers continuous over restarts of the source. Must not keep the array. */
export interface PacketSink {
  packet(packet: Uint8Array, keyframeStart: boolean): void;
}
export type UnitSink = (unit: AccessUnit) => void;

/** Pictures since the last keyframe that are kept for those who join. */
const MAX_GOP_PACKETS = 4000;
const MAX_GOP_UNITS = 600;
const MAX_GOP_BYTES = 64 * 1024 * 1024;
/** What fits every common path with SRTP, UDP and IP around it; header extensions of the source are allowed for. */
const MAX_PACKET_BYTES = RTP_HEADER_BYTES + MAX_PAYLOAD_BYTES + 58;

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
  readonly #numbers: SourceNumbers;
  readonly #sets: ParameterSets;
  readonly #pace = new PicturePace();
  #gopPackets: Uint8Array[] = [];
  #gopUnits: AccessUnit[] = [];
  #gopBytes = 0;
  /** Set where the source's own packets cannot go to viewers as they are; pictures are then packed anew. */
  #packetizer: Packetizer | null = null;
  #lastPacketMs: number | null = null;
  #newestPacket: Uint8Array | null = null;
  #newestUtcMs = 0;
  lastPictureUtcMs: number | null = null;
  pictures = 0;
  bytes = 0;
  packets = 0;

  constructor(codec: VideoCodec, clock: Clock) {
    this.codec = codec;
    this.#clock = clock;
    this.#numbers = new SourceNumbers(this.#senderClock, (payload) => startsPicture(codec, payload));
    this.#sets = new ParameterSets(codec);
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
    if (isRtcp(packet)) return this.#senderClock.take(packet, this.#clock.utcMs());
    if (packet.length < 13 || packet[0]! >> 6 !== 2) return;
    const nowMs = this.#clock.monotonicMs();
    if (!this.#numbers.apply(packet, nowMs)) return;
    this.#lastPacketMs = nowMs;
    this.#newestUtcMs = this.#clock.utcMs();
    this.packets += 1;
    this.bytes += packet.length;
    if (packet.length > MAX_PACKET_BYTES) this.#packAnew(packet, sequenceOf(packet));
    if (!this.#packetizer) this.#forward(packet);
    this.#assembler.push(packet, this.#newestUtcMs);
  }

  /**
   * Another session of the source begins.
   * @param parameterSets those of its description, empty where it has none
   * @param patienceMs how long packets that are asked for again may take
   */
  restart(parameterSets: readonly Uint8Array[], patienceMs = 0): void {
    this.#assembler.patienceMs = patienceMs;
    this.#numbers.restart();
    this.#sets.learn(parameterSets);
  }

  /** The newest packet's RTP time as viewers get it, and when it came; null before the first. */
  get newest(): { timestamp: number; received_utc_ms: number } | null {
    const last = this.#newestPacket;
    return last && { timestamp: timestampOf(last), received_utc_ms: this.#newestUtcMs };
  }

  /** Packets since the last keyframe began; none where that was too long ago to be kept. */
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

  /** True when pictures came and have stopped. */
  isStale(): boolean {
    const age = this.ageMs();
    return age !== null && age > this.#pace.staleAfterMs;
  }

  /** When the picture with this RTP time, as viewers get it, was taken; null where the source does not tell. */
  captureUtcMs(timestamp: number): number | null {
    return this.#senderClock.utcMs(timestamp);
  }

  get viewers(): number {
    return this.#pilots.size + this.#watchers.size;
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

  /** A gap in the numbers tells viewers of a loss before us, so that they ask for a keyframe. */
  #repack(packetizer: Packetizer, unit: AccessUnit): void {
    if (unit.damaged) packetizer.skip();
    for (const packet of packetizer.packets(unit.nals, unit.time_90khz)) this.#forward(packet);
  }

  #forward(packet: Uint8Array): void {
    const start = this.#starts.isStart(this.codec, packet);
    this.#newestPacket = packet;
    if (start || this.#gopPackets.length >= MAX_GOP_PACKETS) this.#gopPackets = [];
    if (start || this.#gopPackets.length > 0) this.#gopPackets.push(packet);
    for (const pilot of this.#pilots) pilot.packet(packet, start);
    for (const watcher of this.#watchers) watcher.packet(packet, start);
  }

  /** From here on viewers get packets of our making. @param like a packet of the source, @param sequence number of the first */
  #packAnew(like: Uint8Array, sequence: number): void {
    this.#packetizer ??= new Packetizer(this.codec, payloadTypeOf(like), ssrcOf(like), sequence);
  }

  /** The keyframe that went out lacks what a viewer needs; it goes out once more, whole. */
  #beginAgain(unit: AccessUnit): void {
    const last = this.#gopPackets.at(-1);
    if (!last) return;
    this.#packAnew(last, (sequenceOf(last) + 1) & 0xffff);
    this.#gopPackets = [];
    this.#starts.forget();
    this.#repack(this.#packetizer!, unit);
  }

  #onUnit(unit: AccessUnit): void {
    this.pictures += 1;
    this.#pace.take(this.#clock.monotonicMs());
    this.lastPictureUtcMs = unit.received_utc_ms;
    const incomplete = this.#sets.complete(unit);
    if (this.#packetizer) this.#repack(this.#packetizer, unit);
    else if (incomplete) this.#beginAgain(unit);
    this.#keep(unit);
    for (const sink of this.#units) sink(unit);
  }

  /** For who joins, as long as it is not too much. */
  #keep(unit: AccessUnit): void {
    const isTooMuch = this.#gopUnits.length >= MAX_GOP_UNITS || this.#gopBytes > MAX_GOP_BYTES;
    if (unit.keyframe || isTooMuch) [this.#gopUnits, this.#gopBytes] = [[], 0];
    if (!unit.keyframe && this.#gopUnits.length === 0) return;
    this.#gopUnits.push(unit);
    for (const nal of unit.nals) this.#gopBytes += nal.length;
  }
}
