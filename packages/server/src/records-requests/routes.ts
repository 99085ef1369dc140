import { REPORT_POLICY } from '@outrider/record/report';
import { letterHtml, letterText } from '@outrider/record/letter';
import type { FlightServices } from '../flights/services.js';
import { decodeCursor, pageOf } from '../platform/cursor.js';
import { implement, refuse } from '../platform/index.js';
import type { Implementation } from '../platform/index.js';
import { takeNumbers } from '../platform/database/numbers.js';
import { loadPolicy } from '../policy/store.js';
import { addItem, decideItem, openRequest, requireTimes } from './decide.js';
import { findItem, listRequests, shownRequest } from './store.js';

const PAGE = 50;
type Services = Pick<FlightServices, 'vault'>;

/** Requests for records: entered, filled with items, each released or withheld, answered with a letter. */
export function recordsRequestRoutes(services: Services): Implementation[] {
  return [...requestRoutes(), ...itemRoutes(services), ...letterRoutes()];
}

function requestRoutes(): Implementation[] {
  return [
    implement('listRecordsRequests', async ({ query, read }) => {
      const limit = query.limit ?? PAGE;
      const asked = { state: query.state ?? null, before: decodeCursor(query.cursor), limit };
      const rows = await read((tx) => listRequests(tx, asked));
      return pageOf(rows, limit, ({ received_at_utc_ms, id }) => ({ at_utc_ms: received_at_utc_ms, id }));
    }),
    implement('createRecordsRequest', ({ body, principal, change, note }) =>
      change(async (tx) => {
        requireTimes(body);
        const id = tx.newId();
        const [number] = await takeNumbers(tx, 'records_request', 1);
        note(id, { number: number! });
        const made = { created_by: principal.name, created_at_utc_ms: tx.nowUtcMs, state: 'open' as const };
        const answer = { answered_by: null, answered_at_utc_ms: null, answer_note: null };
        await tx.sql
          .insertInto('records_requests')
          .values({ agency_id: tx.agencyId, id, number: number!, ...body, ...made, ...answer })
          .execute();
        return shownRequest(tx, id);
      }),
    ),
    implement('getRecordsRequest', ({ params, read }) => read((tx) => shownRequest(tx, params.id))),
    implement('updateRecordsRequest', ({ params, body, change, note }) =>
      change(async (tx) => {
        const { id, number } = await openRequest(tx, params.id);
        requireTimes(body);
        note(id, { number });
        await tx.sql.updateTable('records_requests').set(body).where('id', '=', id).execute();
        return shownRequest(tx, id);
      }),
    ),
    implement('answerRecordsRequest', ({ params, body, principal, change, note }) =>
      change(async (tx) => {
        const { id, number } = await openRequest(tx, params.id);
        const waiting = (await shownRequest(tx, id)).items.filter(({ outcome }) => outcome === null).length;
        if (waiting > 0)
          throw refuse('conflict', `Nobody has decided about ${waiting} of the items of request ${number}.`, 'id');
        note(id, { number });
        const answered = {
          answered_by: principal.name,
          answered_at_utc_ms: tx.nowUtcMs,
          answer_note: body.note.trim(),
        };
        await tx.sql
          .updateTable('records_requests')
          .set({ state: 'answered', ...answered })
          .where('id', '=', id)
          .execute();
        return shownRequest(tx, id);
      }),
    ),
  ];
}

function itemRoutes({ vault }: Services): Implementation[] {
  return [
    implement('addRecordsRequestItem', ({ params, body, change, note }) =>
      change(async (tx) => {
        const request = await openRequest(tx, params.id);
        note(request.id, { ...body });
        await addItem(tx, request, body, tx.newId());
        return shownRequest(tx, request.id);
      }),
    ),
    implement('removeRecordsRequestItem', ({ params, change, note }) =>
      change(async (tx) => {
        const item = await findItem(tx, params.id);
        const { id } = await openRequest(tx, item.request_id);
        if (item.outcome !== null)
          throw refuse('conflict', 'This was decided about, and the decision stays on record.', 'id');
        note(id, { item_id: item.id, flight_id: item.flight_id });
        await tx.sql.deleteFrom('records_request_items').where('id', '=', item.id).execute();
        return shownRequest(tx, id);
      }),
    ),
    implement('decideRecordsRequestItem', ({ params, body, principal, change, note }) =>
      change(async (tx) => {
        note(params.id, { ...body });
        return shownRequest(tx, await decideItem(tx, vault, principal, params.id, body));
      }),
    ),
  ];
}

function letterRoutes(): Implementation[] {
  return [
    implement('getRecordsRequestLetter', async ({ params, principal, read, note }) => {
      const letter = await read(async (tx) => {
        const [request, { time_zone }] = [await shownRequest(tx, params.id), await loadPolicy(tx)];
        const { agencyName: agency_name } = principal;
        return { request, agency_name, time_zone, signed_by: principal.name, written_at_utc_ms: tx.nowUtcMs };
      });
      note(params.id, { number: letter.request.number, format: params.format });
      if (params.format === 'text')
        return { name: `${letter.request.number}.txt`, type: 'text/plain; charset=utf-8', body: letterText(letter) };
      const headers = { 'content-security-policy': REPORT_POLICY, 'cache-control': 'no-store' };
      return { name: null, type: 'text/html; charset=utf-8', body: letterHtml(letter), headers };
    }),
  ];
}
