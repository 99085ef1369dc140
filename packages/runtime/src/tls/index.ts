import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OutriderError } from '../errors/index.js';
import type { Settings } from '../settings/index.js';
import { assertBindAllowed } from './bind.js';
import { localCertificate, machineNames } from './local-certificate.js';
import type { TlsFiles } from './local-certificate.js';

export { assertBindAllowed, isLoopback } from './bind.js';
export { localCertificate, machineNames } from './local-certificate.js';
export type { MachineNames, TlsFiles } from './local-certificate.js';

/**
 * Certificate and key to listen with; null for plain HTTP, which only a loopback address may have. Throws tls_required, or
 * bad_settings when the user's files do not fit.
 */
export async function prepareTls(http: Settings['http'], dataDir: string, nowUtcMs: number): Promise<TlsFiles | null> {
  assertBindAllowed(http);
  const { cert_file, key_file, auto } = http.tls;
  if (cert_file !== null && key_file !== null) return ownCertificate(cert_file, key_file);
  return auto ? localCertificate(join(dataDir, 'tls'), machineNames(), nowUtcMs) : null;
}

function ownCertificate(certFile: string, keyFile: string): TlsFiles {
  try {
    const files = { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8'), caFile: null };
    if (new X509Certificate(files.cert).checkPrivateKey(createPrivateKey(files.key))) return files;
  } catch (cause) {
    throw unusable(certFile, (cause as Error).message, cause);
  }
  throw unusable(certFile, `the key in ${keyFile} belongs to another certificate`, undefined);
}

function unusable(certFile: string, why: string, cause: unknown): OutriderError {
  return new OutriderError(
    'bad_settings',
    `http.tls: ${certFile} cannot be used: ${why}.`,
    'Give PEM files of one certificate (with its chain) and its unencrypted key, readable by Outrider.',
    { cause },
  );
}
