import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLogger } from '@outrider/runtime';
import type { FlightRecord } from '../vehicle/flight-record.js';
import { OpenFlights } from './open-flights.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outrider-open-flights-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('settled means that nothing is written or removed any more', async () => {
  const flights = new OpenFlights(folder, createLogger({ name: 'test', level: 'fatal' }));
  const ids = Array.from({ length: 40 }, (_, index) => `01990000-0000-7000-8000-0000000000${10 + index}`);
  for (const flight_id of ids) void flights.save({ flight_id, vehicle_key: flight_id } as FlightRecord);
  for (const flight_id of ids.slice(1)) flights.remove(flight_id);
  await flights.settled();
  expect(await readdir(folder)).toEqual([`${ids[0]}.json`]);
});
