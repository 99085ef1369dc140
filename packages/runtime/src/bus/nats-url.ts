import { OutriderError } from '../errors/index.js';
import { isLoopback } from '../tls/bind.js';

/** A NATS server on another machine is reached by TLS only. Throws tls_required, or bad_settings for what is no such address. */
export function assertNatsUrl(url: string): void {
  const { protocol, hostname } = parsed(url);
  if (isLoopback(hostname) || protocol === 'tls:') return;
  throw new OutriderError(
    'tls_required',
    `bus.url ${protocol}//${hostname} would send control of aircraft over the network in the clear.`,
    'Write tls:// and give the NATS server a certificate.',
  );
}

/** True when TLS is asked for; the server must then offer it. */
export const wantsTls = (url: string): boolean => parsed(url).protocol === 'tls:';

function parsed(url: string): URL {
  const found = URL.canParse(url) ? new URL(url) : null;
  if (found && (found.protocol === 'nats:' || found.protocol === 'tls:') && found.hostname !== '') return found;
  const remedy = 'Write nats://127.0.0.1:4222 for a server on this machine, tls://HOST:4222 for another one.';
  throw new OutriderError('bad_settings', `bus.url "${url}" is no address of a NATS server.`, remedy);
}
