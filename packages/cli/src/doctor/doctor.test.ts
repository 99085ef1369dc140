import { createSocket } from 'node:dgram';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseSettings } from '@outrider/runtime/settings';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { checkBuild } from './build.js';
import { checkClock } from './clock.js';
import { checkDatabase } from './database.js';
import { checkDisk, roomFor } from './disk.js';
import { run } from './index.js';
import { checkNode, checkProgram, checkReceiveBuffer } from './machine.js';
import { checkPorts } from './ports.js';
import { checkTls } from './tls.js';

const folder = mkdtempSync(join(tmpdir(), 'outrider-doctor-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());
const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

test('versions of Node', () => {
  const states = ['18.20.0', '20.18.9', '20.19.0', '24.0.0'].map((version) => checkNode(version).state);
  expect(states).toEqual(['fail', 'fail', 'ok', 'ok']);
});

test('a port in use is named with its setting; the same port is fine when it is free', async () => {
  const tcp = createServer();
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const udp = createSocket('udp4');
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  const link = { id: 'main', kind: 'udp-in', port: udp.address().port, agency: 'demo' };
  const port = (tcp.address() as AddressInfo).port;
  const settings = parseSettings({ data_dir: folder, http: { port }, gateway: { links: [link] } }, 'test');
  const busy = await checkPorts(settings);
  expect(busy.map(({ state }) => state)).toEqual(['fail', 'fail']);
  expect(busy[1]!.detail).toContain(`gateway.links.main.port: udp 127.0.0.1:${link.port} is in use`);
  await Promise.all([new Promise((done) => tcp.close(done)), new Promise<void>((done) => udp.close(done))]);
  expect((await checkPorts(settings)).map(({ state }) => state)).toEqual(['ok', 'ok']);
});

test('disk: what is missing is looked for above, little room warns, none fails', () => {
  expect(checkDisk(join(folder, 'not', 'yet', 'there')).detail).toContain(folder);
  const states = [0.5, 5, 50].map((gib) => roomFor('/x', gib * 2 ** 30).state);
  expect(states).toEqual(['fail', 'warn', 'ok']);
});

test('programs and the receive buffer only warn', () => {
  expect(checkProgram('node', ['node'], 'this test').state).toBe('ok');
  expect(checkProgram('x', ['outrider-no-such-program'], 'that').state).toBe('warn');
  expect(checkReceiveBuffer(8_000_000, file('small', '212992\n')).state).toBe('warn');
  expect(checkReceiveBuffer(8_000_000, file('large', '33554432\n')).state).toBe('ok');
});

test('clock', async () => {
  const at = Date.UTC(2026, 5, 1);
  expect((await checkClock(0, async () => 'yes')).state).toBe('fail');
  expect((await checkClock(at, async () => 'no')).state).toBe('warn');
  expect((await checkClock(at, async () => null)).state).toBe('ok');
});

test('tls: a public address in the clear and an unreadable certificate fail', () => {
  const http = (more: object) => parseSettings({ http: more }, 'test').http;
  expect(checkTls(http({ host: '0.0.0.0' }), 0).state).toBe('fail');
  expect(checkTls(http({}), 0).state).toBe('ok');
  const broken = file('cert.pem', 'no certificate');
  expect(checkTls(http({ tls: { cert_file: broken, key_file: broken } }), 0).state).toBe('fail');
});

test('database: the embedded one runs; one that does not answer fails with its reason', async () => {
  expect((await checkDatabase(parseSettings({}, 'test'))).detail).toMatch(/^embedded postgres \(PostgreSQL\) 18/);
  const nowhere = parseSettings({ database: { url: 'postgres://a:b@127.0.0.1:1/x' } }, 'test');
  expect(await checkDatabase(nowhere)).toMatchObject({
    state: 'fail',
    detail: expect.stringContaining('ECONNREFUSED'),
  });
});

test('what is not built is listed', () => {
  expect(checkBuild(pathToFileURL(`${folder}/`)).detail).toBe('not built: gateway, server, simulator, console');
});

test('a wrong settings file is one failed line; the rest is still looked at', async () => {
  const printed: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  const settings = file('outrider.yaml', 'http:\n  prt: 1\n');
  expect(await run(['--settings', settings, '--data-dir', folder, '--json'])).toBe(1);
  const answer = JSON.parse(printed[0]!) as {
    ok: boolean;
    findings: { name: string; state: string; detail: string }[];
  };
  expect(answer.findings.find(({ name }) => name === 'settings')).toMatchObject({
    state: 'fail',
    detail: expect.stringContaining('prt'),
  });
  expect(answer.findings.find(({ name }) => name === 'disk')?.state).not.toBe('fail');
});
