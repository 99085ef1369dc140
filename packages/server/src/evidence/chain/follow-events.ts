import type { Logger } from '@outrider/runtime';
import type { Flight } from '@outrider/schema';
import { findFlight } from '../../flights/store.js';
import type { AgencyTransaction, Store } from '../../platform/index.js';
import { openRecord } from '../store.js';
import { breakIfDamaged } from './break.js';
import { entryOf, openedEntry } from './event-entry.js';
import type { FlightEventRow } from './event-entry.js';
import type { FlightChain } from './flight-chain.js';
import type { OpenChains } from './open-chains.js';

const MOST_EVENTS = 500;

export interface FollowContext {
  store: Store;
  chains: OpenChains;
  logger: Logger;
  software: Readonly<Record<string, string>>;
}

/**
 * Brings what happened in the flights of an agency since the last time into their chains, in order. The cursor moves after the
 * chains are on disk, and a chain knows its newest event, so a crash between loses and doubles nothing. Of a flight whose chain
 * could not be written nothing more is written in this round; the cursor stays before it, and no other flight waits for it.
 */
export async function followEvents(context: FollowContext, agencyId: string): Promise<void> {
  const { store, logger } = context;
  const behind = new Set<string>();
  let held = Number.POSITIVE_INFINITY;
  for (let after: number | null = null; ;) {
    const from: number | null = after;
    const { events, upTo, more }: EventPage = await store.inAgency(agencyId, (tx) => nextEvents(tx, from));
    for (const [flight_id, own] of byFlight(events)) {
      if (behind.has(flight_id)) continue;
      try {
        await followFlight(context, agencyId, flight_id, own);
      } catch (error) {
        logger.warn({ error, flight_id }, 'evidence: events could not be written into a chain now');
        behind.add(flight_id);
        held = Math.min(held, (own[0]?.seq ?? 0) - 1);
      }
    }
    if (upTo !== null) await store.inAgency(agencyId, (tx) => moveCursor(tx, Math.min(upTo, held)));
    if (!more) return;
    after = upTo;
  }
}

interface EventPage {
  events: FlightEventRow[];
  /** Up to which event the page tells all; null when there is nothing new. */
  upTo: number | null;
  more: boolean;
}

/** @param after the event behind which to go on; null: behind the cursor */
async function nextEvents({ sql }: AgencyTransaction, after: number | null): Promise<EventPage> {
  // The head first: what it counts is committed, whatever is committed while we read on.
  const head = await sql.selectFrom('agency_heads').select('event_seq').executeTakeFirst();
  const cursor = await sql.selectFrom('evidence_cursors').select('event_seq').executeTakeFirst();
  const [from, to] = [after ?? cursor?.event_seq ?? 0, head?.event_seq ?? 0];
  if (to <= from) return { events: [], upTo: null, more: false };
  const rows = await sql
    .selectFrom('events')
    .select(['seq', 'at_utc_ms', 'kind', 'text', 'actor', 'flight_id', 'data'])
    .where('seq', '>', from)
    .where('seq', '<=', to)
    .where('flight_id', 'is not', null)
    .orderBy('seq')
    .limit(MOST_EVENTS)
    .execute();
  const more = rows.length === MOST_EVENTS;
  return { events: rows as FlightEventRow[], upTo: more ? (rows.at(-1)?.seq ?? to) : to, more };
}

async function moveCursor({ sql, agencyId: agency_id }: AgencyTransaction, event_seq: number): Promise<void> {
  await sql
    .insertInto('evidence_cursors')
    .values({ agency_id, event_seq })
    .onConflict((conflict) => conflict.column('agency_id').doUpdateSet({ event_seq }))
    .execute();
}

function byFlight(events: readonly FlightEventRow[]): Map<string, FlightEventRow[]> {
  const flights = new Map<string, FlightEventRow[]>();
  for (const event of events) {
    const own = flights.get(event.flight_id);
    if (own) own.push(event);
    else flights.set(event.flight_id, [event]);
  }
  return flights;
}

async function followFlight(
  context: FollowContext,
  agencyId: string,
  flightId: string,
  events: readonly FlightEventRow[],
): Promise<void> {
  const { store, logger } = context;
  const found = await store.inAgency(agencyId, async (tx) => {
    const flight = await findFlight(tx, flightId);
    return (
      flight && { flight, state: await openRecord(tx, flightId), decisions: await decisionsOf(tx, flight, events) }
    );
  });
  if (!found) return;
  if (found.state !== 'open') {
    const late = events.filter(({ kind }) => !kind.startsWith('record_'));
    if (late.length > 0)
      logger.warn(
        { flight_id: flightId, events: late.length },
        'evidence: what came after the seal is not in the record',
      );
    return;
  }
  try {
    const chain = await context.chains.of(agencyId, flightId, found.flight.requested_at_utc_ms);
    await appendAll(chain, found.flight, found.decisions, events, context.software);
  } catch (error) {
    if (!(await breakIfDamaged(context, agencyId, flightId, error))) throw error;
  }
}

interface Decided {
  id: string;
  decision: unknown;
}

/** What was decided when it was requested, accepted and since, oldest first: each event names its own. */
async function decisionsOf(
  { sql }: AgencyTransaction,
  { decision_id }: Flight,
  events: readonly FlightEventRow[],
): Promise<Decided[]> {
  const named = [...events.map(({ data }) => data['decision_id']), decision_id];
  const ids = [...new Set(named.filter((id) => typeof id === 'string'))];
  if (ids.length === 0) return [];
  return sql.selectFrom('decisions').select(['id', 'decision']).where('id', 'in', ids).orderBy('id').execute();
}

async function appendAll(
  chain: FlightChain,
  flight: Flight,
  decisions: readonly Decided[],
  events: readonly FlightEventRow[],
  software: FollowContext['software'],
): Promise<void> {
  const [first] = events;
  if (!first) return;
  if (chain.head.seq === 0) await chain.append(openedEntry(flight, software, first.at_utc_ms));
  for (const { id, decision } of decisions)
    await chain.keepDocument(`decisions/${id}.json`, decision, 'decision', first.at_utc_ms);
  // Together, so that they share an fsync.
  await Promise.all(events.map((event) => chain.appendEvent(event.seq, entryOf(event))));
}
