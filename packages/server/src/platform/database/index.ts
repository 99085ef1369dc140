export { changesSubject, decodeChangeSet } from './changes.js';
export type { Change, ChangeSet } from './changes.js';
export { SeenChanges } from './seen-changes.js';
export { Store, openStore } from './store.js';
export type { StoreOptions } from './store.js';
export { json, nullableJson } from './tables/index.js';
export type { Database } from './tables/index.js';
export type { AgencyTransaction, NewAuditEntry, NewEvent } from './transaction.js';
