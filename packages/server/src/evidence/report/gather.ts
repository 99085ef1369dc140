import type { ReportFacts } from '@outrider/record/report';
import type { Flight } from '@outrider/schema';
import { readTrack } from '../../flights/track/store.js';
import { findIncident } from '../../incidents/store.js';
import { loadPolicy } from '../../policy/store.js';
import type { AgencyTransaction } from '../../platform/index.js';
import { custodyEvents } from '../custody/events.js';
import { keepingOf } from '../custody/summaries.js';
import { publicKeys } from '../keys/store.js';
import { recordRows } from '../record-state.js';
import { namesOf, storyFacts } from './story-facts.js';

/** What the database knows for a report about a flight. */
export async function gatherReport(tx: AgencyTransaction, flight: Flight) {
  const { units, time_zone } = await loadPolicy(tx);
  const names = await namesOf(tx, [flight.requested_by]);
  const facts = {
    made_at_utc_ms: tx.nowUtcMs,
    units,
    time_zone,
    flight,
    case_number: await caseNumberOf(tx, flight.id),
    custody: await custodyEvents(tx, flight.id),
    requested_by_name: flight.requested_by === null ? null : (names.get(flight.requested_by) ?? null),
    aircraft: await aircraftOf(tx, flight.aircraft_id),
    incident: flight.incident_id === null ? null : await findIncident(tx, flight.incident_id),
    decision: await decisionOf(tx, flight),
    ...(await storyFacts(tx, flight.id)),
    track: await readTrack(tx, flight.id),
    keys: await publicKeys(tx),
  } satisfies Partial<ReportFacts>;
  return { facts, rows: await recordRows(tx, flight.id) };
}

async function caseNumberOf(tx: AgencyTransaction, flightId: string): Promise<string | null> {
  return (await keepingOf(tx, [flightId])).get(flightId)?.case_number ?? null;
}

/** Also of an aircraft that was retired since. */
async function aircraftOf({ sql }: AgencyTransaction, id: string): Promise<ReportFacts['aircraft']> {
  const select = sql.selectFrom('aircraft').select(['name', 'maker', 'model', 'serial', 'remote_id_serial']);
  return (await select.where('id', '=', id).executeTakeFirst()) ?? null;
}

async function decisionOf({ sql }: AgencyTransaction, { decision_id }: Flight): Promise<ReportFacts['decision']> {
  if (decision_id === null) return null;
  const row = await sql.selectFrom('decisions').select('decision').where('id', '=', decision_id).executeTakeFirst();
  return row?.decision ?? null;
}
