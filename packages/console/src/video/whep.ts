/** WebRTC-HTTP egress (WHEP, draft-ietf-wish-whep): an offer is answered at once, and DELETE of the address that comes with it ends the view. */
import { ApiError } from '../live/api.js';

export interface WhepSession {
  answer_sdp: string;
  /** Ends the view; never throws, since a view that is not ended ends by itself. */
  end: () => void;
}

/** Asks to watch. Throws ApiError: what was refused, or `unreachable` when no answer came. */
export async function askToWatch(url: string, offer_sdp: string, signal: AbortSignal): Promise<WhepSession> {
  let response: Response;
  let text: string;
  try {
    const headers = { 'content-type': 'application/sdp' };
    response = await fetch(url, { method: 'POST', body: offer_sdp, headers, signal, credentials: 'same-origin' });
    text = await response.text();
  } catch {
    throw new ApiError(0, { code: 'unreachable', message: 'The server does not answer.' });
  }
  if (!response.ok) throw refusal(response.status, text);
  const location = response.headers.get('location');
  const end = () => {
    if (location === null) return;
    const address = new URL(location, response.url || url);
    void fetch(address, { method: 'DELETE', keepalive: true, credentials: 'same-origin' }).catch(() => undefined);
  };
  return { answer_sdp: text, end };
}

function refusal(status: number, text: string): ApiError {
  try {
    const { error } = JSON.parse(text) as { error: { code: string; message: string; remedy?: string } };
    return new ApiError(status, error);
  } catch {
    return new ApiError(status, { code: 'internal', message: `The server answered with status ${status}.` });
  }
}
