import type { Migration } from '../migrate.js';
import { rowSecurity } from './rules.js';

/** Requests for records by the public, and what became of each thing that was asked for. */
export const recordsRequests: Migration = {
  number: 13,
  name: 'records-requests',
  sql: `
CREATE TABLE records_requests (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  number text NOT NULL,
  requester text NOT NULL,
  contact text NOT NULL,
  subject text NOT NULL,
  received_at_utc_ms bigint NOT NULL,
  due_at_utc_ms bigint,
  from_utc_ms bigint,
  to_utc_ms bigint,
  state text NOT NULL,
  created_by text NOT NULL,
  created_at_utc_ms bigint NOT NULL,
  answered_by text,
  answered_at_utc_ms bigint,
  answer_note text,
  PRIMARY KEY (agency_id, id),
  UNIQUE (agency_id, number)
);
CREATE INDEX records_requests_newest ON records_requests (agency_id, received_at_utc_ms DESC, id DESC);
${rowSecurity('records_requests', ['SELECT', 'INSERT', 'UPDATE'])}

CREATE TABLE records_request_items (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  flight_id uuid NOT NULL,
  material text NOT NULL,
  redaction_id uuid,
  outcome text,
  reason text,
  citation text,
  decided_by text,
  decided_at_utc_ms bigint,
  manifest_sha256 text,
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, request_id) REFERENCES records_requests (agency_id, id),
  FOREIGN KEY (agency_id, flight_id) REFERENCES flights (agency_id, id),
  FOREIGN KEY (agency_id, redaction_id) REFERENCES redactions (agency_id, id)
);
CREATE INDEX records_request_items_of ON records_request_items (agency_id, request_id);
${rowSecurity('records_request_items')}
`,
};
