import { incidentFromEido, locationOf } from '@outrider/core/incident';
import type { Incident, IncidentInput } from '@outrider/schema';
import { askAboutChange } from '../flights/questions.js';
import { decodeCursor, pageOf } from '../platform/cursor.js';
import type { AgencyTransaction } from '../platform/database/index.js';
import { implement } from '../platform/http/index.js';
import type { Call, Implementation } from '../platform/http/index.js';
import { found, refuse } from '../platform/refusal.js';
import { searchText } from '../platform/search-text.js';
import { incidentsFromCsv } from './csv.js';
import { enterIncidents, tell } from './enter.js';
import type { Entry } from './enter.js';
import { findIncident, saveIncidents, searchIncidents } from './store.js';

const PAGE = 100;

async function enterOne(tx: AgencyTransaction, input: IncidentInput, entry: Entry): Promise<Incident> {
  const { incidents } = await enterIncidents(tx, [input], entry);
  return found(incidents[0], 'incident');
}

async function update(tx: AgencyTransaction, call: Call<'updateIncident'>): Promise<Incident> {
  const before = found(await findIncident(tx, call.params.id, true), 'incident');
  const state = call.body.state ?? before.state;
  const closedAt = state === 'closed' ? (before.closed_at_utc_ms ?? tx.nowUtcMs) : null;
  const { location, ...fields } = call.body;
  const after: Incident = {
    ...before,
    ...fields,
    ...(location === undefined ? {} : { location: locationOf(location) }),
    state,
    closed_at_utc_ms: closedAt,
    updated_at_utc_ms: tx.nowUtcMs,
  };
  await saveIncidents(tx, [after]);
  tell(tx, after, state === 'closed' && before.state !== 'closed' ? 'closed' : 'updated', call.principal.name);
  await askAboutChange(tx, before, after);
  return after;
}

export function incidentRoutes(): Implementation[] {
  return [
    implement('listIncidents', async (call) => {
      const limit = call.query.limit ?? PAGE;
      const query = {
        text: searchText(call.query.q),
        state: call.query.state ?? null,
        before: decodeCursor(call.query.cursor),
        limit,
      };
      const rows = await call.read((tx) => searchIncidents(tx, query));
      return pageOf(rows, limit, (incident) => ({ at_utc_ms: incident.received_at_utc_ms, id: incident.id }));
    }),
    implement('createIncident', (call) =>
      call.change((tx) =>
        enterOne(tx, call.body, {
          source: call.principal.kind === 'api_key' ? 'api' : 'form',
          actor: call.principal.name,
        }),
      ),
    ),
    implement('getIncident', async (call) =>
      found(await call.read((tx) => findIncident(tx, call.params.id)), 'incident'),
    ),
    implement('updateIncident', (call) => call.change((tx) => update(tx, call))),
    implement('importIncidents', async (call) => {
      const inputs = incidentsFromCsv(call.body);
      const { created, updated, unchanged } = await call.change((tx) =>
        enterIncidents(tx, inputs, { source: 'csv', actor: call.principal.name }),
      );
      call.note(null, { created, updated, unchanged });
      return { created, updated, unchanged };
    }),
    implement('createIncidentFromEido', (call) => {
      const result = incidentFromEido(call.body);
      if (!result.ok) throw refuse('bad_request', result.message, result.field);
      return call.change((tx) => enterOne(tx, result.input, { source: 'eido', actor: call.principal.name }));
    }),
  ];
}
