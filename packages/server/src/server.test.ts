import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPostgres } from './testing/postgres.js';
import type { TestPostgres } from './testing/postgres.js';
import { Caller } from './testing/caller.js';
import { addAgency, startTestServer } from './testing/server.js';
import type { TestAgency, TestServer } from './testing/server.js';

let postgres: TestPostgres;
let server: TestServer;
let agency: TestAgency;

beforeAll(async () => {
  postgres = await startTestPostgres();
  server = await startTestServer({ login: await postgres.freshDatabase() });
  agency = await addAgency(server);
});
afterAll(async () => {
  await server?.close();
  await postgres?.stop();
});

describe('signing in', () => {
  it('gives a session with permissions', async () => {
    const session = await agency.caller.call('session');
    expect(session.agency?.id).toBe(agency.id);
    expect(session.permissions).toContain('flights:accept');
    expect(session.permissions).not.toContain('aircraft:terminate');
  });

  it('sets a cookie that scripts cannot read and other sites do not send', async () => {
    const { username, password } = server.administrator;
    const answer = await new Caller(server.url, {}).raw('login', { body: { username, password } });
    expect(answer.headers.get('set-cookie')).toMatch(/^outrider=[\w-]{43}; .*HttpOnly.*SameSite=Strict/);
  });

  it('locks a name after five failures, whether it exists or not', async () => {
    const nobody = new Caller(server.url, {});
    const attempt = { body: { username: 'nobody', password: 'x' } };
    for (let i = 0; i < 5; i++) expect((await nobody.refusal('login', attempt)).code).toBe('wrong_credentials');
    expect((await nobody.refusal('login', attempt)).code).toBe('account_locked');
  });

  it('locks a name for the address that guesses, and for all only after many more', async () => {
    const behindProxy = await startTestServer({
      login: await postgres.freshDatabase(),
      settings: { http: { port: 0, public_url: 'https://outrider.example.org' } },
    });
    const from = (address: string): Caller => new Caller(behindProxy.url, { 'x-forwarded-for': address });
    const { username, password } = behindProxy.administrator;
    const guess = { body: { username, password: 'x' } };
    const right = { body: { username, password } };
    for (let i = 0; i < 5; i++) await from('198.51.100.7').refusal('login', guess);
    expect((await from('198.51.100.7').refusal('login', right)).code).toBe('account_locked');
    const answer = await from('203.0.113.5').raw('login', right);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-outrider=.*Secure/);
    for (let i = 0; i < 45; i++) await from(`198.51.100.${100 + i}`).refusal('login', guess);
    expect((await from('203.0.113.5').refusal('login', right)).code).toBe('account_locked');
    await behindProxy.close();
  });

  it('ends with signing out', async () => {
    const host = await server.host();
    await host.call('logout');
    expect((await host.refusal('session')).code).toBe('session_expired');
  });
});

describe('requests', () => {
  it('from another site are refused', async () => {
    const other = new Caller(server.url, { ...agency.caller.headers, origin: 'https://evil.example' });
    expect((await other.refusal('logout')).code).toBe('origin_refused');
    const own = new Caller(server.url, { ...agency.caller.headers, origin: server.url });
    expect((await own.call('createSite', { body: site() })).name).toBe('North');
  });

  it('without permission are refused by its name, and audited', async () => {
    const host = await server.host();
    const error = await host.refusal('createSite', { body: site() });
    expect(error).toMatchObject({ status: 403, code: 'forbidden' });
    expect(error.message).toContain('aircraft:write');
    const { items } = await host.call('listAudit', { query: { action: 'createSite' } });
    expect(items[0]).toMatchObject({ outcome: 'refused', detail: { error: 'forbidden' } });
  });

  it('name the wrong field', async () => {
    const body = { ...site(), position: { ...site().position, latitude_deg: 95 } };
    expect(await agency.caller.refusal('createSite', { body })).toMatchObject({
      code: 'bad_request',
      field: 'position.latitude_deg',
    });
  });

  it('that are no JSON, too large or of another type are refused as such', async () => {
    const send = (headers: Record<string, string>, body: string) =>
      fetch(`${server.url}/api/v1/sites`, {
        method: 'POST',
        headers: { ...agency.caller.headers, ...headers },
        body,
      }).then((answer) => answer.json());
    expect(await send({ 'content-type': 'application/json' }, '{"a"')).toMatchObject({ error: { code: 'not_json' } });
    expect(await send({ 'content-type': 'text/xml' }, '<a/>')).toMatchObject({ error: { code: 'bad_request' } });
    expect(await send({ 'content-type': 'application/json' }, `"${'x'.repeat(9_000_000)}"`)).toMatchObject({
      error: { code: 'too_large' },
    });
    expect(await send({ 'content-type': 'application/json' }, '{"__proto__":{"a":1}}')).toMatchObject({
      error: { code: 'not_json' },
    });
  });

  it('to unknown addresses are answered as errors', async () => {
    const answer = await fetch(`${server.url}/api/v1/nothing`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: 'not_found' } });
  });
});

describe('health', () => {
  it('is told', async () => {
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ ok: true });
    expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({
      ok: true,
      database: true,
      bus: true,
      gateways: [],
    });
    expect((await fetch(`${server.url}/metrics`)).status).toBe(200);
  });

  it('comes with headers for browsers', async () => {
    const headers = (await fetch(`${server.url}/healthz`)).headers;
    expect(headers.get('content-security-policy')).toContain("worker-src 'self' blob:");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

const site = () => ({ name: 'North', position: { latitude_deg: 37, longitude_deg: -122, altitude_amsl_m: 10 } });
