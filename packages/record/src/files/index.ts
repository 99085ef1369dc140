/** The files of a record as the verifier reads them: in a folder or in a ZIP. */
export * from './folder-files.js';
export * from './zip-files.js';
