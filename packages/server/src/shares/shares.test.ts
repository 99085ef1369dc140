/** Links to live video as staff make them and as somebody without an account uses them; the media process is one that says yes. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MEDIA_STATUS_SUBJECT, mediaSubject } from '@outrider/schema';
import { uuidv7 } from '@outrider/runtime';
import { Caller } from '../testing/caller.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { NO_PROGRESS, aircraftInput, cameraInput, cameraStatus } from '../testing/samples.js';
import { ownerClient, startTestPostgres } from '../testing/postgres.js';
import type { TestPostgres } from '../testing/postgres.js';
import { addAgency, startTestServer } from '../testing/server.js';
import type { TestAgency, TestServer } from '../testing/server.js';
import { signature } from './message-gateway.js';

let postgres: TestPostgres;
let server: TestServer;
let owner: pg.Client;
let agency: TestAgency;
let other: TestAgency;
let cameraId: string;
let stranger: Caller;
const watched: string[] = [];
const closed: string[] = [];

beforeAll(async () => {
  postgres = await startTestPostgres();
  const login = await postgres.freshDatabase();
  owner = await ownerClient(login);
  server = await startTestServer({ login });
  agency = await addAgency(server);
  other = await addAgency(server);
  const answer = (verb: 'whep' | 'close', value: (body: Record<string, unknown>) => unknown) =>
    server.bus.subscribe(mediaSubject(verb), (_subject, bytes, reply) => {
      const body = JSON.parse(Buffer.from(bytes).toString()) as Record<string, unknown>;
      reply?.(Buffer.from(JSON.stringify({ ok: true, value: value(body) })));
    });
  answer('whep', ({ viewer_id }) => (watched.push(String(viewer_id)), { answer_sdp: 'v=0 answer' }));
  answer('close', ({ sessions }) => (closed.push(...(sessions as string[])), {}));
  cameraId = (await agency.caller.call('createCamera', { body: cameraInput('Roof') })).id;
  stranger = new Caller(server.url, {});
}, 120_000);
afterAll(async () => {
  await owner?.end();
  await server?.close();
  await postgres?.stop();
});

const page = () => uuidv7(Date.now());
const share = (body: { camera_id?: string; label?: string; valid_for_min?: number; flight_id?: string } = {}) =>
  agency.caller.call('createShare', { body: { camera_id: cameraId, label: 'Engine 7', ...body } });
const watch = (token: string, page_id: string, caller = stranger) =>
  caller.raw('watchShared', { params: { token }, query: { page_id }, body: 'v=0' });
const audited = async (action: string, object: string) =>
  (await agency.caller.call('listAudit', { query: { action } })).items.filter((entry) => entry.object === object);
const ended = { status: 404, body: { error: { code: 'share_ended' } } };

describe('a link', () => {
  it('is told once, and kept as a hash alone', async () => {
    const { link, token, url } = await share();
    expect(token).toMatch(/^[\w-]{32}$/);
    expect(url).toBe(`${server.url}/share.html#${token}`);
    expect(link.expires_at_utc_ms - link.created_at_utc_ms).toBe(120 * 60_000);
    const kept = await owner.query("SELECT string_agg(s::text, ' ') AS text FROM shares s");
    const log = await owner.query("SELECT string_agg(a::text, ' ') AS text FROM audit a");
    expect(kept.rows[0].text + log.rows[0].text).not.toContain(token);
    expect(JSON.stringify(await agency.caller.call('listShares'))).not.toContain(token);
  });

  it('shows the picture without an account, and what outsiders may know', async () => {
    const { token } = await share({ label: 'Chief Ortiz' });
    server.bus.publish(
      MEDIA_STATUS_SUBJECT,
      Buffer.from(JSON.stringify([{ ...cameraStatus(cameraId), state: 'live', codec: 'h264' }])),
    );
    await expect.poll(async () => (await stranger.call('sharedFeed', { params: { token } })).camera.state).toBe('live');
    const feed = await stranger.call('sharedFeed', { params: { token } });
    expect(feed).toMatchObject({ label: 'Chief Ortiz', aircraft: null, incident: null });
    expect(feed.camera).toMatchObject({ name: 'Roof', heading_deg: 90, place: { latitude_deg: 37.5 } });
    expect(JSON.stringify(feed)).not.toContain(agency.id);
    expect(await watch(token, page())).toMatchObject({ status: 201, body: 'v=0 answer' });
    expect((await stranger.call('sharedMap', { params: { token } })).areas).toEqual([]);
  });

  it('counts its views, and each is on record from when to when', async () => {
    const { link, token } = await share();
    const [first, second] = [page(), page()];
    await watch(token, first);
    await watch(token, first);
    await watch(token, second);
    const shown = (await agency.caller.call('listShares')).items.find(({ id }) => id === link.id);
    expect(shown).toMatchObject({ views: 2, watching: 2, last_seen_utc_ms: expect.any(Number) });
    const views = await agency.caller.call('shareViews', { params: { id: link.id } });
    expect(views.items).toMatchObject([{ address: '127.0.0.1', to_utc_ms: null }, { to_utc_ms: null }]);
    expect(await audited('openShareView', link.id)).toHaveLength(2);
    await agency.caller.call('revokeShare', { params: { id: link.id } });
    await expect.poll(async () => (await audited('endShareView', link.id)).length).toBe(2);
    const [entry] = await audited('endShareView', link.id);
    expect(entry).toMatchObject({ actor: 'Link "Engine 7"', address: '127.0.0.1' });
    expect(entry?.detail).toMatchObject({ from_utc_ms: expect.any(Number), to_utc_ms: expect.any(Number) });
  });

  it('that is revoked ends what is open, and answers like one that never was', async () => {
    const { link, token } = await share();
    await watch(token, page());
    const viewer = watched.at(-1)!;
    await agency.caller.call('revokeShare', { params: { id: link.id } });
    await expect.poll(() => closed).toContain(viewer);
    const revoked = await stranger.raw('sharedFeed', { params: { token } });
    const never = await stranger.raw('sharedFeed', { params: { token: 'x'.repeat(32) } });
    const odd = await stranger.raw('sharedFeed', { params: { token: '%27' } });
    expect(revoked).toMatchObject(ended);
    expect([never.status, never.body, odd.body]).toEqual([404, revoked.body, revoked.body]);
    expect(await watch(token, page())).toMatchObject(ended);
    const said = { params: { token }, body: { page_id: page(), text: 'x' } };
    expect(await stranger.raw('sendSharedMessage', said)).toMatchObject(ended);
  });

  it('ends by itself, and with it its views', async () => {
    const { link, token } = await share({ valid_for_min: 5 });
    await watch(token, page());
    const viewer = watched.at(-1)!;
    await owner.query('UPDATE shares SET expires_at_utc_ms = $1 WHERE id = $2', [Date.now() - 1, link.id]);
    await expect.poll(() => closed, { timeout: 10_000 }).toContain(viewer);
    expect(await stranger.raw('sharedFeed', { params: { token } })).toMatchObject(ended);
    const tooLong = { camera_id: cameraId, label: 'x', valid_for_min: 73 * 60 };
    expect(await agency.caller.refusal('createShare', { body: tooLong })).toMatchObject({ field: 'valid_for_min' });
  });

  it('of another agency cannot be made, seen or ended', async () => {
    const body = { camera_id: cameraId, label: 'x' };
    expect(await other.caller.refusal('createShare', { body })).toMatchObject({ code: 'not_found' });
    const { link } = await share();
    expect((await other.caller.call('listShares')).items).toEqual([]);
    expect(await other.caller.refusal('revokeShare', { params: { id: link.id } })).toMatchObject({ code: 'not_found' });
  });
});

describe('a camera marked criminal justice', () => {
  it('is shown to members of its agency alone, also where a link was open already', async () => {
    const camera = await agency.caller.call('createCamera', { body: cameraInput('Cell block') });
    const { token, link } = await share({ camera_id: camera.id });
    expect(link.sign_in_required).toBe(false);
    await watch(token, page());
    const viewer = watched.at(-1)!;
    await agency.caller.call('updateCamera', { params: { id: camera.id }, body: { criminal_justice: true } });
    await expect.poll(() => closed, { timeout: 10_000 }).toContain(viewer);
    const signIn = { status: 401, body: { error: { code: 'share_sign_in' } } };
    expect(await stranger.raw('sharedFeed', { params: { token } })).toMatchObject(signIn);
    expect(await watch(token, page())).toMatchObject(signIn);
    expect(await watch(token, page(), other.caller)).toMatchObject(signIn);
    expect(await watch(token, page(), agency.caller)).toMatchObject({ status: 201 });
    const [entry] = await audited('openShareView', link.id);
    expect(entry?.actor).toMatch(/^All of /);
  });
});

describe('a message from behind a link', () => {
  it('reaches the crew, and stands in the story of the flight, which ends the link', async () => {
    const gateway = new FakeGateway(server.bus);
    const aircraft = await agency.caller.call('createAircraft', { body: aircraftInput('Heron') });
    await owner.query('INSERT INTO vehicle_bindings VALUES ($1, $2, $3, $4, NULL, 0)', [
      agency.id,
      aircraft.id,
      'gateway/mine/1',
      gateway.name,
    ]);
    await agency.caller.call('updateAircraft', { params: { id: aircraft.id }, body: { in_dock: false } });
    await new Promise((resolve) => setTimeout(resolve, 400));
    const of = { agency_id: agency.id, aircraft_id: aircraft.id, flight_id: page() };
    const report = (state: 'airborne' | 'landed') =>
      gateway.spool({ ...of, kind: 'flight', state, purpose: 'test', ...NO_PROGRESS });
    report('airborne');
    const known = () => agency.caller.raw('getFlight', { params: { id: of.flight_id } });
    await expect.poll(async () => (await known()).status).toBe(200);
    const own = { ...cameraInput('Nose'), aircraft_id: aircraft.id, place: null };
    const camera = await agency.caller.call('createCamera', { body: own });
    const { token } = await share({ camera_id: camera.id, flight_id: of.flight_id });
    expect(await stranger.call('sharedFeed', { params: { token } })).toMatchObject({
      aircraft: { name: 'Heron', position: null },
    });
    const pin = { latitude_deg: 37.5, longitude_deg: -122.2 };
    const body = { page_id: page(), text: 'behind the shed', pin };
    await stranger.call('sendSharedMessage', { params: { token }, body });
    const { events } = await agency.caller.call('getFlightEvents', { params: { id: of.flight_id } });
    const event = events.find(({ kind }) => kind === 'message');
    expect(event).toMatchObject({ actor: 'Engine 7', text: expect.stringContaining('behind the shed') });
    expect(event?.data['pin']).toEqual(pin);
    const id = String(event?.data['message_id']);
    const accepted = await agency.caller.call('answerMessage', { params: { id }, body: { state: 'accepted' } });
    expect(accepted).toMatchObject({ state: 'accepted', answered_by: expect.stringMatching(/^All of /) });
    report('landed');
    await expect
      .poll(async () => (await stranger.raw('sharedFeed', { params: { token } })).status, { timeout: 10_000 })
      .toBe(404);
    gateway.close();
  });

  it('has words or a pin, not too many words, and does not come too often', async () => {
    const { token } = await share();
    const page_id = page();
    const say = (body: object) => stranger.raw('sendSharedMessage', { params: { token }, body: { page_id, ...body } });
    expect(await say({ text: '  ' })).toMatchObject({ status: 400, body: { error: { code: 'message_empty' } } });
    expect(await say({ text: 'x'.repeat(281) })).toMatchObject({ status: 400, body: { error: { field: 'text' } } });
    for (let times = 0; times < 9; times++) expect(await say({ text: 'left' })).toMatchObject({ status: 204 });
    expect(await say({ text: 'left' })).toMatchObject({ status: 429, body: { error: { code: 'rate_limited' } } });
  });
});

describe('the message gateway', () => {
  it('gets a signed link, again when it stumbles, and its secret is told nobody', async () => {
    const got: { body: string; signed: string | undefined }[] = [];
    const answers = [503, 200];
    const gateway = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const signed = request.headers['x-outrider-signature'];
        got.push({ body: Buffer.concat(parts).toString(), signed: signed?.toString() });
        response.writeHead(answers.shift() ?? 500).end();
      });
    });
    gateway.listen(0, '127.0.0.1');
    await once(gateway, 'listening');
    const { link, token, url } = await share();
    const send = { params: { id: link.id }, body: { to: '+15550100', token } };
    expect(await agency.caller.refusal('sendShare', send)).toMatchObject({ code: 'message_gateway_missing' });
    const secret = 'a secret of some length';
    const address = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/sms`;
    await agency.caller.call('putMessageGateway', { body: { url: address, secret } });
    await agency.caller.call('putMessageGateway', { body: { url: address } });
    expect(await agency.caller.call('getMessageGateway')).toEqual({ url: address, has_secret: true });
    await agency.caller.call('sendShare', send);
    expect(got).toHaveLength(2);
    expect(JSON.parse(got[1]!.body)).toEqual({ to: '+15550100', text: `Live video for Engine 7: ${url}`, url });
    const seconds = Number(/^t=(\d+),/.exec(got[1]!.signed ?? '')?.[1]);
    expect(got[1]!.signed).toBe(signature(secret, got[1]!.body, seconds * 1000));
    answers.push(400, 200);
    const refused = await agency.caller.refusal('sendShare', send);
    expect(refused).toMatchObject({ code: 'message_gateway_failed', message: expect.stringContaining('400') });
    await agency.caller.call('testMessageGateway', { body: { to: '+15550101' } });
    expect(JSON.parse(got.at(-1)!.body)).toMatchObject({ to: '+15550101', text: expect.stringContaining('test') });
    const log = await owner.query("SELECT string_agg(a::text, ' ') AS text FROM audit a");
    expect(log.rows[0].text).not.toContain(secret);
    expect(log.rows[0].text).not.toContain(token);
    const foreign = { ...send, body: { to: '+15550100', token: 'x'.repeat(32) } };
    expect(await agency.caller.refusal('sendShare', foreign)).toMatchObject({ field: 'token' });
    gateway.close();
  });
});

// Last: afterwards this address has to wait.
describe('whoever guesses', () => {
  it('is made to wait, and pages that are open go on', async () => {
    const { token } = await share();
    await stranger.call('sharedFeed', { params: { token } });
    const guess = (n: number) => stranger.raw('sharedFeed', { params: { token: `guess-${n}` } });
    for (let n = 0; n < 30; n++) await guess(n);
    expect(await guess(31)).toMatchObject({ status: 429, body: { error: { code: 'rate_limited' } } });
    expect(await stranger.raw('sharedFeed', { params: { token } })).toMatchObject({
      status: 200,
      body: { label: 'Engine 7' },
    });
  });
});
