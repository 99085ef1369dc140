import type { Selectable } from 'kysely';
import type { ApiKey } from '@outrider/schema';
import { API_KEY_PERMISSIONS } from '@outrider/core/access';
import { found, implement, refuse } from '../platform/index.js';
import type { Database, Implementation } from '../platform/index.js';
import { newSecret, secretHash } from '../platform/auth/secrets.js';
import type { Services } from '../services.js';

const allowed: ReadonlySet<string> = new Set(API_KEY_PERMISSIONS);

export function apiKeyRoutes({ sessions }: Services): Implementation[] {
  const list = implement('listApiKeys', async ({ read }) => {
    const rows = await read(({ sql }) =>
      sql.selectFrom('api_keys').selectAll().where('revoked_at_utc_ms', 'is', null).orderBy('name').execute(),
    );
    return { items: rows.map(toApiKey) };
  });

  const create = implement('createApiKey', async ({ principal, body, change, note }) => {
    const tooMuch = body.permissions.find((permission) => !allowed.has(permission));
    if (tooMuch !== undefined) {
      throw refuse(
        'bad_request',
        `An API key cannot hold "${tooMuch}"; it may hold ${[...allowed].join(', ')}.`,
        'permissions',
      );
    }
    const secret = newSecret();
    const row = await change(async (transaction) => {
      const id = transaction.newId();
      note(id, { name: body.name, permissions: body.permissions });
      return transaction.sql
        .insertInto('api_keys')
        .values({
          ...body,
          agency_id: transaction.agencyId,
          id,
          secret_hash: secretHash(secret),
          created_by: principal.id,
          created_at_utc_ms: transaction.nowUtcMs,
          last_used_utc_ms: null,
          revoked_at_utc_ms: null,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
    });
    return { key: toApiKey(row), secret };
  });

  const revoke = implement('deleteApiKey', async ({ params, change }) => {
    await change(async ({ sql, nowUtcMs }) => {
      const revoked = await sql
        .updateTable('api_keys')
        .set({ revoked_at_utc_ms: nowUtcMs })
        .where('id', '=', params.id)
        .where('revoked_at_utc_ms', 'is', null)
        .returning('id')
        .executeTakeFirst();
      found(revoked, 'API key');
    });
    sessions.announceRevoked([params.id]);
  });

  return [list, create, revoke];
}

function toApiKey(row: Selectable<Database['api_keys']>): ApiKey {
  return {
    id: row.id,
    name: row.name,
    permissions: row.permissions,
    created_at_utc_ms: row.created_at_utc_ms,
    last_used_utc_ms: row.last_used_utc_ms,
  };
}
