import type { AircraftInput, IncidentInput, SiteInput } from '@outrider/schema';
import type { LatLon } from '../geometry/index.js';
import { blockRect } from './blocks.js';
import type { TownPoint } from './frame.js';
import { toLatLon } from './frame.js';
import { STATIONS } from './layout.js';
import { townGround } from './terrain.js';

type Performance = AircraftInput['performance'];
/** Which autopilot the simulator flies an aircraft with, and how that autopilot stands at the start. */
export interface DemoVehicle {
  system_id: number;
  dialect: 'ardupilot' | 'px4';
  firmware: 'stable' | 'next';
  battery_percent: number;
  charging: boolean;
  /** Parameters that differ from what the agency set up. */
  parameters: Readonly<Record<string, number>>;
}
export interface DemoAircraft {
  aircraft: AircraftInput;
  site: number;
  vehicle: DemoVehicle;
}

/** The open half of a station's block; its docks stand on it, clear of every wall. */
function padOf(station: number): TownPoint {
  const block = STATIONS[station];
  const rect = block && blockRect(block.i, block.j);
  if (!rect) throw new RangeError(`no station ${station}`);
  return { u: rect.u1 - 45, v: (rect.v0 + rect.v1) / 2 };
}

/** Launch places; the docks of one site stand 9 m apart. */
export function demoSites(): SiteInput[] {
  return STATIONS.map((station, index) => {
    const at = toLatLon(padOf(index));
    return {
      name: station.name,
      position: { ...at, altitude_amsl_m: Math.round(townGround(at) * 10) / 10 },
      address: `Redwood Fire, ${station.name}`,
    };
  });
}

/** Where an aircraft stands on its site's pad. */
export function padPosition(aircraft: DemoAircraft, fleet: readonly DemoAircraft[]): LatLon {
  const slot = fleet.filter((other) => other.site === aircraft.site).indexOf(aircraft);
  const pad = padOf(aircraft.site);
  return toLatLon({ u: pad.u + 9 * slot, v: pad.v });
}

/**
 * Published figures of each model where the maker gives them (mass, endurance, top speed, wind); power follows from battery
 * energy and endurance, with a tenth kept for ageing.
 */
const PERFORMANCE = {
  astro: {
    cruise_speed_mps: 15, max_speed_mps: 19, climb_speed_mps: 4, descent_speed_mps: 3, mass_kg: 5.2, battery_capacity_wh: 710,
    hover_power_w: 1180, cruise_power_w: 1120, max_wind_mps: 12, launch_time_s: 12, ceiling_above_takeoff_m: 120,
  },
  x10: {
    cruise_speed_mps: 15, max_speed_mps: 20, climb_speed_mps: 4, descent_speed_mps: 3, mass_kg: 2.1, battery_capacity_wh: 156,
    hover_power_w: 250, cruise_power_w: 245, max_wind_mps: 12, launch_time_s: 10, ceiling_above_takeoff_m: 120,
  },
  evoMax: {
    cruise_speed_mps: 15, max_speed_mps: 23, climb_speed_mps: 5, descent_speed_mps: 3, mass_kg: 1.6, battery_capacity_wh: 120,
    hover_power_w: 185, cruise_power_w: 180, max_wind_mps: 12, launch_time_s: 12, ceiling_above_takeoff_m: 120,
  },
  m30t: {
    cruise_speed_mps: 16, max_speed_mps: 23, climb_speed_mps: 5, descent_speed_mps: 3, mass_kg: 3.8, battery_capacity_wh: 263,
    hover_power_w: 425, cruise_power_w: 410, max_wind_mps: 15, launch_time_s: 15, ceiling_above_takeoff_m: 120,
  },
  if800: {
    cruise_speed_mps: 14, max_speed_mps: 22, climb_speed_mps: 4, descent_speed_mps: 2.5, mass_kg: 7.9, battery_capacity_wh: 980,
    hover_power_w: 1200, cruise_power_w: 1150, max_wind_mps: 11, launch_time_s: 15, ceiling_above_takeoff_m: 120,
  },
  responder: {
    cruise_speed_mps: 16, max_speed_mps: 20, climb_speed_mps: 4, descent_speed_mps: 3, mass_kg: 4.4, battery_capacity_wh: 330,
    hover_power_w: 520, cruise_power_w: 500, max_wind_mps: 12, launch_time_s: 10, ceiling_above_takeoff_m: 120,
  },
} satisfies Record<string, Performance>; // prettier-ignore

const DAY_MS = 86_400_000;
const isoDate = (utc_ms: number): string => new Date(utc_ms).toISOString().slice(0, 10);

type Papers = Pick<AircraftInput, 'name' | 'maker' | 'model' | 'serial' | 'payloads'> & {
  performance: Performance;
  in_dock: boolean;
  acquired_days_ago: number;
  contract?: AircraftInput['contract'];
};

function aircraft(papers: Papers, now_utc_ms: number): AircraftInput {
  const { acquired_days_ago, contract, ...rest } = papers;
  return {
    ...rest,
    remote_id_serial: rest.serial,
    site_id: null,
    acquired_on: isoDate(now_utc_ms - acquired_days_ago * DAY_MS),
    contract: contract ?? null,
  };
}

const vehicle = (
  system_id: number,
  dialect: DemoVehicle['dialect'],
  battery_percent: number,
  more: Partial<Pick<DemoVehicle, 'charging' | 'parameters' | 'firmware'>> = {},
): DemoVehicle => ({
  system_id,
  dialect,
  battery_percent,
  firmware: 'stable',
  charging: false,
  parameters: {},
  ...more,
});

const full = ['visible', 'thermal', 'spotlight'] as const;

/**
 * Herons 1 to 6. Heron 3's maker is not on the approved list; Heron 4's contract ends soon; Heron 5 is charging; Heron 6's
 * battery failsafe is off in its autopilot until somebody sets it.
 */
export function demoFleet(now_utc_ms: number): DemoAircraft[] {
  const at = (papers: Papers): AircraftInput => aircraft(papers, now_utc_ms);
  const contract = {
    party: 'Redwood County Joint Powers',
    started_on: isoDate(now_utc_ms - 700 * DAY_MS),
    ends_on: isoDate(now_utc_ms + 45 * DAY_MS),
    renewed_on: null,
  };
  const p = PERFORMANCE;
  return [
    {
      aircraft: at({ name: 'Heron 1', maker: 'Freefly Systems', model: 'Astro', serial: '1817FA1X24070113', payloads: [...full], performance: p.astro, in_dock: true, acquired_days_ago: 420 }),
      site: 1,
      vehicle: vehicle(1, 'px4', 98),
    },
    {
      aircraft: at({ name: 'Heron 2', maker: 'Skydio', model: 'X10', serial: '1668BSX10240552', payloads: ['visible', 'thermal', 'speaker'], performance: p.x10, in_dock: true, acquired_days_ago: 300 }),
      site: 0,
      vehicle: vehicle(2, 'ardupilot', 97),
    },
    {
      aircraft: at({ name: 'Heron 3', maker: 'Autel Robotics', model: 'EVO Max 4T', serial: '1748FEV3HMA23170', payloads: ['visible', 'thermal'], performance: p.evoMax, in_dock: false, acquired_days_ago: 60 }),
      site: 0,
      vehicle: vehicle(3, 'ardupilot', 100),
    },
    {
      aircraft: at({ name: 'Heron 4', maker: 'DJI', model: 'Matrice 30T', serial: '1581F5BKD233G00B', payloads: ['visible', 'thermal'], performance: p.m30t, in_dock: true, acquired_days_ago: 690, contract }),
      site: 3,
      vehicle: vehicle(4, 'ardupilot', 93),
    },
    {
      aircraft: at({ name: 'Heron 5', maker: 'Inspired Flight', model: 'IF800 Tomcat', serial: '1791IF8002300418', payloads: [...full], performance: p.if800, in_dock: false, acquired_days_ago: 210 }),
      site: 2,
      vehicle: vehicle(5, 'ardupilot', 34, { charging: true, firmware: 'next' }),
    },
    {
      aircraft: at({ name: 'Heron 6', maker: 'BRINC', model: 'Responder', serial: '1914BRR24110061', payloads: ['visible', 'thermal', 'speaker'], performance: p.responder, in_dock: true, acquired_days_ago: 120 }),
      site: 3,
      vehicle: vehicle(6, 'px4', 88, { parameters: { COM_LOW_BAT_ACT: 0 } }),
    },
  ]; // prettier-ignore
}

/** What the dispatcher finds on the first morning. */
export function demoIncidents(now_utc_ms: number, find: (label: string) => LatLon | null): IncidentInput[] {
  const located = (label: string, uncertainty_m: number | null): IncidentInput['location'] | null => {
    const at = find(label);
    return at && { latitude_deg: at.latitude_deg, longitude_deg: at.longitude_deg, uncertainty_m, address: label };
  };
  const stories = [
    { minutes: 1, priority: 1, type: 'Structure fire', at: '418 Alder St', near: null, text: 'Caller reports smoke, second floor.' },
    { minutes: 5, priority: 2, type: 'Vehicle into barrier', at: 'Harbor Blvd at Quay Rd', near: 30, text: 'One vehicle, airbags deployed, driver out.' },
    { minutes: 11, priority: 3, type: 'Welfare check', at: 'Marsh Trail, mile 2', near: 120, text: 'Walker overdue; last seen on the trail.' },
  ] as const; // prettier-ignore
  return stories.flatMap((story, index) => {
    const location = located(story.at, story.near);
    if (!location) return [];
    return [
      {
        external_id: `CAD-26-11420${index + 5}`,
        external_revision: 1,
        type: story.type,
        priority: story.priority,
        location,
        narrative: story.text,
        sensitivity: 'internal',
        received_at_utc_ms: now_utc_ms - story.minutes * 60_000,
      },
    ];
  });
}
