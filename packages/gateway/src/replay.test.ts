/** Recorded logs through a real socket: what flew in them is found, and what was bad in them is counted. */
import { existsSync, readFileSync } from 'node:fs';
import { createSocket } from 'node:dgram';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { FrameScanner } from '@outrider/protocol/mavlink';
import { readSamples } from '@outrider/record/track';
import type { GatewayEvent, JournalChunk } from '@outrider/schema';
import { bindingOf, link, removeFolder, startHarness } from '../test-support/harness.js';
import type { Harness } from '../test-support/harness.js';

const DATA = process.env['OUTRIDER_SHARED_DATA'] ?? join(import.meta.dirname, '../../../../shared/data');
const LOGS = join(DATA, 'mavlink');

let gateway: Harness | null = null;
afterEach(async () => {
  if (!gateway) return;
  await gateway.close();
  await removeFolder(gateway.folder);
  gateway = null;
});

/** A tlog's frames without the times before them. */
function framesOf(file: string): Uint8Array[] {
  const frames: Uint8Array[] = [];
  const scanner = new FrameScanner((frame) => frames.push(frame.raw.slice()));
  scanner.feed(readFileSync(join(LOGS, file)));
  scanner.end();
  return frames;
}

/** Sends the log in bursts that a receive buffer of ordinary size can hold. */
async function replay(file: string, systemId: number): Promise<GatewayEvent[]> {
  gateway = await startHarness([link({ id: 'replay' })]);
  const port = gateway.ports['gateway.links.replay.port']!;
  await gateway.ask('configure', { bindings: [bindingOf(`gateway/replay/${systemId}`)] });
  const socket = createSocket('udp4');
  const frames = framesOf(file);
  for (let at = 0; at < frames.length; at += 8) {
    socket.send(Buffer.concat(frames.slice(at, at + 8)), port, '127.0.0.1');
    if (at % 160 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const all = (): number => Number(/frames_total\{[^}]*\} (\d+)/.exec(text)?.[1]);
  let text = '';
  const end = Date.now() + 10_000;
  do {
    await new Promise((resolve) => setTimeout(resolve, 200));
    text = await gateway.metrics();
  } while (all() < frames.length && Date.now() < end);
  socket.close();
  expect(all()).toBe(frames.length);
  return gateway.events;
}

async function trackOf(flightId: string) {
  const answer = await gateway!.ask<JournalChunk>('journal', {
    flight_id: flightId,
    stream: 'samples',
    offset: 0,
    max_bytes: 700_000,
  });
  return readSamples(Buffer.from(answer.ok ? answer.value.data_base64 : '', 'base64')).samples;
}

const flightsIn = (events: GatewayEvent[]) =>
  events.filter((event) => event.kind === 'flight' && event.state === 'landed');

describe('replayed logs', () => {
  it.for([
    { file: 'sitl_arducopter_guided_rtl.tlog', systemId: 22, flights: 1, heightM: 20 },
    { file: 'sitl_px4_takeoff_goto_rtl.tlog', systemId: 1, flights: 1, heightM: 20 },
    { file: 'dronekit_flight_replay.tlog', systemId: 1, flights: 7, heightM: 0 },
  ])('$file holds $flights flights', async ({ file, systemId, flights, heightM }, { skip }) => {
    if (!existsSync(join(LOGS, file))) skip('shared-data-absent');
    const events = await replay(file, systemId);
    await gateway!.until('all flights', () => flightsIn(events).length >= flights, 5000).catch(() => undefined);
    const landed = flightsIn(events);
    expect(landed).toHaveLength(flights);
    // Nobody is alarmed for what happened long ago.
    expect(events.filter(({ kind }) => kind === 'alert')).toEqual([]);
    const highest = Math.max(
      ...landed.map((event) => (event.kind === 'flight' && event.max_height_above_takeoff_m) || 0),
    );
    expect(highest).toBeGreaterThan(heightM);
    const farthest = landed.reduce((a, b) =>
      (a as { distance_m: number }).distance_m > (b as { distance_m: number }).distance_m ? a : b,
    );
    expect(farthest).toMatchObject({ purpose: 'replay' });
    const track = await trackOf(farthest.flight_id!);
    expect(track.some((sample) => sample.latitude_deg !== null)).toBe(true);
  });
});
