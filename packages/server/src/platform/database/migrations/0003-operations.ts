import type { Migration } from '../migrate.js';
import { appendOnly, ownerFunction, rowSecurity } from './rules.js';

/** Incidents, decisions, flights and what happened in them. */
export const operations: Migration = {
  number: 3,
  name: 'operations',
  sql: `
CREATE TABLE incidents (
  agency_id uuid NOT NULL REFERENCES agencies (id),
  id uuid NOT NULL,
  number text NOT NULL,
  external_id text,
  external_revision float8,
  source text NOT NULL,
  type text NOT NULL,
  priority smallint NOT NULL,
  latitude_deg float8 NOT NULL,
  longitude_deg float8 NOT NULL,
  uncertainty_m float8,
  address text,
  narrative text NOT NULL,
  sensitivity text NOT NULL,
  state text NOT NULL,
  received_at_utc_ms bigint NOT NULL,
  updated_at_utc_ms bigint NOT NULL,
  closed_at_utc_ms bigint,
  search tsvector NOT NULL GENERATED ALWAYS AS (to_tsvector('simple'::regconfig,
    number || ' ' || coalesce(external_id, '') || ' ' || type || ' ' || coalesce(address, '') || ' ' || narrative)) STORED,
  PRIMARY KEY (agency_id, id)
);
CREATE UNIQUE INDEX incidents_external ON incidents (agency_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX incidents_newest ON incidents (agency_id, received_at_utc_ms DESC, id DESC);
CREATE INDEX incidents_open ON incidents (agency_id, received_at_utc_ms DESC) WHERE state <> 'closed';
CREATE INDEX incidents_search ON incidents USING gin (agency_id, search);
${rowSecurity('incidents', ['SELECT', 'INSERT', 'UPDATE'])}

CREATE TABLE decisions (
  agency_id uuid NOT NULL REFERENCES agencies (id),
  id uuid NOT NULL,
  incident_id uuid,
  decided_at_utc_ms bigint NOT NULL,
  input_hash text NOT NULL,
  decision jsonb NOT NULL,
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, incident_id) REFERENCES incidents (agency_id, id)
);
CREATE INDEX ON decisions (agency_id, incident_id, decided_at_utc_ms);
${rowSecurity('decisions', ['SELECT', 'INSERT'])}
${appendOnly('decisions')}

CREATE TABLE flights (
  agency_id uuid NOT NULL REFERENCES agencies (id),
  id uuid NOT NULL,
  number text NOT NULL,
  aircraft_id uuid NOT NULL,
  incident_id uuid,
  decision_id uuid,
  purpose text NOT NULL,
  state text NOT NULL,
  state_detail text,
  target_latitude_deg float8,
  target_longitude_deg float8,
  waypoints jsonb NOT NULL,
  requested_by uuid,
  rpic_user_id uuid,
  plan jsonb,
  verdict jsonb,
  override_reason text,
  visual_line_of_sight_confirmed boolean NOT NULL DEFAULT false,
  simulated boolean NOT NULL,
  requested_at_utc_ms bigint NOT NULL,
  accepted_at_utc_ms bigint,
  took_off_at_utc_ms bigint,
  on_scene_at_utc_ms bigint,
  landed_at_utc_ms bigint,
  ended_at_utc_ms bigint,
  distance_m float8,
  max_height_above_takeoff_m float8,
  question jsonb,
  note text,
  -- Where it went, [longitude, latitude]; grows with its track.
  area box,
  -- Names that may change later (aircraft, incident, pilot) are searched as they were.
  search_text text NOT NULL,
  search tsvector NOT NULL GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, search_text)) STORED,
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, aircraft_id) REFERENCES aircraft (agency_id, id),
  FOREIGN KEY (agency_id, incident_id) REFERENCES incidents (agency_id, id),
  FOREIGN KEY (agency_id, decision_id) REFERENCES decisions (agency_id, id)
);
CREATE INDEX flights_newest ON flights (agency_id, requested_at_utc_ms DESC, id DESC);
CREATE INDEX flights_of_aircraft ON flights (agency_id, aircraft_id, requested_at_utc_ms DESC);
CREATE INDEX flights_of_incident ON flights (agency_id, incident_id) WHERE incident_id IS NOT NULL;
CREATE INDEX flights_of_rpic ON flights (agency_id, rpic_user_id, landed_at_utc_ms) WHERE rpic_user_id IS NOT NULL;
CREATE INDEX flights_current ON flights (agency_id) WHERE ended_at_utc_ms IS NULL;
CREATE UNIQUE INDEX one_flight_per_aircraft ON flights (agency_id, aircraft_id) WHERE ended_at_utc_ms IS NULL AND purpose <> 'replay';
CREATE INDEX flights_area ON flights USING gist (agency_id, area, requested_at_utc_ms);
CREATE INDEX flights_search ON flights USING gin (agency_id, search);
${rowSecurity('flights', ['SELECT', 'INSERT', 'UPDATE'])}

-- The story of incidents and flights: append-only, numbered per agency in the order of commit.
CREATE TABLE events (
  agency_id uuid NOT NULL REFERENCES agencies (id),
  seq bigint NOT NULL,
  at_utc_ms bigint NOT NULL,
  kind text NOT NULL,
  text text NOT NULL,
  actor text,
  incident_id uuid,
  flight_id uuid,
  aircraft_id uuid,
  data jsonb NOT NULL,
  PRIMARY KEY (agency_id, seq)
);
CREATE INDEX ON events (agency_id, flight_id, seq) WHERE flight_id IS NOT NULL;
CREATE INDEX ON events (agency_id, incident_id, seq) WHERE incident_id IS NOT NULL;
${rowSecurity('events', ['SELECT', 'INSERT'])}
${appendOnly('events')}

CREATE TABLE commands (
  agency_id uuid NOT NULL,
  command_id uuid NOT NULL,
  aircraft_id uuid NOT NULL,
  flight_id uuid,
  action jsonb NOT NULL,
  state text NOT NULL,
  detail text,
  error_code text,
  issued_by uuid,
  origin text NOT NULL,
  requested_at_utc_ms bigint NOT NULL,
  updated_at_utc_ms bigint NOT NULL,
  PRIMARY KEY (agency_id, command_id),
  FOREIGN KEY (agency_id, aircraft_id) REFERENCES aircraft (agency_id, id)
);
CREATE INDEX ON commands (agency_id, flight_id, requested_at_utc_ms);
CREATE INDEX commands_latest ON commands (agency_id, requested_at_utc_ms DESC, command_id DESC);
${rowSecurity('commands', ['SELECT', 'INSERT', 'UPDATE'])}

CREATE TABLE alerts (
  agency_id uuid NOT NULL REFERENCES agencies (id),
  id uuid NOT NULL,
  aircraft_id uuid,
  flight_id uuid,
  level text NOT NULL,
  kind text NOT NULL,
  text text NOT NULL,
  spoken text,
  raised_at_utc_ms bigint NOT NULL,
  cleared_at_utc_ms bigint,
  acknowledged_at_utc_ms bigint,
  acknowledged_by uuid,
  PRIMARY KEY (agency_id, id)
);
CREATE INDEX alerts_newest ON alerts (agency_id, raised_at_utc_ms DESC, id DESC);
CREATE INDEX alerts_open ON alerts (agency_id) WHERE cleared_at_utc_ms IS NULL;
CREATE INDEX ON alerts (agency_id, flight_id) WHERE flight_id IS NOT NULL;
${rowSecurity('alerts', ['SELECT', 'INSERT', 'UPDATE'])}

-- About a minute of a track each: compressed telemetry batches.
CREATE TABLE track_chunks (
  agency_id uuid NOT NULL,
  flight_id uuid NOT NULL,
  starts_at_utc_ms bigint NOT NULL,
  ends_at_utc_ms bigint NOT NULL,
  area box,
  samples integer NOT NULL,
  data_deflate bytea NOT NULL,
  PRIMARY KEY (agency_id, flight_id, starts_at_utc_ms),
  FOREIGN KEY (agency_id, flight_id) REFERENCES flights (agency_id, id)
);
CREATE INDEX track_chunks_area ON track_chunks USING gist (agency_id, area);
${rowSecurity('track_chunks', ['SELECT', 'INSERT', 'DELETE'])}

-- How far the server has read the bytes that a gateway keeps of a flight.
CREATE TABLE journal_cursors (
  agency_id uuid NOT NULL,
  flight_id uuid NOT NULL,
  gateway text NOT NULL,
  stream text NOT NULL,
  read_bytes bigint NOT NULL,
  closed boolean NOT NULL,
  PRIMARY KEY (agency_id, flight_id, stream),
  FOREIGN KEY (agency_id, flight_id) REFERENCES flights (agency_id, id)
);
CREATE INDEX journals_open ON journal_cursors (agency_id) WHERE NOT closed;
${rowSecurity('journal_cursors')}

-- Flights by area, time and text. Built as text so that each combination gets a plan of its own; every value is a parameter.
CREATE FUNCTION search_flights(
  query text, wanted_area box, from_utc_ms bigint, to_utc_ms bigint, wanted_state text, wanted_purpose text,
  wanted_aircraft uuid, wanted_incident uuid, before_utc_ms bigint, before_id uuid, most integer
) RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = outrider, pg_temp AS $$
DECLARE conditions text := 'f.agency_id = $1';
BEGIN
  IF query IS NOT NULL THEN conditions := conditions || ' AND f.search @@ to_tsquery(''simple''::regconfig, $2)'; END IF;
  IF wanted_area IS NOT NULL THEN conditions := conditions || ' AND f.area && $3'; END IF;
  IF from_utc_ms IS NOT NULL THEN conditions := conditions || ' AND f.requested_at_utc_ms >= $4'; END IF;
  IF to_utc_ms IS NOT NULL THEN conditions := conditions || ' AND f.requested_at_utc_ms <= $5'; END IF;
  IF wanted_state IS NOT NULL THEN conditions := conditions || ' AND f.state = $6'; END IF;
  IF wanted_purpose IS NOT NULL THEN conditions := conditions || ' AND f.purpose = $7'; END IF;
  IF wanted_aircraft IS NOT NULL THEN conditions := conditions || ' AND f.aircraft_id = $8'; END IF;
  IF wanted_incident IS NOT NULL THEN conditions := conditions || ' AND f.incident_id = $9'; END IF;
  IF before_utc_ms IS NOT NULL THEN conditions := conditions || ' AND (f.requested_at_utc_ms, f.id) < ($10, $11)'; END IF;
  RETURN QUERY EXECUTE 'SELECT f.id FROM flights f WHERE ' || conditions
    || ' ORDER BY f.requested_at_utc_ms DESC, f.id DESC LIMIT least($12, 501)'
    USING current_agency(), query, wanted_area, from_utc_ms, to_utc_ms, wanted_state, wanted_purpose,
          wanted_aircraft, wanted_incident, before_utc_ms, before_id, most;
END $$;
${ownerFunction('search_flights(text, box, bigint, bigint, text, text, uuid, uuid, bigint, uuid, integer)')}
CREATE FUNCTION search_incidents(query text, wanted_state text, before_utc_ms bigint, before_id uuid, most integer)
  RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = outrider, pg_temp
  AS $$ SELECT i.id FROM incidents i
        WHERE i.agency_id = current_agency() AND i.search @@ to_tsquery('simple'::regconfig, query)
          AND (wanted_state IS NULL OR i.state = wanted_state)
          AND (before_utc_ms IS NULL OR (i.received_at_utc_ms, i.id) < (before_utc_ms, before_id))
        ORDER BY i.received_at_utc_ms DESC, i.id DESC LIMIT least(most, 501) $$;
${ownerFunction('search_incidents(text, text, bigint, uuid, integer)')}
`,
};
