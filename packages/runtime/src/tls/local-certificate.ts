import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { writeFileAtomically } from '../files/index.js';
import type { Issued } from './authority.js';

export interface MachineNames {
  dns: string[];
  ip: string[];
}

export interface TlsFiles {
  cert: string;
  key: string;
  /** What a tablet installs to trust this server; null with the user's own certificate. */
  caFile: string | null;
}

const RENEW_BEFORE_MS = 30 * 86_400_000;

/** Names and addresses by which this machine is called, the loopback ones included. */
export function machineNames(): MachineNames {
  const name = hostname().toLowerCase();
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  // Link-local IPv6 addresses carry a zone, which a certificate cannot name.
  const ip = addresses.map((entry) => entry.address).filter((address) => !address.startsWith('fe80:'));
  return { dns: unique(['localhost', name, `${name.split('.')[0]}.local`]), ip: unique(['127.0.0.1', '::1', ...ip]) };
}

/**
 * The certificate of a local authority, both made at first start and kept in `folder`. The authority stays, so that tablets
 * trust it once; the server's certificate is renewed 30 days before its end and when the machine has got new addresses.
 */
export async function localCertificate(folder: string, names: MachineNames, nowUtcMs: number): Promise<TlsFiles> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const authority = await stored(folder, 'ca', async () => {
    const { makeAuthority } = await import('./authority.js');
    return makeAuthority(`Outrider on ${names.dns[1] ?? 'this machine'}`, nowUtcMs);
  });
  const isGood = ({ certificatePem }: Issued): boolean => covers(certificatePem, names, nowUtcMs, authority);
  const server = await stored(
    folder,
    'server',
    async () => {
      const { issueServerCertificate } = await import('./authority.js');
      return issueServerCertificate(authority, names, nowUtcMs);
    },
    isGood,
  );
  const chain = `${server.certificatePem}\n${authority.certificatePem}\n`;
  return { cert: chain, key: server.keyPem, caFile: join(folder, 'ca.pem') };
}

async function stored(
  folder: string,
  name: string,
  make: () => Promise<Issued>,
  isGood: (found: Issued) => boolean = () => true,
): Promise<Issued> {
  const certificateFile = join(folder, `${name}.pem`);
  const keyFile = join(folder, `${name}-key.pem`);
  if (existsSync(certificateFile) && existsSync(keyFile)) {
    const found = { certificatePem: readFileSync(certificateFile, 'utf8'), keyPem: readFileSync(keyFile, 'utf8') };
    if (isGood(found)) return found;
  }
  const made = await make();
  writeFileAtomically(keyFile, made.keyPem);
  writeFileAtomically(certificateFile, made.certificatePem);
  return made;
}

function covers(pem: string, names: MachineNames, nowUtcMs: number, authority: Issued): boolean {
  const certificate = new X509Certificate(pem);
  return (
    certificate.verify(new X509Certificate(authority.certificatePem).publicKey) &&
    Date.parse(certificate.validTo) - nowUtcMs > RENEW_BEFORE_MS &&
    names.dns.every((name) => certificate.checkHost(name) !== undefined) &&
    names.ip.every((address) => certificate.checkIP(address) !== undefined)
  );
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
