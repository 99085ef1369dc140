import type { Selectable } from 'kysely';
import type { CrewMessage } from '@outrider/schema';
import { nullableJson } from '../platform/index.js';
import type { AgencyTransaction, Database } from '../platform/index.js';

// What nobody has answered for so long is no longer waited for.
const UNANSWERED_FOR_MS = 12 * 3_600_000;
const MOST_SHOWN = 200;

const toMessage = ({ agency_id: _agency, ...message }: Selectable<Database['messages']>): CrewMessage => message;

export async function insertMessage({ sql, agencyId }: AgencyTransaction, message: CrewMessage): Promise<void> {
  const values = { ...message, agency_id: agencyId, pin: nullableJson(message.pin) };
  await sql.insertInto('messages').values(values).execute();
}

/** One message, its row locked until the transaction ends, or null. */
export async function findMessage({ sql }: AgencyTransaction, id: string): Promise<CrewMessage | null> {
  const row = await sql.selectFrom('messages').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row ? toMessage(row) : null;
}

export async function saveAnswer({ sql }: AgencyTransaction, message: CrewMessage): Promise<void> {
  const { state, answered_by, answered_at_utc_ms } = message;
  await sql
    .updateTable('messages')
    .set({ state, answered_by, answered_at_utc_ms })
    .where('id', '=', message.id)
    .execute();
}

/** What consoles show: messages of flights that go on, and unanswered ones of no flight; oldest first. */
export async function shownMessages({ sql, nowUtcMs }: AgencyTransaction): Promise<CrewMessage[]> {
  const rows = await sql
    .selectFrom('messages')
    .leftJoin('flights', (on) =>
      on.onRef('flights.agency_id', '=', 'messages.agency_id').onRef('flights.id', '=', 'messages.flight_id'),
    )
    .selectAll('messages')
    .where(({ and, eb, or }) =>
      or([
        and([
          eb('flights.id', 'is not', null),
          eb('flights.ended_at_utc_ms', 'is', null),
          eb('messages.state', '<>', 'dismissed'),
        ]),
        and([
          eb('messages.flight_id', 'is', null),
          eb('messages.state', '=', 'new'),
          eb('messages.sent_at_utc_ms', '>', nowUtcMs - UNANSWERED_FOR_MS),
        ]),
      ]),
    )
    .orderBy('messages.sent_at_utc_ms', 'desc')
    .limit(MOST_SHOWN)
    .execute();
  return rows.map(toMessage).toReversed();
}
