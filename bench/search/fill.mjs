// A million flights of twenty agencies. Each agency flies in a town of its own; words follow Zipf's law, as words do.
import { progress } from '../support/measure.mjs';

export const FIRST_DAY_UTC_MS = Date.UTC(2024, 0, 1);
export const LAST_DAY_UTC_MS = Date.UTC(2026, 0, 1);
const AIRCRAFT = 12;
const PILOTS = 15;
const INCIDENTS = 2000;
const PARTS = 20;

const SYLLABLES = 'ba co di fu ge hi jo ka le mi no pa qui ro sa te u vo wa xe'.split(' ');
const USUAL =
  'alarm vehicle traffic theft fire person search welfare street noise shop fight burglary smoke roof perimeter missing child river park'.split(
    ' ',
  );
/** Words of notes, the most usual first. */
export const WORDS = [...USUAL, ...SYLLABLES.flatMap((a) => SYLLABLES.map((b) => `${a}${b}ton`))];

/** South-west corner of an agency's town; a town is 0.2 degrees wide and high. */
const TOWN_DEG = 0.2;
export const town = (agency) => ({ west: -122 + agency * 0.9, south: 33 + (agency % 7) * 1.3, size: TOWN_DEG });

const ID = (kind, agency, number) =>
  `(lpad(to_hex(${kind}), 8, '0') || '-' || lpad(to_hex(${agency}), 4, '0') || '-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;
export const agencyId = (agency) => `00000001-${agency.toString(16).padStart(4, '0')}-7000-8000-000000000000`;

/** Fills an empty database. The indexes are made afterwards, which is faster and gives the same indexes. */
export async function fill(owner, agencies, flightsEach) {
  await owner.query("SET session_replication_role = replica; SET maintenance_work_mem = '512MB'; SELECT setseed(0.42)");
  await smallTables(owner, agencies);
  const indexes = await dropIndexes(owner);
  for (let part = 0; part < PARTS; part++) {
    await flightsOf(owner, agencies, part, (agencies * flightsEach) / PARTS);
    progress(`part ${part + 1} of ${PARTS}`);
  }
  progress('indexes');
  for (const index of indexes) await owner.query(index);
  await owner.query('SET session_replication_role = origin');
  await owner.query('VACUUM ANALYZE');
}

async function smallTables(owner, agencies) {
  const each = `FROM generate_series(0, ${agencies - 1}) a`;
  const performance = `'{"cruise_speed_mps":15}'`;
  await owner.query(
    `INSERT INTO agencies SELECT ${ID(1, 'a', 0)}, 'agency-' || a, 'Agency ' || a, 'agency', 0 ${each}`,
  );
  await owner.query(`INSERT INTO agency_heads (agency_id) SELECT ${ID(1, 'a', 0)} ${each}`);
  await owner.query(`INSERT INTO users (agency_id, id, username, display_name, roles, password_hash, created_at_utc_ms)
    SELECT ${ID(1, 'a', 0)}, ${ID(2, 'a', 'n')}, 'pilot-' || a || '-' || n, 'Pilot ' || n, '{rpic}', '', 0 ${each}, generate_series(0, ${PILOTS - 1}) n`);
  await owner.query(`INSERT INTO aircraft (agency_id, id, name, maker, model, serial, in_dock, performance, payloads, created_at_utc_ms)
    SELECT ${ID(1, 'a', 0)}, ${ID(3, 'a', 'n')}, 'Heron ' || n, 'Maker', 'Model', 'S' || n, true, ${performance}, '[]', 0 ${each}, generate_series(0, ${AIRCRAFT - 1}) n`);
  await owner.query(`INSERT INTO incidents (agency_id, id, number, source, type, priority, latitude_deg, longitude_deg, narrative, sensitivity, state, received_at_utc_ms, updated_at_utc_ms)
    SELECT ${ID(1, 'a', 0)}, ${ID(4, 'a', 'n')}, '25-' || lpad(n::text, 6, '0'), 'api', 'Alarm', 2, 33, -122, '', 'internal', 'closed', 0, 0 ${each}, generate_series(0, ${INCIDENTS - 1}) n`);
}

async function dropIndexes(owner) {
  const { rows } = await owner.query(`SELECT indexname, indexdef FROM pg_indexes
    WHERE schemaname = 'outrider' AND tablename = 'flights' AND indexname <> 'flights_pkey'`);
  for (const { indexname } of rows) await owner.query(`DROP INDEX ${indexname}`);
  return rows.map((row) => row.indexdef);
}

/** About 700 bytes of plan, as a short flight has. */
const PLAN = JSON.stringify({
  home: { latitude_deg: 37.1, longitude_deg: -122.1, altitude_amsl_m: 12.5 },
  legs: Array.from({ length: 4 }, (_, leg) => ({
    to: { latitude_deg: 37.1 + leg / 100, longitude_deg: -122.1, altitude_amsl_m: 72 },
    height_above_takeoff_m: 60,
    speed_mps: 15,
    contingency: 'return',
  })),
  hold_s: 600,
  return_line: {
    ok: true,
    return_height_m: 60,
    raised: false,
    rally_points: [],
    detail: 'The straight way home is clear.',
  },
});

/** Flights in the order of time, as they happen, those of all agencies mixed. */
async function flightsOf(owner, agencies, part, count) {
  const span = (LAST_DAY_UTC_MS - FIRST_DAY_UTC_MS) / PARTS;
  const start = FIRST_DAY_UTC_MS + part * span;
  // floor(n ^ random()) gives the word of rank r about as often as 1 / r.
  const word = `words[floor(power(${WORDS.length}, random()))::int]`;
  await owner.query(
    `INSERT INTO flights (agency_id, id, number, aircraft_id, incident_id, purpose, state, rpic_user_id, plan, waypoints, simulated,
       requested_at_utc_ms, accepted_at_utc_ms, took_off_at_utc_ms, on_scene_at_utc_ms, landed_at_utc_ms, ended_at_utc_ms,
       distance_m, max_height_above_takeoff_m, target_latitude_deg, target_longitude_deg, area, search_text)
     SELECT ${ID(1, 'a', 0)}, ${ID(5, 'a', 'n')}, number, ${ID(3, 'a', 'aircraft')},
       CASE WHEN random() < 0.8 THEN ${ID(4, 'a', 'incident')} END, 'incident', CASE WHEN random() < 0.97 THEN 'landed' ELSE 'cancelled' END,
       ${ID(2, 'a', 'pilot')}, $1::jsonb, '[]', false, at, at + 20000, at + 40000, at + 100000, at + 900000, at + 910000, 2000, 60, lat, lon,
       box(point(lon - random() * 0.01, lat - random() * 0.01), point(lon + random() * 0.01, lat + random() * 0.01)),
       concat_ws(' ', number, 'Heron ' || aircraft, '25-' || lpad(incident::text, 6, '0'), 'incident', 'Pilot ' || pilot,
         ${Array.from({ length: 6 }, () => word).join(', ')})
     FROM (SELECT r.*, 'F25-' || lpad(n::text, 6, '0') AS number, $2::text[] AS words,
         33 + (a % 7) * 1.3 + random() * ${TOWN_DEG} AS lat, -122 + a * 0.9 + random() * ${TOWN_DEG} AS lon
       FROM (SELECT n, floor(random() * ${agencies})::int AS a, floor(random() * ${AIRCRAFT})::int AS aircraft,
           floor(random() * ${PILOTS})::int AS pilot, floor(random() * ${INCIDENTS})::int AS incident,
           (${start} + (n - ${part * count})::bigint * ${span / count})::bigint AS at
         FROM generate_series(${part * count + 1}, ${(part + 1) * count}) n OFFSET 0) r OFFSET 0) f`,
    [PLAN, WORDS],
  );
}
