import type { Alert, VehicleTruth } from '@outrider/schema';
import { hasReached, secondsTo, stateOf } from './flight-state.js';
import type { Check } from './story.js';
import type { World } from './world.js';

export interface Finding {
  ok: boolean;
  detail: string;
}
type Checker<K extends keyof Check> = (world: World, wanted: NonNullable<Check[K]>) => Promise<Finding>;
type Checkers = { readonly [K in Exclude<keyof Check, 'name'>]-?: Checker<K> };

const DEG = Math.PI / 180;
const EARTH_M = 6_371_000;
interface Place {
  latitude_deg: number;
  longitude_deg: number;
}

/** Distance on a sphere; a scenario asks for metres, not for centimetres. */
export function distanceM(a: Place, b: Place): number {
  const north = (b.latitude_deg - a.latitude_deg) * DEG;
  const east = (b.longitude_deg - a.longitude_deg) * DEG * Math.cos(a.latitude_deg * DEG);
  return EARTH_M * Math.hypot(north, east);
}
function distance3dM(a: VehicleTruth, b: VehicleTruth): number {
  return Math.hypot(distanceM(a, b), b.altitude_amsl_m - a.altitude_amsl_m);
}
const metres = (value: number): string => `${value.toFixed(1)} m`;
const truthOf = (world: World, aircraft: string): Promise<VehicleTruth> =>
  world.sim.truth(world.anAircraft(aircraft).system_id);

/** Distance that an aircraft moved in a time. */
async function moved(world: World, aircraft: string, for_s: number): Promise<number> {
  const before = await truthOf(world, aircraft);
  await world.clock.sleep(for_s * 1000);
  return distance3dM(before, await truthOf(world, aircraft));
}

async function alerts(world: World, wanted: NonNullable<Check['alert']>): Promise<Alert[]> {
  const api = world.api('dispatcher');
  // Those that hold now and those that have cleared.
  const lists = await Promise.all([true, false].map((open) => api.call('listAlerts', { query: { limit: 200, open } })));
  const items = lists.flatMap((list) => list.items);
  const flight = wanted.flight === undefined ? null : world.flight(wanted.flight).id;
  return items.filter(
    (alert) =>
      alert.kind === wanted.kind &&
      (flight === null || alert.flight_id === flight) &&
      (wanted.level === undefined || alert.level === wanted.level),
  );
}

const CHECKERS: Checkers = {
  state: async (world, { flight, is }) => {
    const { state, state_detail } = await world.readFlight(flight);
    return { ok: state === stateOf(is), detail: `${flight} is ${state}${state_detail ? ` (${state_detail})` : ''}` };
  },
  reached: async (world, { flight, state, within_s }) => {
    const found = await world.readFlight(flight);
    const took = secondsTo(found, stateOf(state));
    if (took === null) return { ok: hasReached(found, stateOf(state)), detail: `${flight} is ${found.state}` };
    return { ok: took <= within_s, detail: `${flight} was ${state} after ${took.toFixed(1)} s, ${within_s} s allowed` };
  },
  landed_near_start: async (world, { aircraft, within_m }) => {
    const truth = await truthOf(world, aircraft);
    const detail = `${aircraft} stands ${metres(truth.distance_from_start_m)} from its place, landed: ${truth.landed}`;
    return { ok: truth.landed && truth.distance_from_start_m <= within_m, detail };
  },
  take_offs: async (world, { aircraft, count }) => {
    const { take_offs } = await truthOf(world, aircraft);
    return { ok: take_offs === count, detail: `${aircraft} took off ${take_offs} times` };
  },
  near_target: async (world, { flight, within_m }) => {
    const { target } = await world.readFlight(flight);
    if (!target) return { ok: false, detail: `${flight} has no target` };
    const away = distanceM(await world.sim.truth(world.flight(flight).aircraft.system_id), target);
    return { ok: away <= within_m, detail: `${metres(away)} from the target` };
  },
  airborne: async (world, { aircraft, is }) => {
    const { landed, armed } = await truthOf(world, aircraft);
    return { ok: (!landed && armed) === is, detail: `${aircraft}: landed ${landed}, armed ${armed}` };
  },
  alert: async (world, wanted) => {
    const found = await alerts(world, wanted);
    const detail = found[0] ? `${found[0].level}: ${found[0].text}` : `no alert "${wanted.kind}"`;
    return { ok: found.length > 0 === (wanted.raised ?? true), detail };
  },
  event: async (world, { flight, matches }) => {
    const { id } = world.flight(flight);
    const { events } = await world.api('dispatcher').call('getFlightEvents', { params: { id } });
    const pattern = new RegExp(matches, 'i');
    const found = events.find(({ kind, text }) => pattern.test(`${kind} ${text}`));
    return { ok: found !== undefined, detail: found?.text ?? `none of ${events.length} events matches "${matches}"` };
  },
  battery: async (world, { aircraft, at_least_percent }) => {
    const { battery_percent } = await truthOf(world, aircraft);
    return { ok: battery_percent >= at_least_percent, detail: `${aircraft} has ${battery_percent.toFixed(1)} %` };
  },
  holds: async (world, { aircraft, within_m, for_s }) => {
    const away = await moved(world, aircraft, for_s);
    return { ok: away <= within_m, detail: `${aircraft} moved ${metres(away)} in ${for_s} s` };
  },
  moves: async (world, { aircraft, at_least_m, for_s }) => {
    const away = await moved(world, aircraft, for_s);
    return { ok: away >= at_least_m, detail: `${aircraft} moved ${metres(away)} in ${for_s} s` };
  },
  failsafe: async (world, { aircraft, active }) => {
    const { failsafe } = await truthOf(world, aircraft);
    return { ok: (failsafe !== null) === active, detail: `${aircraft}: ${failsafe ?? 'no failsafe acts'}` };
  },
  no_orders_since_kill: async (world, { aircraft }) => {
    const { system_id } = world.anAircraft(aircraft);
    const before = world.killTruths.find((truth) => truth.system_id === system_id);
    if (!before) return { ok: false, detail: 'nothing was killed before' };
    const taken = (await truthOf(world, aircraft)).commands_taken - before.commands_taken;
    return { ok: taken === 0, detail: `${aircraft} took ${taken} orders since` };
  },
  control: async (world, { flight, holder }) => {
    const found = await world.socket('observer').holder(world.flight(flight).aircraft.id);
    return { ok: found === holder, detail: `${found ?? 'nobody'} holds control` };
  },
};

/** Looks at one thing. The check has exactly one verb, as the reader made sure. */
export async function look(world: World, check: Check): Promise<Finding> {
  for (const [verb, checker] of Object.entries(CHECKERS)) {
    const wanted = check[verb as keyof Check];
    if (wanted !== undefined) return (checker as (world: World, wanted: unknown) => Promise<Finding>)(world, wanted);
  }
  return { ok: false, detail: 'an empty check' };
}

/** "landed_near_start Heron 1" for a check without a name of its own. */
export function nameOf(check: Check): string {
  if (check.name !== undefined) return check.name;
  const [verb = 'check', wanted] = Object.entries(check).find(([key]) => key !== 'name') ?? [];
  const about = Object.values((wanted ?? {}) as Record<string, unknown>).filter((value) => typeof value !== 'object');
  return `${verb} ${about.join(' ')}`.trim();
}
