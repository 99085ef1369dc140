import { isIPv4, isIPv6 } from 'node:net';
import { OutriderError } from '../errors/index.js';
import type { Settings } from '../settings/index.js';

/** True for the addresses by which a machine talks to itself alone. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (bare === 'localhost') return true;
  if (isIPv4(bare)) return bare.startsWith('127.');
  return isIPv6(bare) && (bare === '::1' || bare.startsWith('::ffff:127.'));
}

/** Sticks and passwords never cross a network in the clear. Throws tls_required. */
export function assertBindAllowed({ host, tls }: Settings['http']): void {
  if (isLoopback(host) || tls.auto || tls.cert_file !== null) return;
  throw new OutriderError(
    'tls_required',
    `http.host is ${host}, which other machines can reach, but TLS is off.`,
    'Set http.tls.auto: true, or http.tls.cert_file and key_file, or keep http.host at 127.0.0.1.',
  );
}
