import type { Flight, RecordSummary } from '@outrider/schema';
import type { FlightServices } from '../../flights/services.js';
import { findFlight } from '../../flights/store.js';
import { decodeCursor, pageOf } from '../../platform/cursor.js';
import { found, implement } from '../../platform/index.js';
import type { AgencyTransaction, Implementation } from '../../platform/index.js';
import { searchText } from '../../platform/search-text.js';
import { changeCaseNumber } from './case-number.js';
import { custodyEvents } from './events.js';
import { endHold, holdsOf, placeHold } from './holds.js';
import { searchRecords } from './list.js';
import { summariesOf } from './summaries.js';

const PAGE = 50;

/** The custodian's list, custody of a record, case numbers and holds. */
export function custodyRoutes({ vault }: Pick<FlightServices, 'vault'>): Implementation[] {
  return [
    implement('listRecords', async ({ query, read }) => {
      const limit = query.limit ?? PAGE;
      const { from_utc_ms = null, to_utc_ms = null, purpose = null } = query;
      const rows = await read(async (tx) => {
        const times = { from_utc_ms, to_utc_ms, before: decodeCursor(query.cursor) };
        const asked = { text: searchText(query.q), purpose, held: query.hold === 'held', limit };
        return summariesOf(tx, await searchRecords(tx, { ...asked, ...times }));
      });
      return pageOf(rows, limit, (row) => ({ at_utc_ms: row.requested_at_utc_ms, id: row.flight_id }));
    }),
    implement('getCustody', ({ params, read }) =>
      read(async (tx) => ({
        record: await summary(tx, await flightOf(tx, params.id)),
        holds: await holdsOf(tx, [params.id]),
        events: await custodyEvents(tx, params.id),
      })),
    ),
    implement('setCaseNumber', ({ params, body, principal, change, note }) =>
      change(async (tx) => {
        const flight = await flightOf(tx, params.id);
        note(flight.id, { ...body });
        await changeCaseNumber(tx, vault, principal, flight, body.case_number);
        return summary(tx, flight);
      }),
    ),
    implement('setHold', ({ params, body, principal, change, note }) =>
      change(async (tx) => {
        const { id: flight_id } = await flightOf(tx, params.id);
        note(flight_id, { ...body });
        return placeHold(tx, vault, principal, { ...body, flight_id });
      }),
    ),
    implement('liftHold', ({ params, body, principal, change, note }) =>
      change(async (tx) => {
        const hold = await endHold(tx, vault, principal, { id: params.id, ...body });
        note(hold.flight_id, { hold_id: hold.id, ...body });
        return hold;
      }),
    ),
  ];
}

const flightOf = async (tx: AgencyTransaction, id: string): Promise<Flight> =>
  found(await findFlight(tx, id), 'flight');

async function summary(tx: AgencyTransaction, flight: Flight): Promise<RecordSummary> {
  return found((await summariesOf(tx, [flight]))[0], 'flight');
}
