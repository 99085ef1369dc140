import type { Migration } from '../migrate.js';
import { APPLICATION_ROLE, ownerFunction, rowSecurity } from './rules.js';

/** What an agency owns and the rules under which it flies. */
export const fleet: Migration = {
  number: 2,
  name: 'fleet',
  sql: `
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS btree_gin;

CREATE TABLE approved_makers (
  agency_id uuid PRIMARY KEY REFERENCES agencies (id),
  list jsonb NOT NULL,
  updated_at_utc_ms bigint NOT NULL
);
${rowSecurity('approved_makers')}
-- The host's list binds every agency, so every agency may read it.
CREATE FUNCTION host_approved_makers() RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = outrider, pg_temp
  AS $$ SELECT m.list FROM approved_makers m JOIN agencies a ON a.id = m.agency_id WHERE a.kind = 'host' $$;
${ownerFunction('host_approved_makers()')}

CREATE TABLE sites (
  agency_id uuid NOT NULL REFERENCES agencies (id),
  id uuid NOT NULL,
  name text NOT NULL,
  latitude_deg float8 NOT NULL,
  longitude_deg float8 NOT NULL,
  altitude_amsl_m float8 NOT NULL,
  address text NOT NULL,
  PRIMARY KEY (agency_id, id)
);
${rowSecurity('sites')}

CREATE TABLE aircraft (
  agency_id uuid NOT NULL REFERENCES agencies (id),
  id uuid NOT NULL,
  name text NOT NULL,
  maker text NOT NULL,
  model text NOT NULL,
  serial text NOT NULL,
  remote_id_serial text,
  site_id uuid,
  in_dock boolean NOT NULL,
  performance jsonb NOT NULL,
  acquired_on text,
  contract jsonb,
  payloads jsonb NOT NULL,
  grounding jsonb,
  checklist_ticks jsonb NOT NULL DEFAULT '[]',
  -- Sums over its landed flights, kept here since they are shown with every list.
  total_flights integer NOT NULL DEFAULT 0,
  total_airborne_s float8 NOT NULL DEFAULT 0,
  -- An aircraft that flew is hidden when it is retired, so that its flights keep their subject.
  retired_at_utc_ms bigint,
  created_at_utc_ms bigint NOT NULL,
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, site_id) REFERENCES sites (agency_id, id)
);
CREATE UNIQUE INDEX aircraft_serial ON aircraft (agency_id, maker, serial) WHERE retired_at_utc_ms IS NULL;
CREATE INDEX ON aircraft (agency_id, site_id);
${rowSecurity('aircraft')}

CREATE TABLE vehicle_bindings (
  agency_id uuid NOT NULL,
  aircraft_id uuid NOT NULL,
  vehicle_key text NOT NULL UNIQUE,
  gateway text NOT NULL,
  signing_key_hex text,
  bound_at_utc_ms bigint NOT NULL,
  PRIMARY KEY (agency_id, aircraft_id),
  FOREIGN KEY (agency_id, aircraft_id) REFERENCES aircraft (agency_id, id) ON DELETE CASCADE
);
${rowSecurity('vehicle_bindings')}

CREATE TABLE crew (
  agency_id uuid NOT NULL,
  user_id uuid NOT NULL,
  on_duty boolean NOT NULL DEFAULT false,
  on_duty_since_utc_ms bigint,
  certificate_number text,
  certificate_expires_on text,
  airborne_s float8 NOT NULL DEFAULT 0,
  last_flight_utc_ms bigint,
  -- Flown before this deployment, as entered at that time.
  earlier_flights integer NOT NULL DEFAULT 0,
  earlier_flights_utc_ms bigint,
  PRIMARY KEY (agency_id, user_id),
  FOREIGN KEY (agency_id, user_id) REFERENCES users (agency_id, id)
);
${rowSecurity('crew')}

CREATE TABLE volumes (
  agency_id uuid NOT NULL REFERENCES agencies (id),
  id uuid NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  rings jsonb NOT NULL,
  floor_m float8,
  top_m float8,
  datum text NOT NULL,
  starts_at_utc_ms bigint,
  ends_at_utc_ms bigint,
  source text NOT NULL,
  reason text,
  enabled boolean NOT NULL,
  PRIMARY KEY (agency_id, id)
);
CREATE INDEX ON volumes (agency_id, source);
${rowSecurity('volumes')}

-- Large documents, kept as compressed JSON: nobody searches inside them.
CREATE TABLE terrain (
  agency_id uuid PRIMARY KEY REFERENCES agencies (id),
  grid_gzip bytea NOT NULL,
  updated_at_utc_ms bigint NOT NULL
);
${rowSecurity('terrain')}
CREATE TABLE base_map (
  agency_id uuid PRIMARY KEY REFERENCES agencies (id),
  geojson_gzip bytea NOT NULL,
  updated_at_utc_ms bigint NOT NULL
);
${rowSecurity('base_map')}

CREATE TABLE weather (
  agency_id uuid NOT NULL REFERENCES agencies (id),
  id uuid NOT NULL,
  weather jsonb NOT NULL,
  observed_at_utc_ms bigint NOT NULL,
  entered_by uuid,
  PRIMARY KEY (agency_id, id)
);
${rowSecurity('weather', ['SELECT', 'INSERT'])}

CREATE TABLE addresses (
  agency_id uuid NOT NULL REFERENCES agencies (id),
  id uuid NOT NULL,
  label text NOT NULL,
  house_number integer,
  -- The label's words in the form in which the same place is written the same way.
  words text NOT NULL,
  place point NOT NULL,
  search tsvector NOT NULL GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, words)) STORED,
  PRIMARY KEY (agency_id, id)
);
CREATE INDEX addresses_search ON addresses USING gin (agency_id, search);
CREATE INDEX addresses_place ON addresses USING gist (agency_id, place);
${rowSecurity('addresses')}

-- Searches run as the owner, because row security keeps text and GiST indexes from being used; each filters by agency itself.
CREATE FUNCTION search_addresses(query text, wanted_number integer, most integer)
  RETURNS TABLE (label text, latitude_deg float8, longitude_deg float8)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = outrider, pg_temp
  AS $$ SELECT a.label, a.place[1], a.place[0]
        FROM addresses a WHERE a.agency_id = current_agency() AND a.search @@ to_tsquery('simple'::regconfig, query)
        ORDER BY abs(a.house_number - wanted_number) NULLS LAST, length(a.label), a.label LIMIT least(most, 500) $$;
${ownerFunction('search_addresses(text, integer, integer)')}
CREATE FUNCTION nearest_addresses(latitude_deg float8, longitude_deg float8, most integer)
  RETURNS TABLE (label text, found_latitude_deg float8, found_longitude_deg float8)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = outrider, pg_temp
  AS $$ SELECT a.label, a.place[1], a.place[0] FROM addresses a WHERE a.agency_id = current_agency()
        ORDER BY a.place <-> point(longitude_deg, latitude_deg) LIMIT least(most, 100) $$;
${ownerFunction('nearest_addresses(float8, float8, integer)')}

-- Gateways belong to the deployment, not to one agency.
CREATE TABLE spool_cursors (
  gateway text PRIMARY KEY,
  applied_seq bigint NOT NULL,
  updated_at_utc_ms bigint NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON spool_cursors TO ${APPLICATION_ROLE};
`,
};
