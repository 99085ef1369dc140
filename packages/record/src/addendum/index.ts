/** What came to a record after it was sealed. */
export { ADDENDUM_CHAIN_FILE, sealAddendum } from './seal-addendum.js';
export type { AddendumFacts } from './seal-addendum.js';
