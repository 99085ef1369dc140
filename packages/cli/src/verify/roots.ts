import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { OutriderError } from '@outrider/runtime/errors';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Certificates of a PEM file, DER. Throws bad_key when it holds none. */
export async function readRoots(file: string): Promise<Uint8Array[]> {
  const pems = (await readFile(file, 'utf8')).match(CERTIFICATE) ?? [];
  try {
    if (pems.length > 0) return pems.map((pem) => new X509Certificate(pem).raw);
  } catch {
    // Said below.
  }
  throw new OutriderError(
    'bad_key',
    `${basename(file)} holds no certificate that can be read.`,
    'Give the root certificate of the time-stamping authority as PEM.',
  );
}
