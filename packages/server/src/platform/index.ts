/** What a noun imports: `implement`, `refuse`, `found`, transactions, the caller. */
export type { Principal } from './auth/principal.js';
export { json, nullableJson } from './database/index.js';
export type { AgencyTransaction, Change, Database, NewEvent, Store } from './database/index.js';
export { implement } from './http/index.js';
export type { Call, FileAnswer, Implementation } from './http/index.js';
export { found, refuse } from './refusal.js';
