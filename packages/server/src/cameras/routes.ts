import { randomBytes } from 'node:crypto';
import type { Camera, CameraInput, CameraSource, OnvifDevice } from '@outrider/schema';
import { uuidv7 } from '@outrider/runtime';
import type { Settings } from '@outrider/runtime';
import { found, implement, refuse } from '../platform/index.js';
import type { AgencyTransaction, Implementation } from '../platform/index.js';
import type { Services } from '../services.js';
import { viewerOf } from './media-link.js';
import { findCamera, loadCameras, loadCamerasWithKeys, saveCamera } from './store.js';

/** A camera with many streams is asked many questions. */
const ONVIF_WITHIN_MS = 30_000;

export function cameraRoutes({
  media,
  clock,
  settings,
}: Pick<Services, 'media' | 'clock' | 'settings'>): Implementation[] {
  return [
    implement('getMediaAddresses', async () => ({ host: sendHost(settings), rtmp_port: media.rtmpPort })),
    implement('listCameras', async ({ read, principal }) => {
      const load = principal.permissions.has('cameras:write') ? loadCamerasWithKeys : loadCameras;
      return { items: await read(load) };
    }),
    implement('findByOnvif', async ({ body, note }) => {
      note(null, { host: body.host, port: body.port });
      return media.request<OnvifDevice>('onvif', body, ONVIF_WITHIN_MS);
    }),
    implement('createCamera', async ({ body, change, note }) =>
      change(async (transaction) => {
        const fresh = { id: transaction.newId(), reported: false, simulated: false };
        const camera = keyed({ ...body, ...fresh, publish_key: null });
        note(camera.id, { name: camera.name, source: camera.source.kind });
        await requireWhole(transaction, camera);
        await saveCamera(transaction, camera);
        return findCamera(transaction, camera.id);
      }),
    ),
    implement('updateCamera', async ({ params, body, change, note }) =>
      change(async (transaction) => {
        const before = await findCamera(transaction, params.id);
        const camera = keyed({
          ...before,
          ...body,
          source: withOwnPassword(body.source ?? before.source, before.source),
        });
        note(camera.id, { changed: Object.keys(body) });
        await requireWhole(transaction, camera);
        await saveCamera(transaction, camera);
        return findCamera(transaction, camera.id);
      }),
    ),
    implement('deleteCamera', async ({ params, change }) =>
      change(async (transaction) => {
        const { sql } = transaction;
        found(await sql.deleteFrom('cameras').where('id', '=', params.id).returning('id').executeTakeFirst(), 'camera');
        transaction.change({ kind: 'camera_removed', value: { id: params.id } });
      }),
    ),
    implement('cameraStatuses', async ({ principal }) => ({ items: media.statusesOf(principal.agencyId) })),
    implement('watchCamera', async ({ params, query, body, read, principal, note }) => {
      await read((transaction) => findCamera(transaction, params.id));
      const viewer_id = uuidv7(clock.utcMs());
      // Pictures go first to who flies; nobody else gets that place for the asking.
      const view = query.view === 'pilot' && principal.permissions.has('control:take') ? 'pilot' : 'watch';
      note(params.id, { viewer_id, view });
      const asked = { camera_id: params.id, viewer_id, view, offer_sdp: body } as const;
      const { answer_sdp } = await media.watch(asked, viewerOf(principal));
      const location = `/api/v1/cameras/${params.id}/whep/${viewer_id}`;
      return { name: null, type: 'application/sdp', body: answer_sdp, status: 201, headers: { location } };
    }),
    implement('endView', async ({ params, read, principal }) => {
      await read((transaction) => findCamera(transaction, params.id));
      await media.endView(params.viewer_id, principal.agencyId);
    }),
  ];
}

/** A source that names no password keeps the one before, unless it is somewhere else now: there it would be given to a stranger. */
function withOwnPassword(source: CameraSource, before: CameraSource): CameraSource {
  if (source.kind !== 'rtsp' || source.password !== undefined) return source;
  const moved = before.kind !== 'rtsp' || originOf(source.url) !== originOf(before.url);
  return moved ? { ...source, password: null } : source;
}

/** Scheme, host and port; the whole text where it is no address. */
function originOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

/** Null where pictures come in at the address under which the console is called. */
function sendHost({ media, http }: Pick<Settings, 'media' | 'http'>): string | null {
  const own = media.host === null || media.host === http.host || ANY_ADDRESS.includes(media.host);
  return own ? null : media.host;
}
const ANY_ADDRESS = ['0.0.0.0', '::'];

/** A camera that pushes needs a key that nobody can guess; 144 bits. */
function keyed(camera: Camera): Camera {
  const pushes = camera.source.kind === 'rtmp' || camera.source.kind === 'whip';
  return { ...camera, publish_key: pushes ? (camera.publish_key ?? randomBytes(18).toString('base64url')) : null };
}

async function requireWhole({ sql }: AgencyTransaction, camera: CameraInput): Promise<void> {
  if (camera.aircraft_id === null) {
    if (camera.place) return;
    throw refuse('bad_request', 'A camera that belongs to no aircraft needs the place where it stands.', 'place');
  }
  if (camera.place)
    throw refuse('bad_request', 'A camera of an aircraft has no place of its own; leave the place out.', 'place');
  found(
    await sql.selectFrom('aircraft').select('id').where('id', '=', camera.aircraft_id).executeTakeFirst(),
    'aircraft',
  );
}
