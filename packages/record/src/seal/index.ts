/** Sealing of a record: manifest, signatures, and the evidence that stands beside it. */
export * from './evidence-files.js';
export * from './seal-record.js';
export * from './signer.js';
export { writeLasting } from './write-lasting.js';
