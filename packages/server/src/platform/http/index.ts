export { implement } from './contract.js';
export type { Call, ContractId, FileAnswer, Implementation } from './contract.js';
export { createHttpServer } from './server.js';
export type { HttpOptions } from './server.js';
