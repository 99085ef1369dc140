/** Tracks: from the samples that a gateway kept to columns for the console and chunks for the database. */
export * from './chunks.js';
export * from './samples.js';
export * from './track.js';
