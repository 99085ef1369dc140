import type { Migration } from '../migrate.js';
import { appendOnly, rowSecurity } from './rules.js';

/** Keys, append-only log, checkpoints, and how the record of each flight stands. */
export const evidence: Migration = {
  number: 9,
  name: 'evidence',
  sql: `
CREATE TABLE agency_keys (
  agency_id uuid NOT NULL REFERENCES agencies (id),
  key_id text NOT NULL,
  verifier_key text NOT NULL,
  -- AES-256-GCM under a key that is not in the database
  private_key_locked bytea NOT NULL,
  from_utc_ms bigint NOT NULL,
  until_utc_ms bigint,
  succession jsonb,
  PRIMARY KEY (agency_id, key_id)
);
CREATE UNIQUE INDEX agency_keys_in_use ON agency_keys (agency_id) WHERE until_utc_ms IS NULL;
${rowSecurity('agency_keys', ['SELECT', 'INSERT', 'UPDATE'])}

-- One row an agency, locked while a leaf is added, so that numbers have no gap and no two trees grow.
CREATE TABLE log_heads (
  agency_id uuid NOT NULL PRIMARY KEY REFERENCES agencies (id),
  size bigint NOT NULL,
  subtrees bytea NOT NULL
);
${rowSecurity('log_heads', ['SELECT', 'INSERT', 'UPDATE'])}

CREATE TABLE log_leaves (
  agency_id uuid NOT NULL REFERENCES agencies (id),
  index bigint NOT NULL,
  leaf jsonb NOT NULL,
  leaf_hash bytea NOT NULL,
  PRIMARY KEY (agency_id, index)
);
${rowSecurity('log_leaves', ['SELECT', 'INSERT'])}
${appendOnly('log_leaves')}

CREATE TABLE checkpoints (
  agency_id uuid NOT NULL REFERENCES agencies (id),
  size bigint NOT NULL,
  note text NOT NULL,
  created_at_utc_ms bigint NOT NULL,
  PRIMARY KEY (agency_id, size)
);
${rowSecurity('checkpoints', ['SELECT', 'INSERT'])}
${appendOnly('checkpoints')}

CREATE TABLE checkpoint_targets (
  agency_id uuid NOT NULL REFERENCES agencies (id),
  kind text NOT NULL,
  url text NOT NULL,
  delivered_size bigint NOT NULL,
  delivered_at_utc_ms bigint,
  failure text,
  failures integer NOT NULL,
  next_try_at_utc_ms bigint NOT NULL,
  PRIMARY KEY (agency_id, kind, url)
);
${rowSecurity('checkpoint_targets')}

CREATE TABLE flight_records (
  agency_id uuid NOT NULL,
  flight_id uuid NOT NULL,
  state text NOT NULL,
  detail text,
  sealed_at_utc_ms bigint,
  incomplete_reason text,
  manifest_sha256 text,
  key_id text,
  log_index bigint,
  PRIMARY KEY (agency_id, flight_id),
  FOREIGN KEY (agency_id, flight_id) REFERENCES flights (agency_id, id)
);
CREATE INDEX flight_records_open ON flight_records (agency_id) WHERE state = 'open';
${rowSecurity('flight_records', ['SELECT', 'INSERT', 'UPDATE'])}

-- How far the agency's events are in the chains of its flights. What happened before there were chains gets none.
CREATE TABLE evidence_cursors (
  agency_id uuid NOT NULL PRIMARY KEY REFERENCES agencies (id),
  event_seq bigint NOT NULL
);
INSERT INTO evidence_cursors SELECT agency_id, event_seq FROM agency_heads;
${rowSecurity('evidence_cursors', ['SELECT', 'INSERT', 'UPDATE'])}
`,
};
