/** Signing keys by vehicle, and the times that must never be used twice. */
import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { FrameEncoder, FrameSigner, FrameVerifier, SigningClock } from '@outrider/protocol/mavlink';
import type { Frame, MessageInput, MessageName, Sha256 } from '@outrider/protocol/mavlink';

const sha256: Sha256 = (parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Frames to and from one vehicle with a key. */
export interface SignedChannel {
  encode<Name extends MessageName>(name: Name, fields: MessageInput<Name>): Uint8Array;
  /** True for a frame whose signature holds. RADIO_STATUS comes from the radio itself, which has no key. */
  accepts(frame: Frame): boolean;
}

const RADIO_STATUS = 109;
const OUR_LINK_ID = 1;

interface KeyEntry {
  hex: string;
  clock: SigningClock;
  verifier: FrameVerifier;
  encoder: FrameEncoder;
}

export class SigningKeys {
  readonly #ids: { systemId: number; componentId: number };
  readonly #utcMs: () => number;
  readonly #file: string | null;
  readonly #entries = new Map<string, KeyEntry>();
  #persisted: Record<string, number> = {};

  /** @param file where the last times are kept; null keeps none */
  constructor(ids: { systemId: number; componentId: number }, utcMs: () => number, file: string | null) {
    this.#ids = ids;
    this.#utcMs = utcMs;
    this.#file = file;
  }

  async load(): Promise<void> {
    if (!this.#file) return;
    try {
      this.#persisted = JSON.parse(await readFile(this.#file, 'utf8')) as Record<string, number>;
    } catch {
      // Absent at the first start; after damage the clock itself is far ahead of any time used before.
      this.#persisted = {};
    }
  }

  /** Takes over the keys of the vehicles; a key that stays keeps its times. */
  setKeys(keys: ReadonlyMap<string, string>): void {
    for (const key of this.#entries.keys()) if (!keys.has(key)) this.#entries.delete(key);
    for (const [vehicle, hex] of keys) {
      if (this.#entries.get(vehicle)?.hex === hex) continue;
      const secret = Buffer.from(hex, 'hex');
      const clock = new SigningClock(this.#utcMs, this.#persisted[vehicle] ?? 0);
      const signing = new FrameSigner(secret, OUR_LINK_ID, clock, sha256);
      this.#entries.set(vehicle, {
        hex,
        clock,
        verifier: new FrameVerifier(secret, clock, sha256),
        encoder: new FrameEncoder({ ...this.#ids, signing }),
      });
    }
  }

  plainEncoder(): FrameEncoder {
    return new FrameEncoder(this.#ids);
  }

  /** Null for a vehicle without a key. */
  channel(vehicle: string): SignedChannel | null {
    const entry = this.#entries.get(vehicle);
    if (!entry) return null;
    return {
      encode: (name, fields) => entry.encoder.encode(name, fields),
      accepts: (frame) => frame.id === RADIO_STATUS || entry.verifier.verify(frame) === 'valid',
    };
  }

  /** To be called at least once a minute. */
  async persist(): Promise<void> {
    if (!this.#file || this.#entries.size === 0) return;
    const times = [...this.#entries].map(([vehicle, { clock }]) => [vehicle, clock.ticks] as const);
    this.#persisted = { ...this.#persisted, ...Object.fromEntries(times) };
    await writeFile(`${this.#file}.new`, JSON.stringify(this.#persisted), { mode: 0o600 });
    await rename(`${this.#file}.new`, this.#file);
  }
}
