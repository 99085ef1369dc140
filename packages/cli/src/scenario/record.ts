import type { Flight } from '@outrider/schema';
import { isEnded } from './flight-state.js';
import type { KnownFlight, World } from './world.js';

export interface FlightResult {
  key: string;
  id: string;
  number: string;
  aircraft: string;
  state: string;
  /** seconds after the request, null where it did not come to that */
  airborne_s: number | null;
  on_scene_s: number | null;
  landed_s: number | null;
  take_offs: number;
  landing_distance_m: number;
  battery_percent: number;
  track_points: number;
  events: number;
  commands: number;
}

const OPEN_COMMANDS: ReadonlySet<string> = new Set(['requested', 'sent', 'acknowledged']);
const after = (flight: Flight, at_utc_ms: number | null): number | null =>
  at_utc_ms === null ? null : Math.round((at_utc_ms - flight.requested_at_utc_ms) / 100) / 10;
const round = (value: number): number => Math.round(value * 100) / 100;

/** What is on record about a flight, and whether that is whole. */
async function recordOf(world: World, known: KnownFlight): Promise<{ result: FlightResult; faults: string[] }> {
  const api = world.api('rpic');
  const params = { id: known.id };
  const flight = await api.call('getFlight', { params });
  const { events, commands } = await api.call('getFlightEvents', { params });
  const flew = flight.took_off_at_utc_ms !== null;
  const track = flew ? await api.call('getTrack', { params, query: {} }) : null;
  const truth = await world.sim.truth(known.aircraft.system_id);
  const open = commands.filter(({ state }) => OPEN_COMMANDS.has(state));
  const faults = [
    ...(isEnded(flight) ? [] : [`it is still ${flight.state}`]),
    ...(events.length > 0 ? [] : ['it has no events']),
    ...open.map(({ action, state }) => `the command ${action.kind} is still ${state}`),
    ...trackFaults(flight, track?.utc_ms ?? []),
  ];
  const result: FlightResult = {
    key: known.key,
    id: known.id,
    number: flight.number,
    aircraft: known.aircraft.name,
    state: flight.state,
    airborne_s: after(flight, flight.took_off_at_utc_ms),
    on_scene_s: after(flight, flight.on_scene_at_utc_ms),
    landed_s: after(flight, flight.landed_at_utc_ms),
    take_offs: truth.take_offs,
    landing_distance_m: round(truth.distance_from_start_m),
    battery_percent: round(truth.battery_percent),
    track_points: track?.utc_ms.length ?? 0,
    events: events.length,
    commands: commands.length,
  };
  return { result, faults };
}

const EDGE_MS = 5000;

/** A flight that flew has a track from take-off to landing. */
function trackFaults(flight: Flight, times: readonly number[]): string[] {
  const { took_off_at_utc_ms: from, landed_at_utc_ms: to } = flight;
  if (from === null) return [];
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return ['it has no track'];
  return [
    ...(first > from + EDGE_MS ? ['its track begins after take-off'] : []),
    ...(to !== null && last < to - EDGE_MS ? ['its track ends before landing'] : []),
  ];
}

const ENDED_WITHIN_S = 420;
/**
 * The last of a journal is read after landing, by sockets and a database that keep the machine's time however fast the story runs: a
 * question to a gateway that was killed meanwhile is given up only after some of its seconds.
 */
const RECORD_WITHIN_S = 60;
const RECORD_WITHIN_MACHINE_S = 25;

/** What must hold in every story: each flight ends and is on record, and no aircraft takes off more often than it flew. */
export async function checkRecords(world: World): Promise<FlightResult[]> {
  const results: FlightResult[] = [];
  for (const known of world.flights.values()) {
    await world.until(async () => (isEnded(await world.readFlight(known.key)) ? true : null), ENDED_WITHIN_S);
    let last = await recordOf(world, known);
    await world.until(
      async () => {
        last = await recordOf(world, known);
        return last.faults.length === 0 ? true : null;
      },
      Math.max(RECORD_WITHIN_S, RECORD_WITHIN_MACHINE_S * world.speed),
    );
    results.push(last.result);
    const detail = last.faults.length === 0 ? `${last.result.track_points} points` : last.faults.join('; ');
    world.note(`${known.key} is on record`, last.faults.length === 0, detail);
  }
  checkTakeOffs(world, results);
  return results;
}

function checkTakeOffs(world: World, results: readonly FlightResult[]): void {
  const names = new Set(results.map(({ aircraft }) => aircraft));
  for (const name of names) {
    const flown = results.filter(({ aircraft, airborne_s }) => aircraft === name && airborne_s !== null).length;
    const take_offs = results.find(({ aircraft }) => aircraft === name)?.take_offs ?? 0;
    world.note(`${name}: no double take-off`, take_offs === flown, `${take_offs} take-offs in ${flown} flights`);
  }
}
