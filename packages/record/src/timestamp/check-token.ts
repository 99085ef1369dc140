import { X509Certificate } from 'node:crypto';
import * as pkijs from 'pkijs';
import type { TimestampReading } from '@outrider/core/evidence';
import { asBuffer } from './engine.js';

/** Extended key usage of those who stamp (RFC 3161 section 2.3). */
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

/**
 * Reads and checks a time-stamp token (RFC 3161, CMS of RFC 5652): that it is about these bytes, that its signature is that of the
 * certificate in it, that this one is for stamping, and, where roots are given, that one of them vouches for it at the time of the
 * stamp. Revocation is not looked up: that needs a network.
 * @param roots certificates, DER
 */
export async function checkTimestamp(
  token: Uint8Array,
  stamped: Uint8Array,
  roots: readonly Uint8Array[],
): Promise<TimestampReading> {
  try {
    const content = pkijs.ContentInfo.fromBER(asBuffer(token));
    const signed = new pkijs.SignedData({ schema: content.content });
    const inner = signed.encapContentInfo.eContent;
    if (!inner) return { ok: false, reason: 'it holds nothing that is signed' };
    const info = pkijs.TSTInfo.fromBER(asBuffer(new Uint8Array(inner.getValue())));
    const held = await signed.verify({ signer: 0, data: asBuffer(stamped), checkChain: false, extendedMode: true });
    const signer = held.signerCertificate;
    if (!held.signatureVerified || !signer) return { ok: false, reason: 'its signature is wrong' };
    const certificate = new X509Certificate(Buffer.from(signer.toSchema().toBER()));
    if (!certificate.keyUsage?.includes(TIME_STAMPING))
      return { ok: false, reason: 'its certificate is not one for time stamps' };
    const chain = roots.length === 0 ? 'not_checked' : await chainOf(signed, stamped, roots, info.genTime);
    return { ok: true, at_utc_ms: info.genTime.getTime(), by: nameOf(certificate), chain };
  } catch (error) {
    return { ok: false, reason: `it does not hold (${(error as Error).message})` };
  }
}

async function chainOf(
  signed: pkijs.SignedData,
  stamped: Uint8Array,
  roots: readonly Uint8Array[],
  at: Date,
): Promise<'trusted' | 'untrusted'> {
  const trustedCerts = roots.map((der) => pkijs.Certificate.fromBER(asBuffer(der)));
  const asked = {
    signer: 0,
    data: asBuffer(stamped),
    checkChain: true,
    trustedCerts,
    checkDate: at,
    extendedMode: true,
  };
  const held = await signed.verify(asked as Parameters<pkijs.SignedData['verify']>[0]).catch(() => null);
  return (held as pkijs.SignedDataVerifyResult | null)?.signerCertificateVerified ? 'trusted' : 'untrusted';
}

/** "Notary, Example TSA": organisation and common name. */
function nameOf({ subject }: X509Certificate): string {
  const parts = ['O', 'CN'].map((key) => new RegExp(`^${key}=(.*)$`, 'm').exec(subject)?.[1]);
  return parts.filter(Boolean).join(', ') || subject.replaceAll('\n', ', ');
}
