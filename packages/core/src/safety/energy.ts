/** What the way home costs from here, now. A mass-point estimate in shares of a full battery, with wind and climb. */
import type { Performance, TelemetrySample } from '@outrider/schema';
import { polar } from '../geo/index.js';
import { positionOf } from '../vehicle/state.js';
import type { VehicleState } from '../vehicle/state.js';

export type EnergyNow = Pick<
  TelemetrySample,
  'energy_to_return_percent' | 'energy_to_land_percent' | 'time_to_return_s'
>;
export const ENERGY_UNKNOWN: EnergyNow = {
  energy_to_return_percent: null,
  energy_to_land_percent: null,
  time_to_return_s: null,
};

const GRAVITY_MPS2 = 9.81;
/** Share of the motors' extra power that lifts the mass when climbing. */
const CLIMB_EFFICIENCY = 0.6;
/** Slower than that over ground no aircraft gets home in time; it also keeps the estimate finite. */
const SLOWEST_RETURN_MPS = 1;
const SECONDS_PER_HOUR = 3600;

type WayHome = ReturnType<typeof polar>;

export interface EnergyLimits {
  reserve_percent: number;
  /** Height above take-off at which the autopilot returns; null where it is not known. */
  return_height_m: number | null;
}

/** Cost of the straight return and of landing here, and the time that is left before the return has to begin. */
export function energyNow(state: VehicleState, performance: Performance, limits: EnergyLimits): EnergyNow {
  const height = state.height_above_takeoff_m;
  const position = positionOf(state);
  if (height === null || position === null || state.home === null) return ENERGY_UNKNOWN;
  const toLand = percentOf(descentWh(performance, height), performance);
  const way = polar(position, state.home);
  const toReturn = percentOf(returnWh(state, way, performance, height, limits), performance);
  const free = state.battery_percent === null ? null : state.battery_percent - toReturn - limits.reserve_percent;
  const spending = spendingPerSecond(state, way, performance);
  return {
    energy_to_return_percent: toReturn,
    energy_to_land_percent: toLand,
    time_to_return_s: free === null ? null : Math.max(0, free / spending),
  };
}

function returnWh(
  state: VehicleState,
  way: WayHome,
  performance: Performance,
  height: number,
  limits: EnergyLimits,
): number {
  const top = Math.max(height, limits.return_height_m ?? height);
  const speed = speedHome(state, way.bearing_deg, performance);
  const cruise = (performance.cruise_power_w * way.distance_m) / speed / SECONDS_PER_HOUR;
  return climbWh(performance, top - height) + cruise + descentWh(performance, top);
}

/** Ground speed on the way home: cruise speed less the wind that comes from there. */
function speedHome(state: VehicleState, bearingHomeDeg: number, performance: Performance): number {
  if (state.wind_speed_mps === null || state.wind_from_deg === null) return performance.cruise_speed_mps;
  const headwind = state.wind_speed_mps * Math.cos(((state.wind_from_deg - bearingHomeDeg) * Math.PI) / 180);
  return Math.max(SLOWEST_RETURN_MPS, performance.cruise_speed_mps - headwind);
}

function climbWh(performance: Performance, metres: number): number {
  const seconds = Math.max(0, metres) / performance.climb_speed_mps;
  const lift = (performance.mass_kg * GRAVITY_MPS2 * performance.climb_speed_mps) / CLIMB_EFFICIENCY;
  return ((performance.hover_power_w + lift) * seconds) / SECONDS_PER_HOUR;
}

function descentWh(performance: Performance, metres: number): number {
  const seconds = Math.max(0, metres) / performance.descent_speed_mps;
  return (performance.hover_power_w * seconds) / SECONDS_PER_HOUR;
}

function percentOf(wattHours: number, performance: Performance): number {
  return (wattHours / performance.battery_capacity_wh) * 100;
}

/** Percent a second that are used up: by flying, and by the way home growing while the aircraft moves away. */
function spendingPerSecond(state: VehicleState, way: WayHome, performance: Performance): number {
  const moving = (state.ground_speed_mps ?? 0) > performance.cruise_speed_mps / 3;
  const power = moving ? performance.cruise_power_w : performance.hover_power_w;
  const own = percentOf(power / SECONDS_PER_HOUR, performance);
  const towards = (way.bearing_deg * Math.PI) / 180;
  const north = state.velocity_north_mps ?? 0;
  const east = state.velocity_east_mps ?? 0;
  const away = Math.max(0, -(north * Math.cos(towards) + east * Math.sin(towards)));
  const perMetre = percentOf(performance.cruise_power_w / performance.cruise_speed_mps / SECONDS_PER_HOUR, performance);
  return own + away * perMetre;
}
