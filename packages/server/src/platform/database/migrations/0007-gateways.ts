import type { Migration } from '../migrate.js';
import { rowSecurity } from './rules.js';

/** Gateways on other machines, and which gateway may command which aircraft. */
export const gateways: Migration = {
  number: 7,
  name: 'gateways',
  sql: `
-- A row is the host's; what the gateway may touch is the one agency that it serves. A name is never used again, since a spool is
-- read on by name.
CREATE TABLE gateways (
  agency_id uuid NOT NULL,
  name text NOT NULL UNIQUE,
  serves_agency_id uuid NOT NULL,
  public_key text NOT NULL UNIQUE,
  added_at_utc_ms bigint NOT NULL,
  revoked_at_utc_ms bigint,
  PRIMARY KEY (agency_id, name),
  FOREIGN KEY (agency_id) REFERENCES agencies (id),
  FOREIGN KEY (serves_agency_id) REFERENCES agencies (id)
);
${rowSecurity('gateways', ['SELECT', 'INSERT', 'UPDATE'])}

-- The gateway that alone may command an aircraft. While it is in use nobody else can take it, however long nothing is heard.
CREATE TABLE ownerships (
  agency_id uuid NOT NULL,
  aircraft_id uuid NOT NULL,
  gateway text NOT NULL,
  epoch bigint NOT NULL,
  in_use boolean NOT NULL,
  changed_at_utc_ms bigint NOT NULL,
  PRIMARY KEY (agency_id, aircraft_id),
  FOREIGN KEY (agency_id, aircraft_id) REFERENCES aircraft (agency_id, id) ON DELETE CASCADE
);
${rowSecurity('ownerships')}
`,
};
