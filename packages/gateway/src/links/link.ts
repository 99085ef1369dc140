import type { LinkSettings } from '@outrider/runtime';

/** Bytes to and from one remote end of a link. */
export interface LinkPeer {
  /** Address of the remote end, for people and for telling peers apart. */
  readonly name: string;
  /** False when the bytes could not be handed to the system. */
  send(bytes: Uint8Array): boolean;
}

/** What a link tells its owner; handlers must not throw. */
export interface LinkHandlers {
  /** `bytes` belong to the link: copy what outlives the call. */
  onBytes(peer: LinkPeer, bytes: Uint8Array): void;
  /** A connection has ended; what it had not finished will not come. */
  onPeerGone(peer: LinkPeer): void;
}

/** One way to vehicles: a socket that listens or calls, and its remote ends. */
export interface Link {
  readonly settings: LinkSettings;
  /** Where it listens or calls, for people. */
  readonly address: string;
  /** Port bound by a listening link; null for one that calls. */
  readonly port: number | null;
  readonly up: boolean;
  /** Why it is not up, a whole sentence. */
  readonly detail: string | null;
  /** Every remote end known now. */
  peers(): Iterable<LinkPeer>;
  /** Resolves once it listens, or has begun to call. Throws when the port cannot be had. */
  start(): Promise<void>;
  close(): Promise<void>;
}
