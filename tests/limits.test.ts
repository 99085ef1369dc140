/** The RPIC sets limits for a tele-operator, who leans on them with full sticks, and takes back at once. */
import { setTimeout as sleep } from 'node:timers/promises';
import { unwrap } from '@outrider/client';
import { distance } from '@outrider/core/geo';
import type { ControlLease, Flight, FlightLimits, StickInput } from '@outrider/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fly, reaches } from './support/mission.js';
import { Person } from './support/person.js';
import { Simulation } from './support/simulation.js';
import { System } from './support/system.js';
import { until } from './support/until.js';

const RADIUS_M = 60;
const MORE_HEIGHT_M = 6;

let system: System;
let simulation: Simulation;
let dispatcher: Person;
let rpic: Person;
let operator: Person;
let flight: Flight;
let limits: FlightLimits;

beforeAll(async () => {
  system = await System.start();
  simulation = await Simulation.of(system);
  [dispatcher, rpic, operator] = await Promise.all([
    Person.signIn(system, 'dispatcher'),
    Person.signIn(system, 'rpic'),
    Person.signIn(system, 'tele_operator'),
  ]);
  ({ flight } = await fly(dispatcher, rpic));
  flight = await reaches(rpic, flight, 'en_route', 90_000);
}, 240_000);
afterAll(async () => {
  for (const person of [dispatcher, rpic, operator]) person?.close();
  await simulation?.close();
  await system?.stop();
}, 60_000);

const truth = async () => {
  const now = await simulation.truth(rpic.aircraft(flight.aircraft_name).vehicle_key);
  return { ...now, height_above_start_m: now.altitude_amsl_m - flight.plan!.home.altitude_amsl_m };
};
const setLimits = (person: Person, wanted: FlightLimits | null): Promise<Flight> => {
  const params = { path: { id: flight.id } };
  return unwrap(person.api.PUT('/api/v1/flights/{id}/limits', { params, body: { limits: wanted } })) as Promise<Flight>;
};

/** Holds the sticks and keeps the lease. */
async function steer(person: Person, lease: ControlLease, input: Partial<StickInput>, forMs: number): Promise<void> {
  const end = performance.now() + forMs;
  for (let frame = 1; performance.now() < end; frame++) {
    person.stick(lease, input);
    if (frame % 40 === 0) await person.control('renew', flight.aircraft_id, lease.epoch);
    await sleep(20);
  }
}

describe('limits for a tele-operator', () => {
  it('are set by the RPIC alone, seen by everybody, and on record', async () => {
    await rpic.command(flight.aircraft_id, { kind: 'hold' });
    await until('it stands still', async () => (await truth()).ground_speed_mps < 0.5, 30_000);
    const { latitude_deg, longitude_deg, height_above_start_m } = await truth();
    limits = {
      min_height_above_takeoff_m: null,
      max_height_above_takeoff_m: Math.round(height_above_start_m) + MORE_HEIGHT_M,
      max_speed_mps: 6,
      area: { center: { latitude_deg, longitude_deg }, radius_m: RADIUS_M },
    };
    await expect(setLimits(operator, limits)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(setLimits(rpic, { ...limits, min_height_above_takeoff_m: 400 })).rejects.toMatchObject({
      code: 'bad_request',
      field: 'limits.min_height_above_takeoff_m',
    });
    expect((await setLimits(rpic, limits)).limits).toEqual(limits);
    await operator.until('the operator sees them', (state) => state.flights.some((one) => one.limits !== null));
    const { events } = await unwrap(
      rpic.api.GET('/api/v1/flights/{id}/events', { params: { path: { id: flight.id } } }),
    );
    expect(events.filter(({ kind }) => kind === 'flight_limits')).toMatchObject([
      { text: expect.stringMatching(/^Limits for others: at most .* within 197 ft/), data: { limits } },
    ]);
  });

  it('stop full sticks at the edge, below the height and the speed', async () => {
    const lease = await operator.control('take', flight.aircraft_id);
    let fastest = 0;
    let furthest = 0;
    let highest = 0;
    const watching = setInterval(() => {
      void truth().then((now) => {
        fastest = Math.max(fastest, now.ground_speed_mps);
        furthest = Math.max(furthest, distance(limits.area!.center, now));
        highest = Math.max(highest, now.height_above_start_m);
      });
    }, 100);
    await steer(operator, lease, { forward: 1, up: 1 }, 25_000);
    clearInterval(watching);
    expect(furthest).toBeGreaterThan(RADIUS_M * 0.6);
    expect(furthest).toBeLessThan(RADIUS_M + 3);
    expect(highest).toBeGreaterThan(limits.max_height_above_takeoff_m! - 4);
    expect(highest).toBeLessThan(limits.max_height_above_takeoff_m! + 2);
    expect(fastest).toBeGreaterThan(3);
    expect(fastest).toBeLessThan(limits.max_speed_mps! * 1.15);
  }, 60_000);

  it('refuse an order that leads out', async () => {
    const { latitude_deg, longitude_deg } = limits.area!.center;
    const away = { kind: 'go_to', latitude_deg: latitude_deg + 0.01, longitude_deg } as const;
    expect(await operator.command(flight.aircraft_id, away)).toMatchObject({
      state: 'failed',
      error_code: 'beyond_limits',
    });
  });

  it('end with the RPIC who takes back at once, and whom they do not bind', async () => {
    const before = await operator.control('take', flight.aircraft_id);
    const lease = await rpic.control('take', flight.aircraft_id);
    expect(lease.holder_user_id).toBe(rpic.session.user.id);
    expect(lease.epoch).toBeGreaterThan(before.epoch);
    await expect(operator.control('renew', flight.aircraft_id, before.epoch)).rejects.toMatchObject({
      code: 'control_held',
    });
    const { height_above_start_m } = await truth();
    await steer(rpic, lease, { up: 1 }, 6000);
    expect((await truth()).height_above_start_m).toBeGreaterThan(height_above_start_m + 6);
  }, 30_000);
});
