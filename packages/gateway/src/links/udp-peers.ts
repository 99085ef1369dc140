import type { RemoteInfo, Socket } from 'node:dgram';
import type { LinkPeer } from './link.js';

/** A flood of made-up senders must not fill the memory. */
export const MAX_PEERS = 4096;
const FORGET_AFTER_MS = 120_000;

export class UdpPeer implements LinkPeer {
  readonly name: string;
  lastHeardMs: number;
  readonly #socket: Socket;
  readonly address: string;
  readonly #port: number;
  readonly #onError: (error: Error) => void;

  constructor(socket: Socket, address: string, port: number, nowMs: number, onError: (error: Error) => void) {
    this.#socket = socket;
    this.address = address;
    this.#port = port;
    this.#onError = onError;
    this.name = `${address}:${port}`;
    this.lastHeardMs = nowMs;
  }

  send(bytes: Uint8Array): boolean {
    try {
      this.#socket.send(bytes, this.#port, this.address, (error) => {
        if (error) this.#onError(error);
      });
      return true;
    } catch (error) {
      this.#onError(error as Error);
      return false;
    }
  }
}

/** The senders seen on one socket, found by port and address. */
export class UdpPeers {
  readonly #byPort = new Map<number, UdpPeer[]>();
  readonly #make: (remote: RemoteInfo, nowMs: number) => UdpPeer;
  readonly #onGone: (peer: UdpPeer) => void;
  #count = 0;

  constructor(make: (remote: RemoteInfo, nowMs: number) => UdpPeer, onGone: (peer: UdpPeer) => void) {
    this.#make = make;
    this.#onGone = onGone;
  }

  /** Null when there are too many already. */
  from(remote: RemoteInfo, nowMs: number): UdpPeer | null {
    const samePort = this.#byPort.get(remote.port);
    const peer = samePort?.find((each) => each.address === remote.address);
    if (peer) {
      peer.lastHeardMs = nowMs;
      return peer;
    }
    if (this.#count >= MAX_PEERS) this.forgetIdle(nowMs);
    if (this.#count >= MAX_PEERS) return null;
    const fresh = this.#make(remote, nowMs);
    this.#byPort.set(remote.port, [...(samePort ?? []), fresh]);
    this.#count += 1;
    return fresh;
  }

  forgetIdle(nowMs: number): void {
    for (const [port, peers] of this.#byPort) {
      const kept = peers.filter((peer) => nowMs - peer.lastHeardMs < FORGET_AFTER_MS);
      if (kept.length === peers.length) continue;
      for (const peer of peers) if (!kept.includes(peer)) this.#onGone(peer);
      this.#count -= peers.length - kept.length;
      if (kept.length > 0) this.#byPort.set(port, kept);
      else this.#byPort.delete(port);
    }
  }

  *[Symbol.iterator](): Iterator<UdpPeer> {
    for (const peers of this.#byPort.values()) yield* peers;
  }
}
