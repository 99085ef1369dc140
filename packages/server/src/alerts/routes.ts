import { decodeCursor, pageOf } from '../platform/cursor.js';
import { implement } from '../platform/index.js';
import type { Implementation } from '../platform/index.js';
import type { Services } from '../services.js';
import { gatewayOf } from '../vehicles/gateways.js';
import { acknowledgeAlert } from './acknowledge.js';
import { searchAlerts } from './store.js';

const PAGE = 100;

export function alertRoutes({ vehicles, gateways, logger }: Services): Implementation[] {
  return [
    implement('listAlerts', async ({ query, read }) => {
      const limit = query.limit ?? PAGE;
      const rows = await read((tx) =>
        searchAlerts(tx, { open: query.open, before: decodeCursor(query.cursor), limit }),
      );
      return pageOf(rows, limit, (alert) => ({ at_utc_ms: alert.raised_at_utc_ms, id: alert.id }));
    }),
    implement('acknowledgeAlert', async ({ params, principal, change }) => {
      const alert = await change((tx) => acknowledgeAlert(tx, params.id, principal));
      const key = alert.aircraft_id === null ? null : vehicles.keyOf(alert.aircraft_id);
      if (key !== null) {
        const body = {
          agency_id: principal.agencyId,
          aircraft_id: alert.aircraft_id,
          alert_id: alert.id,
          user_id: principal.id,
        };
        // The acknowledgement is on record; a gateway that is away only keeps its own copy of the alert unseen.
        await gateways
          .request(gatewayOf(key), 'alert-ack', body)
          .catch((error: unknown) => logger.warn({ error }, 'alerts: gateway not told'));
      }
      return alert;
    }),
  ];
}
