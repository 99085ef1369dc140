/** The folder that holds everything kept about one flight. */
export * from './folder.js';
export * from './late.js';
