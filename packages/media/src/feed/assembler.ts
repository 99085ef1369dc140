import type { VideoCodec } from '@outrider/schema';
import type { AccessUnit } from './access-unit.js';
import { Depacketizer } from './depacketizer.js';
import { isKeyNal, nalType } from './nal.js';
import { Unwrapped, markerOf, payloadOf, sequenceOf, timestampOf } from './rtp.js';
import type { SenderClock } from './sender-clock.js';

/** Later packets after which a missing one is lost, where nobody asks for it again. */
const REORDER_PACKETS = 64;
/** No more are kept however long one may wait. */
const MAX_WAITING = 4096;
const MAX_NALS = 2000;
const MAX_PICTURE_BYTES = 16 * 1024 * 1024;

/**
 * Pictures out of RTP packets of one source. Packets may come out of order by some; what is still missing when 64 later ones are
 * there is lost, and the picture it belonged to is damaged. Where packets are asked for again, they are waited for longer.
 */
export class Assembler {
  readonly #codec: VideoCodec;
  readonly #clock: SenderClock;
  readonly #emit: (unit: AccessUnit) => void;
  readonly #depacketizer: Depacketizer;
  readonly #sequence = new Unwrapped(16);
  readonly #time = new Unwrapped(32);
  readonly #waiting = new Map<number, Uint8Array>();
  #next: number | null = null;
  #nals: Uint8Array[] = [];
  #bytes = 0;
  #timestamp: number | null = null;
  #damaged = false;
  #receivedUtcMs = 0;
  #waitingSinceMs = 0;
  /** How long a missing packet is waited for at least; 0 where it is not asked for again. */
  patienceMs = 0;
  /** Packets that never came, and those that were broken. */
  lost = 0;
  broken = 0;

  constructor(codec: VideoCodec, clock: SenderClock, emit: (unit: AccessUnit) => void) {
    this.#codec = codec;
    this.#clock = clock;
    this.#emit = emit;
    this.#depacketizer = new Depacketizer(codec, (nal) => this.#keep(nal));
  }

  push(packet: Uint8Array, receivedUtcMs: number): void {
    const sequence = this.#sequence.next(sequenceOf(packet));
    this.#next ??= sequence;
    // Too late, or there already.
    if (sequence < this.#next) return;
    if (sequence === this.#next) {
      this.#take(packet, receivedUtcMs);
      this.#drain(receivedUtcMs);
      return;
    }
    if (this.#waiting.size === 0) this.#waitingSinceMs = receivedUtcMs;
    this.#waiting.set(sequence, packet);
    if (this.#waiting.size <= REORDER_PACKETS) return;
    if (receivedUtcMs - this.#waitingSinceMs >= this.patienceMs || this.#waiting.size > MAX_WAITING)
      this.#giveUp(receivedUtcMs);
  }

  #keep(nal: Uint8Array): void {
    this.#bytes += nal.length;
    if (this.#nals.length < MAX_NALS && this.#bytes <= MAX_PICTURE_BYTES) this.#nals.push(nal);
    else this.#damaged = true;
  }

  #drain(receivedUtcMs: number): void {
    for (let packet; (packet = this.#waiting.get(this.#next!));) {
      this.#waiting.delete(this.#next!);
      this.#take(packet, receivedUtcMs);
    }
  }

  #giveUp(receivedUtcMs: number): void {
    const first = Math.min(...this.#waiting.keys());
    this.lost += first - this.#next!;
    this.#next = first;
    this.#damaged = true;
    this.#depacketizer.lost();
    this.#waitingSinceMs = receivedUtcMs;
    this.#drain(receivedUtcMs);
  }

  #take(packet: Uint8Array, receivedUtcMs: number): void {
    this.#next! += 1;
    const payload = payloadOf(packet);
    if (!payload) {
      this.broken += 1;
      return;
    }
    const timestamp = timestampOf(packet);
    if (this.#timestamp !== null && timestamp !== this.#timestamp) this.#finish();
    this.#timestamp = timestamp;
    this.#receivedUtcMs = receivedUtcMs;
    if (!this.#depacketizer.push(payload)) {
      this.broken += 1;
      this.#damaged = true;
    }
    if (markerOf(packet)) this.#finish();
  }

  #finish(): void {
    const nals = this.#nals;
    const timestamp = this.#timestamp;
    this.#nals = [];
    this.#bytes = 0;
    this.#timestamp = null;
    if (nals.length === 0 || timestamp === null) return;
    this.#emit({
      codec: this.#codec,
      nals,
      keyframe: nals.some((nal) => isKeyNal(this.#codec, nalType(this.#codec, nal[0]!))),
      time_90khz: this.#time.next(timestamp),
      received_utc_ms: this.#receivedUtcMs,
      captured_utc_ms: this.#clock.utcMs(timestamp),
      damaged: this.#damaged,
    });
    this.#damaged = false;
  }
}
