import { connect } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import { isIP } from 'node:net';
import { OTHER_CERTIFICATE } from './problem.js';

/** Whose certificates count. */
export interface TlsTrust {
  /** PEM; null: those of the system. */
  authorities: string[] | null;
  /** SHA-256 of the one certificate that counts, whoever signed it, in hexadecimal; null: each that an authority vouches for. */
  certificateSha256: string | null;
}

interface Where {
  host: string;
  port: number;
  trust: TlsTrust;
}

/** Opens a connection over TLS; nothing is sent, and `onTrusted` not called, before the certificate is found to be the right one. */
export function connectTrusted({ host, port, trust }: Where, onTrusted: () => void): TLSSocket {
  const pinned = trust.certificateSha256?.replaceAll(':', '').toUpperCase() ?? null;
  const socket = connect({
    host,
    port,
    // A name alone may be asked for (RFC 6066 section 3).
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(trust.authorities ? { ca: trust.authorities } : {}),
    // Checked below instead, where the certificate can still be named.
    rejectUnauthorized: false,
  });
  socket.on('secureConnect', () => {
    const { fingerprint256 } = socket.getPeerCertificate();
    const trusted = pinned === null ? socket.authorized : fingerprint256.replaceAll(':', '') === pinned;
    if (trusted) return onTrusted();
    const code = pinned === null ? String(socket.authorizationError) : OTHER_CERTIFICATE;
    socket.destroy(Object.assign(new Error('the certificate is not trusted'), { code, fingerprint256 }));
  });
  return socket;
}
