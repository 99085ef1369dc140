import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseSettings } from '../settings/index.js';
import type { Settings } from '../settings/index.js';
import { assertBindAllowed, isLoopback, localCertificate, machineNames, prepareTls } from './index.js';

const DAY_MS = 86_400_000;
const names = { dns: ['localhost', 'tower'], ip: ['127.0.0.1', '::1', '192.168.7.5'] };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tls-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function http(values: object): Settings['http'] {
  return parseSettings({ http: values }, 'test').http;
}

/** What a client that trusts `ca` alone gets. */
function fetchOnce(port: number, host: string, ca: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ host, port, ca, path: '/' }, (response) => {
      response.setEncoding('utf8');
      response.on('data', resolve);
    }).on('error', reject);
  });
}

describe('local certificate', () => {
  it('is accepted by a client that trusts the local authority, and only by that', async () => {
    const files = await localCertificate(folder, names, Date.now());
    const server = createServer({ cert: files.cert, key: files.key }, (_request, response) => response.end('hello'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const ca = readFileSync(files.caFile!, 'utf8');
    expect(await fetchOnce(port, 'localhost', ca)).toBe('hello');
    expect(await fetchOnce(port, '127.0.0.1', ca)).toBe('hello');
    const other = await localCertificate(join(folder, 'other'), names, Date.now());
    await expect(fetchOnce(port, 'localhost', readFileSync(other.caFile!, 'utf8'))).rejects.toThrow(
      /self-signed certificate in certificate chain/,
    );
    server.close();
  });

  it('stays over restarts, follows new addresses and renews in time under the same authority', async () => {
    const now = Date.now();
    const first = await localCertificate(folder, names, now);
    expect((await localCertificate(folder, names, now)).cert).toBe(first.cert);
    const moved = await localCertificate(folder, { ...names, ip: [...names.ip, '10.0.0.9'] }, now);
    expect(moved.cert).not.toBe(first.cert);
    const certificate = new X509Certificate(moved.cert);
    expect(certificate.checkIP('10.0.0.9')).toBe('10.0.0.9');
    expect(Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)).toBeLessThanOrEqual(398 * DAY_MS);
    const later = await localCertificate(folder, { ...names, ip: [...names.ip, '10.0.0.9'] }, now + 370 * DAY_MS);
    expect(later.cert).not.toBe(moved.cert);
    const authority = new X509Certificate(readFileSync(first.caFile!));
    expect(new X509Certificate(later.cert).verify(authority.publicKey)).toBe(true);
  });

  it('keeps keys to ourselves', async () => {
    await localCertificate(folder, names, Date.now());
    for (const name of ['ca-key.pem', 'server-key.pem']) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
  });

  it('knows the names of this machine', () => {
    expect(machineNames().dns).toContain('localhost');
    expect(machineNames().ip).toContain('127.0.0.1');
  });
});

describe('binding', () => {
  it('is refused beyond this machine without TLS', () => {
    for (const host of ['0.0.0.0', '::', '192.168.1.2', 'example.org']) {
      expect(() => assertBindAllowed(http({ host })), host).toThrow(expect.objectContaining({ code: 'tls_required' }));
      expect(() => assertBindAllowed(http({ host, tls: { auto: true } }))).not.toThrow();
    }
    for (const host of ['127.0.0.1', '127.9.9.9', 'localhost', '::1', '[::1]']) {
      expect(isLoopback(host)).toBe(true);
      expect(() => assertBindAllowed(http({ host }))).not.toThrow();
    }
    for (const host of ['127.example.org', 'localhost.example.org', '1.127.0.1']) expect(isLoopback(host)).toBe(false);
  });
});

describe('preparing', () => {
  it('gives nothing, the local certificate or the user’s own', async () => {
    expect(await prepareTls(http({}), folder, Date.now())).toBeNull();
    const local = await prepareTls(http({ tls: { auto: true } }), folder, Date.now());
    expect(local!.caFile).toBe(join(folder, 'tls', 'ca.pem'));
    const [cert_file, key_file] = [join(folder, 'tls', 'server.pem'), join(folder, 'tls', 'server-key.pem')];
    const own = await prepareTls(http({ tls: { cert_file, key_file } }), folder, Date.now());
    expect(own).toMatchObject({ caFile: null, key: local!.key });
  });

  it('says what is wrong with the user’s files', async () => {
    await localCertificate(folder, names, Date.now());
    const cert_file = join(folder, 'server.pem');
    const bad = join(folder, 'bad.pem');
    writeFileSync(bad, 'not a key');
    for (const key_file of [join(folder, 'ca-key.pem'), bad, join(folder, 'missing.pem')]) {
      const preparing = prepareTls(http({ tls: { cert_file, key_file } }), folder, Date.now());
      await expect(preparing).rejects.toMatchObject({
        code: 'bad_settings',
        message: expect.stringContaining('server.pem') as string,
      });
    }
  });
});
