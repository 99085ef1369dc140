import { randomBytes } from 'node:crypto';
import { SHARE_DEFAULT_MIN } from '@outrider/schema';
import { findCamera } from '../cameras/store.js';
import { findFlight } from '../flights/store.js';
import { findIncident } from '../incidents/store.js';
import { secretHash } from '../platform/auth/secrets.js';
import { found, implement, refuse } from '../platform/index.js';
import type { AgencyTransaction, Call, Implementation } from '../platform/index.js';
import type { Services } from '../services.js';
import { loadAccess, loadGateway, saveGateway, sendShort } from './message-gateway.js';
import { findShare, hasToken, insertShare, listShares, listViews, revokeShare } from './store.js';

// 192 bits: nobody guesses one, and it still fits a text message.
const TOKEN_BYTES = 24;

/** What staff do with links. */
export function shareRoutes(services: Services): Implementation[] {
  return [
    implement('listShares', async ({ query, read }) => ({ items: await read((tx) => listShares(tx, query)) })),
    implement('createShare', async ({ body, principal, change, note, reply }) => {
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const link = await change(async (tx) => {
        await requireThings(tx, body);
        const { valid_for_min = SHARE_DEFAULT_MIN, flight_id = null, incident_id = null, camera_id, label } = body;
        const id = await insertShare(tx, {
          camera_id,
          flight_id,
          incident_id,
          label,
          token_hash: secretHash(token),
          made_by: principal.id,
          made_by_name: principal.name,
          expires_at_utc_ms: tx.nowUtcMs + valid_for_min * 60_000,
        });
        note(id, { camera_id, flight_id, incident_id, label, valid_for_min });
        return findShare(tx, id);
      });
      return { link, token, url: urlOf(services, reply, token) };
    }),
    implement('revokeShare', async ({ params, change }) => {
      await change((tx) => revokeShare(tx, params.id));
      services.shares.desk.forget(params.id);
      // Ends its open views at once.
      services.sessions.announceRevoked([params.id]);
    }),
    implement('shareViews', async ({ params, read }) => ({
      items: await read(async (tx) => {
        await findShare(tx, params.id);
        return listViews(tx, params.id);
      }),
    })),
    implement('sendShare', async (call) => sendLink(services, call)),
    implement('getMessageGateway', ({ read }) => read(loadGateway)),
    implement('putMessageGateway', ({ body, change, note }) =>
      change((tx) => {
        note(null, { url: body.url, secret: body.secret === undefined ? 'kept' : 'changed' });
        return saveGateway(tx, body);
      }),
    ),
    implement('testMessageGateway', async ({ body, read, note, reply }) => {
      const access = await read(loadAccess);
      note(null, { to: body.to });
      const url = baseUrl(services, reply);
      const text = 'Outrider: this is a test. Links to live video come this way.';
      await sendShort(access, { to: body.to, text, url }, services.clock);
    }),
  ];
}

async function sendLink(services: Services, { params, body, read, note, reply }: Call<'sendShare'>): Promise<void> {
  const { link, access } = await read(async (tx) => {
    const share = await findShare(tx, params.id);
    if (!(await hasToken(tx, params.id, secretHash(body.token))))
      throw refuse('bad_request', 'This is not the token of the link.', 'token');
    return { link: share, access: await loadAccess(tx) };
  });
  note(params.id, { to: body.to, label: link.label });
  const url = urlOf(services, reply, body.token);
  const text = `Live video for ${link.label}: ${url}`;
  await sendShort(access, { to: body.to, text, url }, services.clock);
}

/** The token stands behind the "#", which browsers keep to themselves: no proxy on the way writes it down with the page. */
function urlOf(services: Services, reply: Call['reply'], token: string): string {
  return new URL(`share.html#${token}`, baseUrl(services, reply)).href;
}

/** Under which browsers reach the console, with a slash at its end. */
function baseUrl({ settings }: Services, reply: Call['reply']): string {
  const { protocol, host } = reply.request;
  const base = settings.http.public_url ?? `${protocol}://${host}`;
  return base.endsWith('/') ? base : `${base}/`;
}

async function requireThings(tx: AgencyTransaction, body: Call<'createShare'>['body']): Promise<void> {
  const camera = await findCamera(tx, body.camera_id);
  if (body.incident_id !== undefined) found(await findIncident(tx, body.incident_id), 'incident');
  if (body.flight_id === undefined) return;
  const flight = found(await findFlight(tx, body.flight_id), 'flight');
  if (flight.aircraft_id !== camera.aircraft_id)
    throw refuse('bad_request', 'The camera does not belong to the aircraft of this flight.', 'flight_id');
  if (flight.ended_at_utc_ms !== null)
    throw refuse('bad_request', `Flight ${flight.number} is over; there is nothing live to share.`, 'flight_id');
}
