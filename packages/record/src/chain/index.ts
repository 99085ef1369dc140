/** Hash chains of a record: written with fsync, read with every entry checked. */
export * from './chain-writer.js';
export * from './digests.js';
export * from './payload-hash.js';
export * from './read-chain.js';
export * from './sync-folder.js';
