import { planDivert } from '@outrider/core/dispatch';
import type { Divert, Flight, FlightPlan, HeldAt, Point } from '@outrider/schema';
import { findAircraft } from '../aircraft/store.js';
import { refuse } from '../platform/index.js';
import type { AgencyTransaction } from '../platform/index.js';
import { Refusal } from '../platform/refusal.js';
import { loadPolicy } from '../policy/store.js';
import { loadSites } from '../sites/store.js';
import { gatewayOf } from '../vehicles/gateways.js';
import { loadWeather } from '../weather/store.js';
import type { FlightServices } from './services.js';

/** Stopping takes some seconds; so do uploads over a link that loses frames, each tried three times. */
const HOLD_TIMEOUT_MS = 30_000;
const FLY_TIMEOUT_MS = 120_000;
const KEEPS = 'It keeps the plan that it has.';

type InAgency = <T>(work: (tx: AgencyTransaction) => Promise<T>) => Promise<T>;

/**
 * Sends an aircraft in the air to a new place. The way is planned from where it is; only where there is one, it is told to hold, the way
 * is planned once more from where it stands, and its gateway brings fence and plan to it, verified, before it flies there. Answers the
 * plan that is flown. Throws dispatch_refused with the reason, and the flight goes on with its plan.
 */
export async function divertFlight(
  services: FlightServices,
  agencyId: string,
  inAgency: InAgency,
  flight: Flight,
  target: Point,
): Promise<FlightPlan> {
  const sample = services.vehicles.sampleOf(flight.aircraft_id);
  await inAgency((tx) => planFrom(tx, services, flight, target, placeOf(sample)));
  const gateway = gatewayOf(keyOf(services, flight.aircraft_id));
  const ask = (step: Divert['step'], plan: FlightPlan | null, timeoutMs: number): Promise<HeldAt> => {
    const body: Divert = { step, plan, flight_id: flight.id, agency_id: agencyId, aircraft_id: flight.aircraft_id };
    return services.gateways.request<HeldAt>(gateway, 'divert', body, timeoutMs);
  };
  const held = await ask('hold', null, HOLD_TIMEOUT_MS);
  // What the gateway flies counts: the books may be behind it, and the new plan has to agree with what is in force.
  const flown = { ...flight, plan: held.plan ?? flight.plan };
  let plan: FlightPlan;
  try {
    plan = await inAgency((tx) => planFrom(tx, services, flown, target, held));
  } catch (error) {
    await goOn(() => ask('resume', null, HOLD_TIMEOUT_MS), error);
    throw error;
  }
  await ask('fly', plan, FLY_TIMEOUT_MS);
  return plan;
}

/** Where it does not go on with its plan, that is said with the reason why there is no other: it holds, and the RPIC has to know. */
async function goOn(resume: () => Promise<unknown>, why: unknown): Promise<void> {
  try {
    await resume();
  } catch (error) {
    if (!(why instanceof Refusal) || !(error instanceof Error)) throw why;
    throw refuse(why.code, `${why.message.replace(` ${KEEPS}`, '')} ${error.message}`);
  }
}

function placeOf(sample: ReturnType<FlightServices['vehicles']['sampleOf']>): HeldAt {
  if (!sample) return { position: null, height_above_takeoff_m: null, battery_percent: null, plan: null };
  const { latitude_deg, longitude_deg, height_above_takeoff_m, battery_percent } = sample;
  const position = latitude_deg === null || longitude_deg === null ? null : { latitude_deg, longitude_deg };
  return { position, height_above_takeoff_m, battery_percent, plan: null };
}

function keyOf(services: FlightServices, aircraftId: string): string {
  const key = services.vehicles.keyOf(aircraftId);
  if (key === null) throw refuse('vehicle_not_bound', 'No live link is bound to this aircraft.', 'aircraft_id');
  return key;
}

async function planFrom(
  tx: AgencyTransaction,
  services: FlightServices,
  flight: Flight,
  target: Point,
  at: HeldAt,
): Promise<FlightPlan> {
  if (!flight.plan) throw refuse('dispatch_refused', `This flight has no plan to change. ${KEEPS}`);
  const { position, height_above_takeoff_m, battery_percent } = at;
  const answer = planDivert({
    before: flight.plan,
    position,
    height_above_takeoff_m,
    battery_percent,
    target,
    performance: (await findAircraft(tx, flight.aircraft_id)).performance,
    policy: await loadPolicy(tx),
    airspace: await services.airspace.of(tx),
    landing_places: (await loadSites(tx)).map(({ position }) => position),
    weather: await loadWeather(tx),
    now_utc_ms: tx.nowUtcMs,
  });
  if ('refused' in answer) throw refuse('dispatch_refused', `${answer.refused} ${KEEPS}`);
  return answer.plan;
}
