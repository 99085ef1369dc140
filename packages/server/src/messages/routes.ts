import { findFlight } from '../flights/store.js';
import { found, implement, refuse } from '../platform/index.js';
import type { Implementation } from '../platform/index.js';
import { answerMessage, sendMessage } from './send.js';

export function messageRoutes(): Implementation[] {
  return [
    implement('sendFlightMessage', ({ params, body, principal, change }) =>
      change(async (tx) => {
        const flight = found(await findFlight(tx, params.id), 'flight');
        const { id, aircraft_id, incident_id } = flight;
        if (flight.ended_at_utc_ms !== null)
          throw refuse('conflict', `Flight ${flight.number} is over; nobody reads what is sent to its crew.`);
        const about = { flight_id: id, aircraft_id, incident_id, camera_id: null, share_id: null };
        return sendMessage(tx, principal.name, body, about);
      }),
    ),
    implement('answerMessage', ({ params, body, principal, change }) =>
      change((tx) => answerMessage(tx, params.id, body.state, principal.name)),
    ),
  ];
}
