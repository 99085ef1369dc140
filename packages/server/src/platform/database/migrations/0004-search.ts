import type { Migration } from '../migrate.js';
import { APPLICATION_ROLE } from './rules.js';

/**
 * Search that stays fast when many agencies share a table and a word is usual. Every word in an index carries its agency, so that
 * nobody's query reads through the words of others; and what is usual is looked for among the newest rows before any index is
 * asked, since an index gives all of its rows before the newest fifty are known.
 */
export const search: Migration = {
  number: 4,
  name: 'search',
  sql: `
-- The words of a text, each with its agency in front. Signs inside numbers ("F26-000123") part words, as they do in a query.
CREATE FUNCTION agency_words(agency uuid, words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT coalesce(array_to_tsvector(array_agg('a' || left(md5(agency::text), 6) || word)), ''::tsvector)
        FROM unnest(tsvector_to_array(to_tsvector('simple'::regconfig, translate(words, '-/._:#@', '       ')))) word $$;
CREATE FUNCTION agency_query(agency uuid, query text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT replace(regexp_replace(to_tsquery('simple'::regconfig, query)::text, '''([^'']+)''',
          '''a' || left(md5(agency::text), 6) || '\\1''', 'g'), '<->', '&')::tsquery $$;
REVOKE ALL ON FUNCTION agency_words(uuid, text), agency_query(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION agency_words(uuid, text), agency_query(uuid, text) TO ${APPLICATION_ROLE};

ALTER TABLE flights DROP COLUMN search;
ALTER TABLE flights ADD COLUMN search tsvector NOT NULL GENERATED ALWAYS AS (agency_words(agency_id, search_text)) STORED;
CREATE INDEX flights_search ON flights USING gin (search);
ALTER TABLE incidents DROP COLUMN search;
ALTER TABLE incidents ADD COLUMN search tsvector NOT NULL GENERATED ALWAYS AS (agency_words(agency_id,
  number || ' ' || coalesce(external_id, '') || ' ' || type || ' ' || coalesce(address, '') || ' ' || narrative)) STORED;
CREATE INDEX incidents_search ON incidents USING gin (search);

-- Built as text so that each combination gets a plan of its own; every value is a parameter.
CREATE OR REPLACE FUNCTION search_flights(
  query text, wanted_area box, from_utc_ms bigint, to_utc_ms bigint, wanted_state text, wanted_purpose text,
  wanted_aircraft uuid, wanted_incident uuid, before_utc_ms bigint, before_id uuid, most integer
) RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = outrider, pg_temp AS $$
DECLARE
  probed CONSTANT integer := 1000;
  wanted CONSTANT integer := least(most, 501);
  words CONSTANT tsquery := agency_query(current_agency(), query);
  newest CONSTANT text := ' ORDER BY f.requested_at_utc_ms DESC, f.id DESC LIMIT ';
  times text := 'f.agency_id = $1';
  others text := '';
  candidates text := 'flights f';
  seen integer;
  with_words integer;
  in_area integer;
  found uuid[];
BEGIN
  IF from_utc_ms IS NOT NULL THEN times := times || ' AND f.requested_at_utc_ms >= $4'; END IF;
  IF to_utc_ms IS NOT NULL THEN times := times || ' AND f.requested_at_utc_ms <= $5'; END IF;
  IF before_utc_ms IS NOT NULL THEN times := times || ' AND (f.requested_at_utc_ms, f.id) < ($10, $11)'; END IF;
  IF query IS NOT NULL THEN others := others || ' AND f.search @@ $2'; END IF;
  IF wanted_area IS NOT NULL THEN others := others || ' AND f.area && $3'; END IF;
  IF wanted_state IS NOT NULL THEN others := others || ' AND f.state = $6'; END IF;
  IF wanted_purpose IS NOT NULL THEN others := others || ' AND f.purpose = $7'; END IF;
  IF wanted_aircraft IS NOT NULL THEN others := others || ' AND f.aircraft_id = $8'; END IF;
  IF wanted_incident IS NOT NULL THEN others := others || ' AND f.incident_id = $9'; END IF;
  IF query IS NOT NULL OR wanted_area IS NOT NULL THEN
    EXECUTE 'SELECT count(*), count(*) FILTER (WHERE f.search @@ $2), count(*) FILTER (WHERE f.area && $3),
        array_agg(f.id ORDER BY f.requested_at_utc_ms DESC, f.id DESC) FILTER (WHERE true' || others || ')
      FROM (SELECT * FROM flights f WHERE ' || times || newest || probed || ') f'
      INTO seen, with_words, in_area, found
      USING current_agency(), words, wanted_area, from_utc_ms, to_utc_ms, wanted_state, wanted_purpose,
            wanted_aircraft, wanted_incident, before_utc_ms, before_id;
    IF seen < probed OR cardinality(found) >= wanted THEN
      RETURN QUERY SELECT unnest(found[:wanted]);
      RETURN;
    END IF;
    -- Words and areas have no statistics by agency. The newest rows tell which of the two is the rarer.
    IF query IS NOT NULL AND wanted_area IS NOT NULL THEN
      candidates := '(SELECT * FROM flights f WHERE f.agency_id = $1 AND '
        || CASE WHEN with_words <= in_area THEN 'f.search @@ $2' ELSE 'f.area && $3' END || ' OFFSET 0) f';
    END IF;
  END IF;
  RETURN QUERY EXECUTE 'SELECT f.id FROM ' || candidates || ' WHERE ' || times || others || newest || wanted
    USING current_agency(), words, wanted_area, from_utc_ms, to_utc_ms, wanted_state, wanted_purpose,
          wanted_aircraft, wanted_incident, before_utc_ms, before_id;
END $$;

CREATE OR REPLACE FUNCTION search_incidents(query text, wanted_state text, before_utc_ms bigint, before_id uuid, most integer)
  RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = outrider, pg_temp AS $$
DECLARE
  probed CONSTANT integer := 1000;
  wanted CONSTANT integer := least(most, 501);
  words CONSTANT tsquery := agency_query(current_agency(), query);
  seen integer;
  found uuid[];
BEGIN
  SELECT count(*), array_agg(n.id ORDER BY n.received_at_utc_ms DESC, n.id DESC)
      FILTER (WHERE n.search @@ words AND (wanted_state IS NULL OR n.state = wanted_state))
    INTO seen, found
    FROM (SELECT * FROM incidents i WHERE i.agency_id = current_agency()
            AND (before_utc_ms IS NULL OR (i.received_at_utc_ms, i.id) < (before_utc_ms, before_id))
          ORDER BY i.received_at_utc_ms DESC, i.id DESC LIMIT probed) n;
  IF seen < probed OR cardinality(found) >= wanted THEN
    RETURN QUERY SELECT unnest(found[:wanted]);
    RETURN;
  END IF;
  RETURN QUERY SELECT i.id FROM incidents i
    WHERE i.agency_id = current_agency() AND i.search @@ words
      AND (wanted_state IS NULL OR i.state = wanted_state)
      AND (before_utc_ms IS NULL OR (i.received_at_utc_ms, i.id) < (before_utc_ms, before_id))
    ORDER BY i.received_at_utc_ms DESC, i.id DESC LIMIT wanted;
END $$;
`,
};
