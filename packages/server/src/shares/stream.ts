import type { IncomingMessage } from 'node:http';
import type { StreamAnswer } from '@outrider/schema';
import { requireOwnOrigin } from '../platform/auth/authenticate.js';
import type { Principal } from '../platform/auth/principal.js';
import { refuse } from '../platform/refusal.js';
import type { Services } from '../services.js';
import { admitByLink, shortUserAgent } from './admit.js';

const PAGE_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Lets the page behind a link have its pictures by WebSocket. Throws share_ended, share_sign_in, rate_limited, too_many_viewers,
 * bad_request without a page_id, or media_unavailable.
 */
export async function admitStream(
  { shares, settings }: Pick<Services, 'shares' | 'settings'>,
  request: IncomingMessage,
  token: string,
  signedIn: () => Promise<Principal>,
): Promise<StreamAnswer> {
  requireOwnOrigin(request.headers.origin, request.headers.host, settings.http.public_url);
  const pageId = new URL(request.url ?? '/', 'http://localhost').searchParams.get('page_id') ?? '';
  if (!PAGE_ID.test(pageId)) throw refuse('bad_request', 'page_id is missing or is not an id.', 'page_id');
  const address = request.socket.remoteAddress ?? '';
  const { facts, member } = await admitByLink(shares.desk, { token, address, signedIn });
  return shares.views.stream(facts, { pageId, address, userAgent: shortUserAgent(request.headers), member });
}
