/** What is wrong with one aircraft now. Each rule is one function; the list at the end of the file is all of them. */
import type { AgencyPolicy, FlightLimits, FlightPlan } from '@outrider/schema';
import { beyondLimits } from '../command/limits.js';
import { distance } from '../geo/index.js';
import { formatHeight, formatLength } from '../units/index.js';
import { isAirborne, positionOf } from '../vehicle/state.js';
import type { VehicleState } from '../vehicle/state.js';
import type { Condition } from './alert-book.js';
import type { EnergyNow } from './energy.js';
import { viewFence } from './fence.js';

/** Another aircraft of the same agency. */
export interface Neighbour {
  aircraft_id: string;
  name: string;
  latitude_deg: number;
  longitude_deg: number;
  altitude_amsl_m: number;
}

export interface SafetyView {
  state: VehicleState;
  link_age_ms: number | null;
  energy: EnergyNow;
  policy: Pick<
    AgencyPolicy,
    'separation_horizontal_m' | 'separation_vertical_m' | 'reserve_percent' | 'max_height_agl_m' | 'units'
  >;
  fence: FlightPlan['fence'] | null;
  neighbours: readonly Neighbour[];
  /** The RPIC's limits, while somebody else steers by hand; null otherwise. */
  limits: FlightLimits | null;
  /** The manual lease lapsed and nobody has taken over. */
  unattended: boolean;
}

/** Two minutes before the return, as pilots expect it. */
const RETURN_SOON_S = 120;
const FENCE_NEAR_M = 15;
const HEIGHT_MARGIN_M = 3;
const FIX_3D = 3;
const POOR_HDOP = 2.5;
const LAND_MARGIN_PERCENT = 3;
/** A pilot can look at so many; a swarm would bury everything else. */
const NEAREST_TOLD = 3;

const one = (
  kind: string,
  level: Condition['level'],
  text: string,
  spoken: string | null = null,
  key = kind,
): Condition => ({ key, kind, level, text, spoken });

function linkConditions({ state, link_age_ms }: SafetyView): Condition[] {
  const seconds = link_age_ms === null ? 'ever' : `${Math.round(link_age_ms / 1000)} s`;
  if (state.last_heard_ms === null) return [];
  const flying = isAirborne(state);
  if (state.link === 'lost') {
    const text = `Link lost. Nothing heard for ${seconds}; the autopilot follows its lost-link action.`;
    return [one('link_lost', flying ? 'warning' : 'advisory', text, flying ? 'Link lost' : null)];
  }
  if (state.link !== 'stale' || !flying) return [];
  return [one('link_stale', 'caution', `Link stale. What is shown is ${seconds} old.`, 'Link stale')];
}

function batteryConditions({ state, energy, policy }: SafetyView): Condition[] {
  const battery = state.battery_percent;
  if (battery === null || !isAirborne(state)) return [];
  const found: Condition[] = [];
  const toReturn = energy.energy_to_return_percent;
  const toLand = energy.energy_to_land_percent;
  const seconds = energy.time_to_return_s;
  if (toLand !== null && battery <= toLand + LAND_MARGIN_PERCENT) {
    found.push(one('battery_land', 'warning', `Battery ${Math.round(battery)} %. Land now.`, 'Battery, land now'));
  }
  if (toReturn !== null && battery <= toReturn + policy.reserve_percent) {
    const text = `Battery ${Math.round(battery)} %, the way home needs ${Math.round(toReturn)} % and the reserve. Return now.`;
    found.push(one('battery_return', 'warning', text, 'Battery, return now'));
  } else if (seconds !== null && seconds <= RETURN_SOON_S && state.mode !== 'return') {
    const text = `Battery: return in ${Math.round(seconds / 10) * 10} s.`;
    found.push(one('battery_return', 'caution', text, 'Battery, return soon'));
  }
  return found;
}

function fenceConditions({ state, fence }: SafetyView): Condition[] {
  const position = positionOf(state);
  if (!fence || !position || !isAirborne(state)) return [];
  const view = viewFence(fence, position);
  if (!view.inside) return [one('fence', 'warning', 'Outside the fence.', 'Outside fence')];
  if (view.edge_m > FENCE_NEAR_M) return [];
  return [one('fence', 'caution', `Fence ${Math.round(view.edge_m)} m ahead or beside.`, 'Fence close')];
}

function heightConditions({ state, fence, policy }: SafetyView): Condition[] {
  const height = state.height_above_takeoff_m;
  if (height === null || !isAirborne(state)) return [];
  const ceiling = Math.min(fence?.max_height_above_takeoff_m ?? Infinity, policy.max_height_agl_m);
  if (height <= ceiling + HEIGHT_MARGIN_M) return [];
  const limit = formatHeight(ceiling, policy.units, 'takeoff');
  return [
    one('height', 'warning', `Too high: ${formatHeight(height, policy.units, 'takeoff')}, limit ${limit}.`, 'Too high'),
  ];
}

function limitConditions({ state, limits, policy }: SafetyView): Condition[] {
  const beyond = limits && isAirborne(state) ? beyondLimits(limits, state, policy.units) : [];
  if (beyond.length === 0) return [];
  return [one('limits', 'caution', `Beyond the limits of the RPIC: ${beyond.join('; ')}.`, 'Beyond limits')];
}

function separationConditions({ state, neighbours, policy }: SafetyView): Condition[] {
  const position = positionOf(state);
  const altitude = state.altitude_amsl_m;
  if (!position || altitude === null || !isAirborne(state)) return [];
  const near: { other: Neighbour; apart: number; above: number }[] = [];
  for (const other of neighbours) {
    const above = Math.abs(altitude - other.altitude_amsl_m);
    // What is not a number is near nobody.
    if (!(above < policy.separation_vertical_m)) continue;
    const apart = distance(position, other);
    if (apart < policy.separation_horizontal_m) near.push({ other, apart, above });
  }
  const nearest = near.toSorted((a, b) => a.apart - b.apart).slice(0, NEAREST_TOLD);
  return nearest.map(({ other, apart, above }) => {
    const text = `${other.name} is ${formatLength(apart, policy.units)} away, ${formatLength(above, policy.units)} ${
      other.altitude_amsl_m > altitude ? 'above' : 'below'
    }.`;
    return one('separation', 'warning', text, 'Traffic, own aircraft', `separation:${other.aircraft_id}`);
  });
}

function navigationConditions({ state }: SafetyView): Condition[] {
  if (!isAirborne(state)) return [];
  const found: Condition[] = [];
  if (state.estimator_ok === false) {
    found.push(one('estimator', 'warning', 'The autopilot is not sure of its position.', 'Position unsure'));
  }
  if (state.gnss_fix !== null && state.gnss_fix < FIX_3D) {
    found.push(one('gnss', 'warning', 'GNSS lost.', 'GNSS lost'));
  } else if (state.gnss_hdop !== null && state.gnss_hdop > POOR_HDOP) {
    found.push(one('gnss', 'caution', `GNSS poor (HDOP ${state.gnss_hdop.toFixed(1)}).`, 'GNSS poor'));
  }
  return found;
}

function leaseConditions({ unattended }: SafetyView): Condition[] {
  if (!unattended) return [];
  return [one('lease_lapsed', 'warning', 'Nobody steers. The aircraft holds; take control.', 'Nobody in control')];
}

const RULES: readonly ((view: SafetyView) => Condition[])[] = [
  linkConditions,
  batteryConditions,
  fenceConditions,
  heightConditions,
  limitConditions,
  separationConditions,
  navigationConditions,
  leaseConditions,
];

/** Everything that is wrong now, for the alert book. */
export function conditionsOf(view: SafetyView): Condition[] {
  return RULES.flatMap((rule) => rule(view));
}

/** What autopilots say of an aircraft that may not arm: ArduPilot's PreArm and Arm, PX4's Preflight Fail and Arming denied. */
const NOT_ARMABLE = /^(PreArm|Arm|Preflight Fail|Arming denied)\b/i;

/**
 * STATUSTEXT of severity 0 to 3 (emergency to error) is an alert too; it clears by itself. Null for chatter, and for why the
 * aircraft will not arm: that stands in its readiness, and nobody must be alarmed for an aircraft that is being charged.
 */
export function statusTextCondition(severity: number, text: string): Condition | null {
  if (severity > 3 || NOT_ARMABLE.test(text)) return null;
  const level = severity <= 2 ? 'warning' : 'caution';
  return one('statustext', level, text, null, `statustext:${text}`);
}
