import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../logger/index.js';
import { NATS_ABSENT, TestNats, natsAbsent } from '../testing/nats.js';
import type { Bus } from './bus.js';
import { MAX_MESSAGE_BYTES, inProcessBus, localBus, natsBus, startBusHub } from './index.js';

// The same promises hold on every adapter. `restart` breaks the connection of a running client, where there is one.
interface Rig {
  client(): Promise<Bus>;
  restart: (() => Promise<void>) | null;
  close(): Promise<void>;
}

const logger = createLogger({ name: 'test', level: 'silent' });
const text = (value: string): Uint8Array => Buffer.from(value);
const code = (value: string): unknown => expect.objectContaining({ code: value });

async function inProcessRig(): Promise<Rig> {
  const bus = inProcessBus();
  return { client: async () => bus, restart: null, close: () => bus.close() };
}

async function localRig(): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'bus-'));
  const socketPath = join(folder, 'bus.sock');
  let hub = await startBusHub({ socketPath, logger });
  const clients: Bus[] = [];
  return {
    async client() {
      const bus = localBus({ socketPath, logger });
      clients.push(bus);
      await until(() => bus.connected);
      return bus;
    },
    async restart() {
      await hub.close();
      hub = await startBusHub({ socketPath, logger });
    },
    async close() {
      await Promise.all(clients.map((bus) => bus.close()));
      await hub.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function natsRig(): Promise<Rig> {
  const nats = await TestNats.start();
  const clients: Bus[] = [];
  return {
    async client() {
      const bus = await natsBus({ url: nats.url, name: 'test', logger });
      clients.push(bus);
      return bus;
    },
    async restart() {
      await nats.stop();
      await nats.start();
    },
    async close() {
      await Promise.all(clients.map((bus) => bus.close()));
      await nats.stop();
    },
  };
}

async function until(condition: () => boolean, timeoutMs = 10_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('condition not met in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const adapters = [
  { name: 'in-process', rig: inProcessRig, absent: false },
  { name: 'local socket', rig: localRig, absent: false },
  { name: 'NATS', rig: natsRig, absent: natsAbsent() },
];

describe.each(adapters)('bus over $name', ({ rig: makeRig, absent }) => {
  let rig: Rig;
  let a: Bus;
  let b: Bus;

  beforeEach((context) => context.skip(absent, NATS_ABSENT));
  beforeAll(async () => {
    if (absent) return;
    rig = await makeRig();
    a = await rig.client();
    b = await rig.client();
  });
  afterAll(async () => {
    if (!absent) await rig.close();
  });

  it('delivers to matching subscribers, the publisher included, in order', async () => {
    const got: string[] = [];
    const subscriptions = [
      b.subscribe('t1.*.state', (subject, bytes) => got.push(`*${subject}${Buffer.from(bytes).toString()}`)),
      b.subscribe('t1.>', (_subject, bytes) => got.push(`>${Buffer.from(bytes).toString()}`)),
      a.subscribe('t1.own', () => got.push('own')),
    ];
    await Promise.all([a.flush(), b.flush()]);
    for (let i = 0; i < 3; i++) expect(a.publish('t1.v.state', text(String(i)))).toBe(true);
    a.publish('t1', text('too short'));
    a.publish('t1.v.state.x', text('x'));
    a.publish('t1.own', text('o'));
    await until(() => got.length === 9);
    expect(got.filter((line) => line.startsWith('*'))).toEqual(['*t1.v.state0', '*t1.v.state1', '*t1.v.state2']);
    expect(got.filter((line) => line.startsWith('>'))).toEqual(['>0', '>1', '>2', '>x', '>o']);
    for (const subscription of subscriptions) subscription.unsubscribe();
    await Promise.all([a.flush(), b.flush()]);
    a.publish('t1.v.state', text('late'));
    await Promise.all([a.flush(), b.flush()]);
    expect(got).toHaveLength(9);
  });

  it('answers requests, also many at once and empty ones', async () => {
    const subscription = b.subscribe('t2.double', (_subject, bytes, reply) => {
      reply?.(text(String(Number(Buffer.from(bytes).toString()) * 2)));
      reply?.(text('a second answer is ignored'));
    });
    await b.flush();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => a.request('t2.double', text(String(i)), 2000)),
    );
    expect(answers.map((bytes) => Number(Buffer.from(bytes).toString()))).toEqual(
      Array.from({ length: 50 }, (_, i) => i * 2),
    );
    expect(Buffer.from(await a.request('t2.double', new Uint8Array(0), 2000)).toString()).toBe('0');
    subscription.unsubscribe();
  });

  it('tells apart that nobody listens and that nobody answers', async () => {
    await expect(a.request('t3.nobody', text(''), 2000)).rejects.toEqual(code('bus_no_responder'));
    const subscription = b.subscribe('t3.silent', () => {});
    await b.flush();
    await expect(a.request('t3.silent', text(''), 50)).rejects.toEqual(code('bus_timeout'));
    subscription.unsubscribe();
  });

  it('carries the largest message unchanged and refuses a larger one', async () => {
    const bytes = new Uint8Array(MAX_MESSAGE_BYTES).map((_, index) => index * 31);
    let got: Uint8Array | null = null;
    const subscription = b.subscribe('t4.big', (_subject, received) => {
      got = Buffer.from(received);
    });
    await b.flush();
    a.publish('t4.big', bytes);
    await until(() => got !== null);
    expect(Buffer.compare(bytes, got!)).toBe(0);
    expect(() => a.publish('t4.big', new Uint8Array(MAX_MESSAGE_BYTES + 1))).toThrow(code('bus_message_too_large'));
    subscription.unsubscribe();
  });

  it('refuses subjects that NATS would refuse', () => {
    for (const subject of ['', 'a..b', '.a', 'a.', 'a b', 'a.*', '>', 'ä', `a.${'b'.repeat(300)}`]) {
      expect(() => a.publish(subject, text('')), subject).toThrow(code('bus_bad_subject'));
    }
    for (const pattern of ['', 'a..b', '>.a', 'a b']) {
      expect(() => a.subscribe(pattern, () => {}), pattern).toThrow(code('bus_bad_subject'));
    }
  });

  it('survives a handler that throws', async () => {
    const got: string[] = [];
    const subscription = b.subscribe('t5', (_subject, bytes) => {
      got.push(Buffer.from(bytes).toString());
      throw new Error('broken handler');
    });
    await b.flush();
    a.publish('t5', text('1'));
    a.publish('t5', text('2'));
    await until(() => got.length === 2);
    subscription.unsubscribe();
  });

  it('drops messages while the connection is down, then reconnects and subscribes again', async () => {
    if (!rig.restart) return expect(a.connected).toBe(true);
    const changes: boolean[] = [];
    const got: string[] = [];
    const subscription = b.subscribe('t6', (_subject, bytes) => got.push(Buffer.from(bytes).toString()));
    const stop = b.onConnectionChange((connected) => changes.push(connected));
    await b.flush();
    const pending = a.request('t6', text('unanswered'), 20_000);
    const outcome = expect(pending).rejects.toEqual(code('bus_closed'));
    await a.flush();
    const restarted = rig.restart();
    await until(() => !a.connected && !b.connected);
    expect(a.publish('t6', text('lost'))).toBe(false);
    await restarted;
    await outcome;
    await until(() => a.connected && b.connected);
    await Promise.all([a.flush(), b.flush()]);
    a.publish('t6', text('found'));
    await until(() => got.includes('found'));
    expect(got).toEqual(['unanswered', 'found']);
    expect(changes).toEqual([false, true]);
    stop();
    subscription.unsubscribe();
  });

  it('refuses use after close', async () => {
    const own = await rig.client();
    if (own === a) return expect(own.connected).toBe(true);
    await own.close();
    expect(own.connected).toBe(false);
    expect(own.publish('x', text(''))).toBe(false);
    await expect(own.request('x', text(''), 100)).rejects.toEqual(code('bus_closed'));
  });

  it('is quick enough for sticks', async () => {
    const subscription = b.subscribe('t7.echo', (_subject, bytes, reply) => reply?.(bytes));
    await b.flush();
    const payload = new Uint8Array(32);
    const samples: number[] = [];
    for (let i = 0; i < 2000; i++) {
      const start = performance.now();
      await a.request('t7.echo', payload, 2000);
      samples.push((performance.now() - start) / 2);
    }
    samples.sort((x, y) => x - y);
    const [p50, p99] = [samples[1000]!, samples[1980]!];
    console.info(`one way: p50 ${p50.toFixed(3)} ms, p99 ${p99.toFixed(3)} ms`);
    expect(p50).toBeLessThan(5);
    subscription.unsubscribe();
  });
});
