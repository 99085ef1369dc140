import type { Migration } from '../migrate.js';
import { ownerFunction, rowSecurity } from './rules.js';

/** Links to live video, who looked through them, messages to crews. */
export const shares: Migration = {
  number: 11,
  name: 'shares',
  sql: `
CREATE TABLE shares (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  token_hash bytea NOT NULL UNIQUE,
  camera_id uuid NOT NULL,
  flight_id uuid,
  incident_id uuid,
  label text NOT NULL,
  made_by uuid NOT NULL,
  made_by_name text NOT NULL,
  created_at_utc_ms bigint NOT NULL,
  expires_at_utc_ms bigint NOT NULL,
  revoked_at_utc_ms bigint,
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, camera_id) REFERENCES cameras (agency_id, id) ON DELETE CASCADE,
  FOREIGN KEY (agency_id, flight_id) REFERENCES flights (agency_id, id),
  FOREIGN KEY (agency_id, incident_id) REFERENCES incidents (agency_id, id)
);
CREATE INDEX ON shares (agency_id, created_at_utc_ms);
${rowSecurity('shares', ['SELECT', 'INSERT', 'UPDATE'])}
CREATE FUNCTION find_share(wanted bytea) RETURNS TABLE (agency_id uuid, id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = outrider, pg_temp
  AS $$ SELECT s.agency_id, s.id FROM shares s WHERE s.token_hash = wanted $$;
${ownerFunction('find_share(bytea)')}

-- One row a page that showed the picture; seen_utc_ms is when it was last heard while it is open.
CREATE TABLE share_views (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  share_id uuid NOT NULL,
  address text NOT NULL,
  user_agent text NOT NULL,
  from_utc_ms bigint NOT NULL,
  seen_utc_ms bigint NOT NULL,
  to_utc_ms bigint,
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, share_id) REFERENCES shares (agency_id, id) ON DELETE CASCADE
);
CREATE INDEX ON share_views (agency_id, share_id);
${rowSecurity('share_views', ['SELECT', 'INSERT', 'UPDATE'])}

CREATE TABLE message_gateways (
  agency_id uuid PRIMARY KEY REFERENCES agencies (id),
  url text,
  secret text
);
${rowSecurity('message_gateways', ['SELECT', 'INSERT', 'UPDATE'])}

CREATE TABLE messages (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  flight_id uuid,
  aircraft_id uuid,
  camera_id uuid,
  incident_id uuid,
  share_id uuid,
  sender text NOT NULL,
  text text NOT NULL,
  pin jsonb,
  sent_at_utc_ms bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('new', 'accepted', 'dismissed')),
  answered_by text,
  answered_at_utc_ms bigint,
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id) REFERENCES agencies (id),
  FOREIGN KEY (agency_id, flight_id) REFERENCES flights (agency_id, id)
);
CREATE INDEX ON messages (agency_id, flight_id);
CREATE INDEX ON messages (agency_id, sent_at_utc_ms) WHERE flight_id IS NULL AND state = 'new';
${rowSecurity('messages', ['SELECT', 'INSERT', 'UPDATE'])}
`,
};
