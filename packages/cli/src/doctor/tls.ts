import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { OutriderError } from '@outrider/runtime/errors';
import { assertBindAllowed } from '@outrider/runtime/tls';
import type { Settings } from '@outrider/runtime';
import { fail, ok, warn } from './finding.js';
import type { Finding } from './finding.js';

const DAY_MS = 86_400_000;
const SOON_DAYS = 21;

/** Browsers can reach the console as the settings say, and the certificate is valid for some time. */
export function checkTls(http: Settings['http'], nowUtcMs: number): Finding {
  try {
    assertBindAllowed(http);
  } catch (error) {
    if (error instanceof OutriderError) return fail('tls', error.message, error.remedy);
    throw error;
  }
  if (http.tls.cert_file !== null) return checkCertificate(http.tls.cert_file, nowUtcMs);
  return ok('tls', http.tls.auto ? 'a local certificate authority of its own' : 'off; only this machine can connect');
}

function checkCertificate(file: string, nowUtcMs: number): Finding {
  try {
    const certificate = new X509Certificate(readFileSync(file));
    const days = Math.floor((Date.parse(certificate.validTo) - nowUtcMs) / DAY_MS);
    if (days < 0) return fail('tls', `${file} ran out on ${certificate.validTo}`, 'Renew the certificate.');
    if (days < SOON_DAYS) return warn('tls', `${file} runs out in ${days} days`, 'Renew the certificate.');
    return ok('tls', `${file} is valid for ${days} days`);
  } catch (error) {
    return fail('tls', `${file} cannot be read: ${(error as Error).message}`, 'Correct http.tls.cert_file.');
  }
}
