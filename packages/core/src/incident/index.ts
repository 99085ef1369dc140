/** Calls for service: merging what a CAD says, reading other formats, finding addresses, asking the RPIC. */
export * from './address.js';
export * from './eido.js';
export * from './merge.js';
export * from './pidf-lo.js';
export * from './question.js';
export * from './table.js';
