import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CameraStatus } from '@outrider/schema';
import { MediaHarness } from '../../../test-support/harness.js';
import { lacking } from '../../../test-support/lacking.js';
import { RtspServer, rtspServerLacks } from '../../../test-support/rtsp-server.js';

const lacks = rtspServerLacks() ?? lacking('openssl');
const LOGIN = { username: 'viewer', password: 'pass word' };

describe.skipIf(lacks !== null)(`a camera that is called by RTSP over TLS (gst-rtsp-server) ${lacks ?? ''}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'outrider-rtsps-'));
  const certificate = join(folder, 'camera.pem');
  let server: RtspServer;
  let plain: RtspServer;
  let harness: MediaHarness;
  let fingerprint: string;

  beforeAll(async () => {
    const both = join(folder, 'both.pem');
    const key = join(folder, 'key.pem');
    const wanted = ['-subj', '/CN=camera', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2', '-nodes'];
    const files = ['-keyout', key, '-out', certificate];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', ...wanted, ...files], { stdio: 'ignore' });
    writeFileSync(both, readFileSync(certificate, 'utf8') + readFileSync(key, 'utf8'));
    fingerprint = new X509Certificate(readFileSync(certificate)).fingerprint256;
    server = await RtspServer.start({ auth: 'digest', tls: both });
    plain = await RtspServer.start();
  });
  afterEach(() => harness.close());
  afterAll(async () => {
    await server?.close();
    await plain?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const call = async (url: string, certificate_sha256: string | null, authorities: string[] | null): Promise<void> => {
    harness = await MediaHarness.start(authorities);
    const source = { kind: 'rtsp' as const, url, transport: 'auto' as const, ...LOGIN, certificate_sha256 };
    await harness.media.configure({ cameras: [harness.camera(1, source)], recordings: [] });
  };
  const live = ([status]: CameraStatus[]): boolean => status?.state === 'live';
  const failure = async (): Promise<string> => {
    const [status] = await harness.until('failed', ([each]) => each?.state === 'failed');
    return status!.detail!;
  };

  it('is not played while nobody vouches for its certificate, which is named', async () => {
    await call(server.url('/small'), null, null);
    const said = await failure();
    expect(said).toMatch(/is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)/);
    expect(said).toContain(fingerprint);
  });

  it('plays when its own certificate is entered, however the digits are written', async () => {
    await call(server.url('/small'), fingerprint.replaceAll(':', '').toLowerCase(), null);
    await harness.until('live', live);
  });

  it('plays when its authority is named', async () => {
    await call(server.url('/small'), null, [readFileSync(certificate, 'utf8')]);
    await harness.until('live', live);
  });

  it('is not played when it shows another certificate than the one entered', async () => {
    await call(
      server.url('/small'),
      fingerprint.replace(/^../, (two) => (two === '00' ? '11' : '00')),
      null,
    );
    expect(await failure()).toMatch(/shows another certificate than the one that is entered/);
  });

  it('that speaks no TLS is said', async () => {
    await call(plain.url('/small').replace('rtsp:', 'rtsps:'), null, null);
    expect(await failure()).toMatch(/does not speak TLS|cannot be reached: it closed the connection/);
  });
});
