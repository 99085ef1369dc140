import type { Migration } from '../migrate.js';
import { appendOnly, rowSecurity } from './rules.js';

/** Custody of records: who had them in hand, case numbers, holds, and how long they are kept. */
export const custody: Migration = {
  number: 12,
  name: 'custody',
  sql: `
-- Each row is a leaf of the agency's log, in words that can be searched. Rows and leaves are written together.
CREATE TABLE custody_events (
  agency_id uuid NOT NULL,
  log_index bigint NOT NULL,
  flight_id uuid NOT NULL,
  -- from 1 within the record, without gaps; null of what was put down before events were numbered
  number bigint,
  kind text NOT NULL,
  at_utc_ms bigint NOT NULL,
  by_id uuid,
  by_name text,
  text text NOT NULL,
  detail jsonb NOT NULL,
  PRIMARY KEY (agency_id, log_index),
  UNIQUE (agency_id, flight_id, number),
  FOREIGN KEY (agency_id, log_index) REFERENCES log_leaves (agency_id, index),
  FOREIGN KEY (agency_id, flight_id) REFERENCES flights (agency_id, id)
);
INSERT INTO custody_events
  SELECT l.agency_id, l.index, f.id, NULL, l.leaf->>'kind', (l.leaf->>'at_utc_ms')::bigint, NULL, l.leaf->'body'->>'by',
    CASE l.leaf->>'kind' WHEN 'record_exported' THEN 'The record was exported.'
      ELSE 'A redaction was exported.' END, l.leaf->'body'
  FROM log_leaves l JOIN flights f ON f.agency_id = l.agency_id AND f.id::text = l.leaf->'body'->>'flight_id'
  WHERE l.leaf->>'kind' IN ('record_exported', 'redaction_exported');
CREATE INDEX custody_events_by ON custody_events (agency_id, flight_id, kind, by_id, at_utc_ms);
${rowSecurity('custody_events', ['SELECT', 'INSERT'])}
${appendOnly('custody_events')}

CREATE TABLE record_holds (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  flight_id uuid NOT NULL,
  reason text NOT NULL,
  set_by text NOT NULL,
  set_at_utc_ms bigint NOT NULL,
  until_utc_ms bigint,
  lifted_at_utc_ms bigint,
  lifted_by text,
  lift_reason text,
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, flight_id) REFERENCES flights (agency_id, id)
);
CREATE INDEX record_holds_flight ON record_holds (agency_id, flight_id);
CREATE INDEX record_holds_standing ON record_holds (agency_id) WHERE lifted_at_utc_ms IS NULL;
${rowSecurity('record_holds', ['SELECT', 'INSERT', 'UPDATE'])}

-- Number of the case, and what retention has deleted; files 0: there was nothing of it.
CREATE TABLE record_keeping (
  agency_id uuid NOT NULL,
  flight_id uuid NOT NULL,
  case_number text,
  video_deleted_at_utc_ms bigint,
  video_deleted_files integer,
  telemetry_deleted_at_utc_ms bigint,
  telemetry_deleted_files integer,
  PRIMARY KEY (agency_id, flight_id),
  FOREIGN KEY (agency_id, flight_id) REFERENCES flights (agency_id, id)
);
${rowSecurity('record_keeping', ['SELECT', 'INSERT', 'UPDATE'])}

CREATE TABLE retention_policies (
  agency_id uuid NOT NULL PRIMARY KEY REFERENCES agencies (id),
  policy jsonb NOT NULL,
  changed_at_utc_ms bigint NOT NULL,
  changed_by text NOT NULL
);
${rowSecurity('retention_policies', ['SELECT', 'INSERT', 'UPDATE'])}
CREATE INDEX flights_ended ON flights (agency_id, purpose, ended_at_utc_ms);
`,
};
