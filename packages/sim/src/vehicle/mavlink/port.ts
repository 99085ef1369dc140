import { createHash } from 'node:crypto';
import {
  decodeFrame,
  FrameEncoder,
  FrameScanner,
  FrameSigner,
  FrameVerifier,
  SigningClock,
} from '@outrider/protocol/mavlink';
import type { Frame, MessageInput, MessageName, NamedMessage, Sha256 } from '@outrider/protocol/mavlink';

/** A message with the sender's and the target's address. */
export interface Received {
  message: NamedMessage;
  systemId: number;
  componentId: number;
  targetSystem: number;
  targetComponent: number;
}

export interface PortOptions {
  system_id: number;
  /** Gets each frame as one datagram. */
  send(bytes: Uint8Array): void;
  receive(message: Received, raw: Uint8Array): void;
  utcMs(): number;
  /** Refuse unsigned frames once a key is set (ArduPilot's first channel never does). */
  enforce_signing: boolean;
}

const sha256: Sha256 = (parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};

/** Bytes in, messages out, and the other way round; signs and verifies once it has a key. */
export class MavlinkPort {
  readonly #options: PortOptions;
  readonly #scanner: FrameScanner;
  readonly #encoders = new Map<number, FrameEncoder>();
  #signer: FrameSigner | null = null;
  #verifier: FrameVerifier | null = null;
  /** Frames dropped for a missing or wrong signature. */
  refused = 0;

  constructor(options: PortOptions) {
    this.#options = options;
    this.#scanner = new FrameScanner((frame) => this.#take(frame), 'datagram');
  }

  /** @param key 32 bytes, null ends signing */
  setSigningKey(key: Uint8Array | null): void {
    const clock = key && new SigningClock(() => this.#options.utcMs());
    this.#signer = key && clock && new FrameSigner(key, 0, clock, sha256);
    this.#verifier = key && clock && new FrameVerifier(key, clock, sha256);
    this.#encoders.clear();
  }

  feed(bytes: Uint8Array): void {
    this.#scanner.feed(bytes);
  }

  send<Name extends MessageName>(componentId: number, name: Name, fields: MessageInput<Name>): void {
    this.#options.send(this.#encoder(componentId).encode(name, fields));
  }

  /** Bytes that are no frame, as a boot loader prints them; or a frame of somebody else, forwarded. */
  sendRaw(bytes: Uint8Array): void {
    this.#options.send(bytes);
  }

  #encoder(componentId: number): FrameEncoder {
    const known = this.#encoders.get(componentId);
    if (known) return known;
    const base = { systemId: this.#options.system_id, componentId };
    const made = new FrameEncoder(this.#signer ? { ...base, signing: this.#signer } : base);
    this.#encoders.set(componentId, made);
    return made;
  }

  #take(frame: Frame): void {
    if (this.#verifier && this.#verifier.verify(frame) !== 'valid' && this.#options.enforce_signing) {
      this.refused++;
      return;
    }
    const message = decodeFrame(frame);
    if (!message) return;
    const { systemId, componentId, targetSystem, targetComponent } = frame;
    if (targetSystem !== 0 && targetSystem !== this.#options.system_id) return;
    this.#options.receive({ message, systemId, componentId, targetSystem, targetComponent }, frame.raw);
  }
}
