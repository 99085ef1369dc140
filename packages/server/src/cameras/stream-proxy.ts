import { connect } from 'node:net';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { StreamAnswer } from '@outrider/schema';
import { uuidv7 } from '@outrider/runtime';
import { requireOwnOrigin, requirePermission } from '../platform/auth/authenticate.js';
import type { Principal } from '../platform/auth/principal.js';
import { refuseUpgrade } from '../platform/http/refuse-upgrade.js';
import { refuse } from '../platform/refusal.js';
import type { Services } from '../services.js';
import { admitStream } from '../shares/stream.js';
import { viewerOf } from './media-link.js';
import { findCamera } from './store.js';

const OF_CAMERA = /^\/api\/v1\/cameras\/([0-9a-f-]{36})\/stream$/;
const BY_LINK = /^\/api\/v1\/share\/([\w-]{1,100})\/stream$/;
const LOOPBACK = '127.0.0.1';
/** Of the request, what a WebSocket handshake needs (RFC 6455 section 4.1); no cookie goes on. */
const HANDSHAKE = ['upgrade', 'connection', 'sec-websocket-key', 'sec-websocket-version', 'sec-websocket-extensions'];

export interface StreamProxyOptions {
  services: Pick<Services, 'media' | 'store' | 'clock' | 'settings' | 'lateAudit' | 'shares'>;
  authenticate: (request: IncomingMessage) => Promise<Principal>;
}

/** Pictures over a WebSocket, for networks that let no UDP through: checked here, then passed on to the media process byte by byte. */
export class StreamProxy {
  readonly #options: StreamProxyOptions;

  constructor(options: StreamProxyOptions) {
    this.#options = options;
  }

  /** Takes an upgrade that is for a camera's stream; false for any other. */
  takes(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const admitted = this.#admitted(request, path);
    if (admitted === null) return false;
    socket.on('error', () => socket.destroy());
    admitted.then(
      (answer) => pass(request, socket, head, answer),
      (error: unknown) => refuseUpgrade(socket, error),
    );
    return true;
  }

  #admitted(request: IncomingMessage, path: string): Promise<StreamAnswer> | null {
    const { services, authenticate } = this.#options;
    const cameraId = OF_CAMERA.exec(path)?.[1];
    if (cameraId !== undefined) return this.#admit(request, cameraId);
    const token = BY_LINK.exec(path)?.[1];
    return token === undefined ? null : admitStream(services, request, token, () => authenticate(request));
  }

  async #admit(request: IncomingMessage, camera_id: string): Promise<StreamAnswer> {
    const { media, store, clock, settings, lateAudit } = this.#options.services;
    requireOwnOrigin(request.headers.origin, request.headers.host, settings.http.public_url);
    const principal = await this.#options.authenticate(request);
    requirePermission(principal, 'video:view');
    await store.inAgency(principal.agencyId, async (transaction) => findCamera(transaction, camera_id));
    const viewer_id = uuidv7(clock.utcMs());
    const answer = await media.stream({ camera_id, viewer_id }, viewerOf(principal));
    lateAudit.add(principal.agencyId, {
      actor: principal.name,
      actor_id: principal.id,
      action: 'streamCamera',
      object: camera_id,
      outcome: 'ok',
      address: request.socket.remoteAddress ?? '',
      detail: { viewer_id },
    });
    return answer;
  }
}

/** From here on the two speak to each other; who reads slowly is held up by TCP, and the media process leaves pictures out. */
function pass(request: IncomingMessage, socket: Duplex, head: Buffer, { ticket, port }: StreamAnswer): void {
  const media = connect(port, LOOPBACK);
  media.on('error', () => {
    if (media.bytesRead > 0) socket.destroy();
    else refuseUpgrade(socket, refuse('media_unavailable', 'The media process cannot be reached.'));
  });
  media.on('connect', () => {
    const headers = HANDSHAKE.filter((name) => request.headers[name] !== undefined);
    const lines = headers.map((name) => `${name}: ${String(request.headers[name])}`);
    media.write(`GET /?ticket=${ticket} HTTP/1.1\r\nhost: ${LOOPBACK}\r\n${lines.join('\r\n')}\r\n\r\n`);
    if (head.length > 0) media.write(head);
    socket.pipe(media).pipe(socket);
  });
  socket.on('close', () => media.destroy());
  media.on('close', () => socket.destroy());
}
