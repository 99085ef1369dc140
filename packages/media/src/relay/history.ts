import { sequenceOf } from '../feed/rtp.js';

const SLOTS = 2048;

/** The last packets of a feed by sequence number, for those who missed one; shared by all viewers of the feed. */
export class PacketHistory {
  readonly #packets = Array.from<Uint8Array | undefined>({ length: SLOTS });

  add(packet: Uint8Array): void {
    this.#packets[sequenceOf(packet) % SLOTS] = packet;
  }

  find(sequence: number): Uint8Array | null {
    const packet = this.#packets[sequence % SLOTS];
    return packet && sequenceOf(packet) === sequence ? packet : null;
  }
}
