import type { Migration } from '../migrate.js';

/** The limits that an RPIC sets for whoever else flies. */
export const flightLimits: Migration = {
  number: 5,
  name: 'flight-limits',
  sql: `ALTER TABLE flights ADD COLUMN limits jsonb;`,
};
