import { webcrypto } from 'node:crypto';
import { CryptoEngine, setEngine } from 'pkijs';

// The library asks for the cryptography of the place where it runs. Node's types and those of browsers for it differ in details.
const { subtle } = webcrypto;
const here = { name: 'node', crypto: webcrypto, subtle } as unknown as ConstructorParameters<typeof CryptoEngine>[0];
setEngine('node', new CryptoEngine(here));

/** The bytes as a buffer of their own, as the library wants them. */
export const asBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;
