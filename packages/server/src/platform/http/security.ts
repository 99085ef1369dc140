import type { FastifyHelmetOptions } from '@fastify/helmet';

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
