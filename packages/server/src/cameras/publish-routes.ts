import type { FastifyReply } from 'fastify';
import type { MediaCamera } from '@outrider/schema';
import { uuidv7 } from '@outrider/runtime';
import { implement, refuse } from '../platform/index.js';
import type { Implementation } from '../platform/index.js';
import type { Services } from '../services.js';
import type { MediaLink } from './media-link.js';

/** Sources push under the key of their camera, with no account. */
export function publishRoutes({ media, clock, store }: Pick<Services, 'media' | 'clock' | 'store'>): Implementation[] {
  const audit = (camera: MediaCamera, action: string, address: string): Promise<void> =>
    store.inAgency(camera.agency_id, async (transaction) => {
      const actor = { actor: camera.name, actor_id: camera.camera_id };
      transaction.audit({ ...actor, action, object: camera.camera_id, outcome: 'ok', address, detail: {} });
    });
  return [
    implement('publishCamera', async ({ params, query, body, reply, address }) => {
      const camera = admitted(media, params.camera_id, query.key, reply);
      const session_id = uuidv7(clock.utcMs());
      const { answer_sdp } = await media.publish({ camera_id: camera.camera_id, session_id, offer_sdp: body });
      await audit(camera, 'publishCamera', address);
      const key = query.key === undefined ? '' : `?key=${encodeURIComponent(query.key)}`;
      const location = `/api/v1/whip/${camera.camera_id}/${session_id}${key}`;
      return { name: null, type: 'application/sdp', body: answer_sdp, status: 201, headers: { location } };
    }),
    implement('endPublishing', async ({ params, query, reply, address }) => {
      const camera = admitted(media, params.camera_id, query.key, reply);
      await media.endPublishing(camera.camera_id, params.session_id);
      await audit(camera, 'endPublishing', address);
    }),
  ];
}

/** An unknown camera and a wrong key get the same answer. */
function admitted(media: MediaLink, cameraId: string, inAddress: string | undefined, reply: FastifyReply): MediaCamera {
  const bearer = /^Bearer (\S+)$/i.exec(reply.request.headers.authorization ?? '')?.[1];
  const camera = media.pushedCamera(cameraId, bearer ?? inAddress ?? '');
  if (camera) return camera;
  throw refuse('publish_key_refused', 'No camera waits for pictures under this address and key.');
}
