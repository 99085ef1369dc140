import type { Migration } from '../migrate.js';
import { rowSecurity } from './rules.js';

/** Cameras of aircraft and fixed ones. */
export const cameras: Migration = {
  number: 8,
  name: 'cameras',
  sql: `
CREATE TABLE cameras (
  agency_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  aircraft_id uuid,
  place jsonb,
  lens text NOT NULL,
  maker text,
  model text,
  source jsonb NOT NULL,
  source_password text,
  publish_key text UNIQUE,
  horizontal_fov_deg double precision,
  criminal_justice boolean NOT NULL,
  enabled boolean NOT NULL,
  -- "component/stream" of a camera that its aircraft reported by itself
  reported_as text,
  simulated boolean NOT NULL,
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id) REFERENCES agencies (id),
  FOREIGN KEY (agency_id, aircraft_id) REFERENCES aircraft (agency_id, id),
  UNIQUE (agency_id, aircraft_id, reported_as),
  CHECK (aircraft_id IS NOT NULL OR place IS NOT NULL)
);
${rowSecurity('cameras')}
`,
};
