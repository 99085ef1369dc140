/** A sealed record with everything in it, for tests. */
export * from './sealed-record.js';
export * from './time-stamper.js';
