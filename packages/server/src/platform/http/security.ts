import type { FastifyHelmetOptions } from '@fastify/helmet';
import { OutriderError } from '@outrider/runtime';
import type { Settings } from '@outrider/runtime';

/** Headers for the console: MapLibre needs a worker, and data and blob images; a style of the host's own choice its origin. */
export function securityHeaders(secure: boolean, styleUrl: string | null): FastifyHelmetOptions {
  const elsewhere = styleUrl !== null && URL.canParse(styleUrl) ? [new URL(styleUrl).origin] : [];
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // Panels are laid out by style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        workerSrc: ["'self'", 'blob:'],
        imgSrc: ["'self'", 'data:', 'blob:', ...elsewhere],
        fontSrc: ["'self'", 'data:', ...elsewhere],
        mediaSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'", 'blob:', ...elsewhere],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
  };
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;
export const isLoopback = (host: string): boolean => LOOPBACK.test(host.replace(/^::ffff:/, ''));

/** Throws tls_required: passwords and sticks do not cross a network in the clear. */
export function requireSafeBind(http: Settings['http']): void {
  const secure = http.tls.auto || http.tls.cert_file !== null;
  if (secure || isLoopback(http.host)) return;
  throw new OutriderError(
    'tls_required',
    `http.host is ${http.host}, which others can reach, and http.tls is not set.`,
    'Set http.tls.auto, or http.tls.cert_file and key_file, or bind to 127.0.0.1.',
  );
}
