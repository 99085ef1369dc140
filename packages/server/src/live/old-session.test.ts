import { WebSocket } from 'ws';
import { LIVE_SUBPROTOCOL } from '@outrider/schema';
import type { LiveMessage } from '@outrider/schema';
import { uuidv7 } from '@outrider/runtime';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWithAircraft, until } from '../testing/bound-aircraft.js';
import type { BoundAircraft } from '../testing/bound-aircraft.js';

let all: BoundAircraft;
beforeAll(async () => void (all = await startWithAircraft()), 120_000);
afterAll(() => all?.close());

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function openSocket(headers: Record<string, string>) {
  const socket = new WebSocket(`${all.server.url.replace('http', 'ws')}/api/v1/live`, LIVE_SUBPROTOCOL, { headers });
  const messages: LiveMessage[] = [];
  let closed: number | null = null;
  socket.on('message', (data: Buffer, isBinary) => !isBinary && messages.push(JSON.parse(data.toString())));
  socket.on('close', (code) => (closed = code));
  await until(() => messages.some(({ type }) => type === 'snapshot'));
  let count = 0;
  const control = async (verb: string, epoch?: number) => {
    const id = `c${++count}`;
    socket.send(JSON.stringify({ type: 'control', id, verb, aircraft_id: all.aircraft_id, scope: 'aircraft', epoch }));
    const reply = () => messages.find((one) => one.type === 'reply' && one.id === id);
    await until(() => reply() !== undefined);
    return reply() as unknown as { ok: boolean; value: { epoch: number } };
  };
  const touch = () => socket.send(JSON.stringify({ type: 'ping', id: 'p', sent_at_ms: 0, active: true }));
  return { socket, messages, control, touch, closed: () => closed };
}

it('a session that grows old in flight ends when the sticks are let go, and at once for whoever holds none', async () => {
  const { agency, owner } = all;
  const [pilot, other] = [await openSocket(agency.caller.headers), await openSocket(agency.caller.headers)];
  const { value } = await pilot.control('take');
  await owner.query('UPDATE sessions SET expires_at_utc_ms = $1', [Date.now() + 5000]);
  // As a console does, on through two more looks at rights after the other is out.
  for (let more = 9; more > 0; more -= other.closed() === null ? 0 : 1) {
    expect(await pilot.control('renew', value.epoch)).toMatchObject({ ok: true });
    await pause(1000);
  }
  expect([pilot.closed(), other.closed()]).toEqual([null, 4401]);
  expect(await pilot.control('release', value.epoch)).toMatchObject({ ok: true });
  await until(() => pilot.closed() === 4401, 10_000);
}, 60_000);

it('a session that falls idle shows what happens and can do nothing, until somebody signs in again', async () => {
  const { agency, owner, server, gateway } = all;
  const caller = await server.signIn('first.all', agency.password);
  const console = await openSocket(caller.headers);
  const { value } = await console.control('take');
  // What was done until now is noted with the next look at rights.
  await pause(4500);
  await owner.query('UPDATE sessions SET last_used_utc_ms = 0');
  const asked = gateway.asked.length;
  const isFreed = () => gateway.asked.slice(asked).some(({ body }) => body['verb'] === 'revoke');
  await until(isFreed, 10_000);
  expect(await console.control('renew', value.epoch)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  // Touching the page is not signing in.
  console.touch();
  await pause(4500);
  expect(await console.control('take')).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  expect((await caller.refusal('session')).code).toBe('session_expired');
  const told = console.messages.length;
  all.report(uuidv7(Date.now()), 'airborne');
  expect(console.closed()).toBeNull();
  await until(() => console.messages.slice(told).some(({ type }) => type === 'event'));
  console.socket.terminate();
}, 60_000);
