import { thinTrack } from '@outrider/record/track';
import { recordCustody } from '../evidence/custody/events.js';
import { decodeCursor, pageOf } from '../platform/cursor.js';
import { found, implement, refuse } from '../platform/index.js';
import type { Call, Implementation } from '../platform/index.js';
import { searchText } from '../platform/search-text.js';
import { acceptFlight } from './accept.js';
import { AnswerDesk } from './answer-desk.js';
import { acceptByAuthority } from './automatic.js';
import { exportTlog, exportTrack } from './export.js';
import { cancelFlight, declineFlight } from './lifecycle.js';
import { setLimits } from './limits.js';
import { markFlight } from './mark.js';
import { requestFlight } from './request.js';
import type { FlightServices } from './services.js';
import { startOnGateway } from './start.js';
import { findFlight, searchFlights } from './store.js';
import { flightStory } from './story.js';
import { takeOverFlight } from './take-over.js';
import { readTrack } from './track/store.js';
import { callOff } from './unsettled.js';
import { flightVideoRoutes } from './video/routes.js';

const PAGE = 50;

export function flightRoutes(services: FlightServices): Implementation[] {
  return [...changingRoutes(services), ...readingRoutes(services), ...flightVideoRoutes(services)];
}

function changingRoutes(services: FlightServices): Implementation[] {
  const { decider } = services;
  const answers = new AnswerDesk(services);
  return [
    implement('requestFlight', async ({ body, principal, change, note }) => {
      const flight = await change(async (tx) => {
        note(body.flight_id, { aircraft_id: body.aircraft_id, incident_id: body.incident_id ?? null });
        return requestFlight(tx, body, principal, decider);
      });
      return acceptByAuthority(services, principal.agencyId, flight);
    }),
    implement('acceptFlight', async ({ params, body, principal, change, note }) => {
      const acceptance = await change(async (tx) => {
        note(params.id, { ...body });
        return acceptFlight(tx, params.id, body, { id: principal.id, name: principal.name }, decider);
      });
      return startOnGateway(services, principal.agencyId, acceptance);
    }),
    implement('declineFlight', ({ params, body, principal, change }) =>
      change((tx) => declineFlight(tx, params.id, body.reason, principal)),
    ),
    implement('cancelFlight', async ({ params, principal, change }) => {
      const { flight, told } = await change((tx) => cancelFlight(tx, params.id, principal));
      // The books are right already; a gateway that is away is told again and again until it answers.
      const refusal = told ? await callOff(services, principal.agencyId, flight) : null;
      if (refusal === 'gateway_unavailable') {
        const message = `Flight ${flight.number} is cancelled, but the gateway does not answer; it is told as soon as it does.`;
        throw refuse('gateway_unavailable', message);
      }
      return flight;
    }),
    implement('transferFlight', ({ params, principal, change }) =>
      change((tx) => takeOverFlight(tx, params.id, principal)),
    ),
    implement('setFlightLimits', ({ params, body, principal, change, note }) =>
      change(async (tx) => {
        note(params.id, { ...body });
        const { flight, message } = await setLimits(tx, params.id, body.limits, principal);
        const { gateway } = decider.vehicleOf(principal.agencyId, flight.aircraft_id);
        // They are on record only if they bind.
        await services.gateways.request(gateway, 'limits', message);
        return flight;
      }),
    ),
    implement('markFlight', ({ params, body, principal, change, note }) =>
      change(async (tx) => {
        note(params.id, { at_utc_ms: body.at_utc_ms ?? null });
        return markFlight(tx, params.id, body, principal.name);
      }),
    ),
    implement('answerFlightQuestion', (call) => answers.take(call)),
  ];
}

function readingRoutes({ recordsDir, vault }: FlightServices): Implementation[] {
  return [
    implement('searchFlights', async ({ query, read }) => {
      const limit = query.limit ?? PAGE;
      const rows = await read((tx) =>
        searchFlights(tx, { ...filtersOf(query), before: decodeCursor(query.cursor), limit }),
      );
      return pageOf(rows, limit, (flight) => ({ at_utc_ms: flight.requested_at_utc_ms, id: flight.id }));
    }),
    implement('getFlight', async ({ params, read }) => found(await read((tx) => findFlight(tx, params.id)), 'flight')),
    implement('getTrack', ({ params, query, read }) =>
      read(async (tx) => {
        found(await findFlight(tx, params.id), 'flight');
        return thinTrack(await readTrack(tx, params.id), query.max_points ?? 200_000);
      }),
    ),
    implement('getFlightEvents', ({ params, read }) =>
      read(async (tx) => {
        found(await findFlight(tx, params.id), 'flight');
        return flightStory(tx, params.id);
      }),
    ),
    implement('exportFlight', async ({ params, principal, read, change, note }) => {
      const flight = await change(async (tx) => {
        const flight = found(await findFlight(tx, params.id), 'flight');
        const { format } = params;
        note(flight.id, { format });
        const text = `${format === 'tlog' ? 'The raw frames were' : 'The track was'} exported as ${format.toUpperCase()}.`;
        await recordCustody(tx, vault, principal, {
          flight_id: flight.id,
          kind: 'data_exported',
          text,
          detail: { format },
        });
        return flight;
      });
      if (params.format === 'tlog') return exportTlog(recordsDir, principal.agencyId, flight);
      return exportTrack(params.format, flight, await read((tx) => readTrack(tx, flight.id)));
    }),
  ];
}

function filtersOf(query: Call<'searchFlights'>['query']) {
  const { west, south, east, north } = query;
  const given = [west, south, east, north].filter((side) => side !== undefined).length;
  if (given !== 0 && given !== 4) throw refuse('bad_request', 'An area needs west, south, east and north.', 'west');
  const area =
    west === undefined || south === undefined || east === undefined || north === undefined
      ? null
      : { west, south, east, north };
  if (area && area.south > area.north)
    throw refuse('bad_request', 'The south of the area lies north of its north.', 'south');
  return {
    text: searchText(query.q),
    area,
    from_utc_ms: query.from_utc_ms ?? null,
    to_utc_ms: query.to_utc_ms ?? null,
    state: query.state ?? null,
    purpose: query.purpose ?? null,
    aircraft_id: query.aircraft_id ?? null,
    incident_id: query.incident_id ?? null,
  };
}
