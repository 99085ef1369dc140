/** What a gateway's key opens on a real NATS server, and what it does not. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { controlSubject, gatewayInbox, gatewaySubject, gatewaySubjects, ownershipSubject } from '@outrider/schema';
import { telemetrySubject } from '@outrider/schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../logger/index.js';
import { NATS_ABSENT, TestNats, natsAbsent } from '../testing/nats.js';
import { localCertificate } from '../tls/index.js';
import type { Bus } from './bus.js';
import { assertNatsUrl, credentialsText, natsBus, natsUsersText, newUserKey, serverKeyIn } from './index.js';
import type { GatewayUser } from './index.js';

const logger = createLogger({ name: 'test', level: 'silent' });
const text = (value: string): Uint8Array => Buffer.from(value);
const code = (value: string): unknown => expect.objectContaining({ code: value });
const absent = natsAbsent();
const folder = mkdtempSync(join(tmpdir(), 'nats-users-'));
const usersFile = join(folder, 'users.conf');
const agency = (n: number): string => `00000000-0000-7000-8000-00000000000${n}`;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Admitted extends GatewayUser {
  credentials: string;
}

function admit(name: string, agency_id: string): Admitted {
  const key = newUserKey();
  const credentials = join(folder, `${name}.creds`);
  writeFileSync(credentials, credentialsText(key), { mode: 0o600 });
  return { name, agency_id, agency_name: 'Agency\n"of } tricks', public_key: key.public_key, credentials };
}

describe('addresses', () => {
  it.each(['nats://192.0.2.7:4222', 'nats://nats.example.org', 'nats://[2001:db8::1]:4222'])(
    '%s is refused, since it would be in the clear',
    (url) => expect(() => assertNatsUrl(url)).toThrow(code('tls_required')),
  );
  it.each(['nats://127.0.0.1:4222', 'nats://localhost', 'nats://[::1]:4222', 'tls://nats.example.org:4222'])(
    '%s is taken',
    (url) => assertNatsUrl(url),
  );
  it.each(['', 'nats.example.org', 'http://127.0.0.1', 'tls://'])('"%s" is no address', (url) =>
    expect(() => assertNatsUrl(url)).toThrow(code('bad_settings')),
  );
});

describe('users of a NATS server', () => {
  const north = admit('north', agency(1));
  const south = admit('south', agency(2));
  let nats: TestNats;
  let server: Bus;
  let a: Bus;
  let b: Bus;

  const connect = (who: Admitted): Promise<Bus> =>
    natsBus({ url: nats.url, name: 'test', logger, credentialsFile: who.credentials, inbox: gatewayInbox(who.name) });

  beforeEach((context) => context.skip(absent, NATS_ABSENT));
  beforeAll(async () => {
    if (absent) return;
    const serverKey = serverKeyIn(folder);
    expect(serverKeyIn(folder)).toBe(serverKey);
    writeFileSync(usersFile, natsUsersText(serverKey, [north, south]));
    nats = await TestNats.start(usersFile);
    server = await natsBus({ url: nats.url, name: 'server', logger, credentialsFile: join(folder, 'server.creds') });
    a = await connect(north);
    b = await connect(south);
  });
  afterAll(async () => {
    if (absent) return;
    await Promise.all([server, a, b].map((bus) => bus.close()));
    await nats.stop();
  });

  it('the server’s key is readable by its user alone', () => {
    expect(statSync(join(folder, 'server.creds')).mode & 0o777).toBe(0o600);
  });

  it('a gateway says what is its own, and nothing else arrives anywhere', async () => {
    const heard: string[] = [];
    const all = server.subscribe('>', (subject) => {
      if (!subject.startsWith('_INBOX')) heard.push(subject);
    });
    await server.flush();
    const own = gatewaySubjects('north', agency(1)).says;
    const foreign = [
      ...gatewaySubjects('south', agency(2)).says,
      telemetrySubject('00000000-0000-7000-8000-000000000099'),
      gatewaySubject('north', 'command'),
      gatewaySubject('south', 'command'),
      'stick.south',
      'stick.north',
      'changes.x',
      'gateway-inbox.south.1',
      '_INBOX.x',
    ];
    for (const subject of [...foreign, ...own]) a.publish(subject, text('x'));
    await a.flush();
    await server.flush();
    await expect.poll(() => heard.length).toBeGreaterThanOrEqual(own.length);
    expect(heard).toEqual(own);
    all.unsubscribe();
  });

  it('a gateway hears what is its own, and nothing else however it asks', async () => {
    const heard: string[] = [];
    const own = gatewaySubjects('north', agency(1)).hears.filter((subject) => !subject.endsWith('.>'));
    const foreign = gatewaySubjects('south', agency(2));
    const others = [telemetrySubject(agency(1)), controlSubject(agency(2)), ...foreign.says, ...foreign.hears];
    const patterns = [...own, ...others, '>', '*.*', 'gateway.>', 'stick.*', 'telemetry.*', '_INBOX.>', 'changes.*'];
    const asked = patterns.map((pattern) => a.subscribe(pattern, (subject) => heard.push(subject)));
    await a.flush();
    for (const subject of [...others, 'changes.x', 'session.revoked', '_INBOX.x.1', ...own]) {
      if (!subject.endsWith('.>')) server.publish(subject, text('x'));
    }
    server.publish(`${gatewayInbox('south')}.1`, text('x'));
    await server.flush();
    await a.flush();
    await expect.poll(() => heard.length).toBeGreaterThanOrEqual(own.length);
    expect(heard.toSorted()).toEqual(own.toSorted());
    for (const subscription of asked) subscription.unsubscribe();
  });

  it('the server asks a gateway, and a gateway asks the server', async () => {
    const answering = a.subscribe(gatewaySubject('north', 'spool'), (_subject, bytes, reply) => reply?.(bytes));
    const answered = server.subscribe('ownership.*', (subject, _bytes, reply) => reply?.(text(subject)));
    await Promise.all([a.flush(), server.flush()]);
    for (let n = 0; n < 50; n++) {
      const answer = await server.request(gatewaySubject('north', 'spool'), text(String(n)), 2000);
      expect(Buffer.from(answer).toString()).toBe(String(n));
    }
    const answer = await a.request(ownershipSubject('north'), text(''), 2000);
    expect(Buffer.from(answer).toString()).toBe('ownership.north');
    await expect(a.request(ownershipSubject('south'), text(''), 300)).rejects.toEqual(code('bus_refused'));
    answering.unsubscribe();
    answered.unsubscribe();
  });

  it('a key that nobody admitted, and no key at all, are turned away', async () => {
    await expect(connect(admit('stranger', agency(1)))).rejects.toEqual(code('bus_refused'));
    await expect(natsBus({ url: nats.url, name: 'test', logger })).rejects.toEqual(code('bus_refused'));
    const missing = { url: nats.url, name: 'test', logger, credentialsFile: join(folder, 'none.creds') };
    await expect(natsBus(missing)).rejects.toEqual(code('file_unreadable'));
  });

  it('a revoked gateway is cut off at the next reading of the users, and comes back when that was a mistake', async () => {
    writeFileSync(usersFile, natsUsersText(serverKeyIn(folder), [south]));
    nats.reload();
    await expect.poll(() => a.connected).toBe(false);
    await expect(connect(north)).rejects.toEqual(code('bus_refused'));
    expect(b.connected).toBe(true);
    // Long enough for the connection to be refused more than once.
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(a.connected).toBe(false);
    writeFileSync(usersFile, natsUsersText(serverKeyIn(folder), [north, south]));
    nats.reload();
    await expect.poll(() => a.connected, { timeout: 10_000 }).toBe(true);
  });
});

describe('TLS', () => {
  let plain: TestNats;
  let secure: TestNats;
  let caFile: string;
  const connect = (nats: TestNats, ca: string | null): Promise<Bus> =>
    natsBus({ url: `tls://localhost:${nats.port}`, name: 'test', logger, caFile: ca });

  beforeEach((context) => context.skip(absent, NATS_ABSENT));
  beforeAll(async () => {
    if (absent) return;
    const made = await localCertificate(join(folder, 'tls'), { dns: ['localhost'], ip: ['127.0.0.1'] }, Date.now());
    caFile = made.caFile!;
    const [cert, key] = [join(folder, 'tls', 'server.pem'), join(folder, 'tls', 'server-key.pem')];
    const config = join(folder, 'tls.conf');
    writeFileSync(config, `tls { cert_file: "${cert}", key_file: "${key}" }`);
    plain = await TestNats.start();
    secure = await TestNats.start(config);
  });
  afterAll(async () => {
    if (absent) return;
    await plain.stop();
    await secure.stop();
  });

  it('is spoken with a server whose certificate is trusted', async () => {
    const bus = await connect(secure, caFile);
    expect(bus.connected).toBe(true);
    await bus.close();
  });
  it('is refused with a certificate of somebody unknown', async () => {
    await expect(connect(secure, null)).rejects.toEqual(code('bus_closed'));
  });
  it('is never given up for a server that does not offer it', async () => {
    await expect(connect(plain, caFile)).rejects.toEqual(code('bus_closed'));
  });
});
