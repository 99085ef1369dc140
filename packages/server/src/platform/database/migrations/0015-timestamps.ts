import type { Migration } from '../migrate.js';
import { appendOnly, rowSecurity } from './rules.js';

/** What time-stamping authorities said of checkpoints (RFC 3161). */
export const timestamps: Migration = {
  number: 15,
  name: 'timestamps',
  sql: `
CREATE TABLE checkpoint_timestamps (
  agency_id uuid NOT NULL,
  size bigint NOT NULL,
  url text NOT NULL,
  token bytea NOT NULL,
  PRIMARY KEY (agency_id, size, url),
  FOREIGN KEY (agency_id, size) REFERENCES checkpoints (agency_id, size)
);
${rowSecurity('checkpoint_timestamps', ['SELECT', 'INSERT'])}
${appendOnly('checkpoint_timestamps')}
`,
};
