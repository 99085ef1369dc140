import type { Migration } from '../migrate.js';
import { appendOnly, rowSecurity } from './rules.js';

/** Redactions of recorded video, and every plan that was saved of them. */
export const redaction: Migration = {
  number: 10,
  name: 'redaction',
  sql: `
CREATE TABLE redactions (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  flight_id uuid NOT NULL,
  -- cameras may be removed while what they recorded stays
  camera_id uuid NOT NULL,
  title text NOT NULL,
  from_utc_ms bigint NOT NULL,
  to_utc_ms bigint NOT NULL,
  state text NOT NULL,
  plan_version integer NOT NULL,
  created_by text NOT NULL,
  created_at_utc_ms bigint NOT NULL,
  changed_at_utc_ms bigint NOT NULL,
  rendered_version integer,
  detail text,
  rendered jsonb,
  reviewed_by text,
  reviewed_at_utc_ms bigint,
  review_note text,
  release_manifest_sha256 text,
  log_index bigint,
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, flight_id) REFERENCES flights (agency_id, id)
);
CREATE INDEX redactions_of_flight ON redactions (agency_id, flight_id);
${rowSecurity('redactions', ['SELECT', 'INSERT', 'UPDATE'])}

CREATE TABLE redaction_plans (
  agency_id uuid NOT NULL,
  redaction_id uuid NOT NULL,
  version integer NOT NULL,
  plan jsonb NOT NULL,
  saved_by text NOT NULL,
  saved_by_id uuid NOT NULL,
  saved_at_utc_ms bigint NOT NULL,
  PRIMARY KEY (agency_id, redaction_id, version),
  FOREIGN KEY (agency_id, redaction_id) REFERENCES redactions (agency_id, id)
);
${rowSecurity('redaction_plans', ['SELECT', 'INSERT'])}
${appendOnly('redaction_plans')}
`,
};
