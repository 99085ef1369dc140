/** SHA-256 of bytes that come in pieces. A browser may need to wait for the result. */
export interface StreamHash {
  update(bytes: Uint8Array): void;
  digest(): Uint8Array | Promise<Uint8Array>;
}

/** What evidence needs of cryptography; passed in, since Node and browsers have different ones. */
export interface Digests {
  sha256(bytes: Uint8Array): Uint8Array;
  startSha256(): StreamHash;
  /** Ed25519 (RFC 8032) with a public key of 32 bytes. False for a signature that does not fit or is none. */
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean | Promise<boolean>;
}
export type Sha256 = Digests['sha256'];
