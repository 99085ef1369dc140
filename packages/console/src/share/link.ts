/** What a link brings along, and the addresses behind it. */
import { addressOf, apiUrl } from '../live/api.js';

/** The token behind the "#"; null where the address is not whole. */
export function tokenOf(hash: string): string | null {
  const token = hash.replace(/^#/, '');
  return /^[\w-]{1,100}$/.test(token) ? token : null;
}

/** Where pictures are asked for by WebRTC. */
export const whepAddress = (token: string, pageId: string): string =>
  apiUrl(`${addressOf('/share/{token}/whep', { token })}?page_id=${pageId}`);

/** Where pictures come by WebSocket. */
export const streamAddress = (token: string, pageId: string): string =>
  apiUrl(`${addressOf('/share/{token}/stream', { token })}?page_id=${pageId}`).replace(/^http/, 'ws');
