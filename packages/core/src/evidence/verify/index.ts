/** Verification of a record with nothing but its files. */
export { ADDENDA_FOLDER, addendaOf, addendumFolder, isAdded } from './addenda.js';
export type { Place, VerifyOptions } from './check.js';
export { utcText } from './check.js';
export * from './record-files.js';
export { recordRoot } from './record-root.js';
export { clockText } from './payload-label.js';
export { isChainFile } from './step-chains.js';
export type { ReadTimestamp, TimestampReading } from './timestamp-reading.js';
export { verifyRecord } from './verify.js';
