import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../logger/index.js';
import type { Bus } from '../bus.js';
import { localBus } from './client.js';
import { FRAME_VERSION, FrameKind, encodeFrame, frameId, frameKind, framePayload, frameSubject } from './frame.js';
import { FrameReader } from './frame-reader.js';
import { startBusHub } from './hub.js';
import type { BusHub } from './hub.js';

let folder: string;
let socketPath: string;
let lines: string[];
let hub: BusHub | null;
let clients: Bus[];
const logger = createLogger({ name: 'test', destination: { write: (line) => void lines.push(line) } });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-'));
  socketPath = join(folder, 'bus.sock');
  lines = [];
  clients = [];
  hub = null;
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await hub?.close();
  rmSync(folder, { recursive: true });
});

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('condition not met in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function client(): Promise<Bus> {
  const bus = localBus({ socketPath, logger });
  clients.push(bus);
  await until(() => bus.connected);
  return bus;
}

async function rawClient(): Promise<Socket> {
  const socket = connect(socketPath);
  await new Promise((resolve) => socket.once('connect', resolve));
  return socket;
}

describe('hub', () => {
  it('keeps its socket to ourselves, is alone on it, and takes it over from a dead one', async () => {
    writeFileSync(socketPath, 'left over');
    hub = await startBusHub({ socketPath, logger });
    expect(statSync(socketPath).mode & 0o777).toBe(0o600);
    await expect(startBusHub({ socketPath, logger })).rejects.toEqual(
      expect.objectContaining({ code: 'folder_in_use' }),
    );
  });

  it('cuts off a client that does not read, with a log line, and serves the others on', async () => {
    hub = await startBusHub({ socketPath, logger, maxQueuedBytes: 2_000_000 });
    const sluggish = await rawClient();
    sluggish.write(encodeFrame(FrameKind.Subscribe, 1, 'flood'));
    sluggish.pause();
    const [sender, reader] = [await client(), await client()];
    let received = 0;
    reader.subscribe('flood', () => (received += 1));
    await reader.flush();
    const closed = new Promise((resolve) => sluggish.once('close', resolve));
    let sent = 0;
    while (hub.clients === 3 && sent < 2000) {
      sender.publish('flood', new Uint8Array(100_000));
      sent += 1;
      await sender.flush();
    }
    expect(hub.clients).toBe(2);
    expect(lines.join('')).toContain('reads too slowly');
    await until(() => received === sent);
    sluggish.resume();
    await closed;
  });

  it.each([
    ['another version', Buffer.from([FRAME_VERSION + 1, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
    ['an impossible length', Buffer.from([FRAME_VERSION, 3, 1, 0, 255, 255, 255, 255, 0, 0, 0, 0])],
    ['an unknown kind', encodeFrame(99, 0, 'x')],
    ['a bad pattern', encodeFrame(FrameKind.Subscribe, 1, 'a..b')],
  ])('cuts off a client that sends %s', async (_what, bytes) => {
    hub = await startBusHub({ socketPath, logger });
    const socket = await rawClient();
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => {});
    socket.resume();
    socket.write(bytes);
    await closed;
    expect(lines.join('')).toContain('client cut off');
    const other = await client();
    await other.flush();
  });
});

describe('frames', () => {
  const frame = fc.record({
    kind: fc.integer({ min: 1, max: 8 }),
    id: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    subject: fc.stringMatching(/^[a-z.]{0,40}$/),
    payload: fc.uint8Array({ maxLength: 300 }),
  });

  it('come out as they went in, however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(frame, { maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1 }),
        (frames, cuts) => {
          const stream = Buffer.concat(
            frames.map(({ kind, id, subject, payload }) => encodeFrame(kind, id, subject, payload)),
          );
          const reader = new FrameReader();
          const out: unknown[] = [];
          for (let at = 0, cut = 0; at < stream.length; cut++) {
            const size = cuts[cut % cuts.length]!;
            reader.push(stream.subarray(at, at + size), (bytes) =>
              out.push({
                kind: frameKind(bytes),
                id: frameId(bytes),
                subject: frameSubject(bytes),
                payload: Uint8Array.from(framePayload(bytes)),
              }),
            );
            at += size;
          }
          expect(out).toEqual(frames);
        },
      ),
      { numRuns: 300 },
    );
  });
});
