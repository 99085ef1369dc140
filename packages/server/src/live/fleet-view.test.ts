import { expect, test } from 'vitest';
import { defaultPolicy } from '@outrider/core/dispatch';
import { virtualClock } from '@outrider/runtime';
import type { Aircraft, VehicleStatus } from '@outrider/schema';
import type { Vehicles } from '../vehicles/vehicles.js';
import { FleetView } from './fleet-view.js';

const COUNT = 25;
const aircraft = (n: number): Aircraft => ({
  id: `a${n}`, name: `Heron ${n}`, maker: 'M', model: 'X', serial: `S${n}`, remote_id_serial: null, site_id: 's', in_dock: true,
  performance: {
    cruise_speed_mps: 15, max_speed_mps: 20, climb_speed_mps: 4, descent_speed_mps: 3, mass_kg: 2, battery_capacity_wh: 150, hover_power_w: 250,
    cruise_power_w: 245, max_wind_mps: 12, launch_time_s: 10, ceiling_above_takeoff_m: 120,
  },
  acquired_on: null, contract: null, payloads: [], grounding: null, checklist_ticks: [], vehicle_key: null, flight_id: null, total_flights: 0,
  total_airborne_s: 0,
}); // prettier-ignore

test('in turns everybody is looked at once a round, and what was told is told again only when it changed', () => {
  const links = new Map<string, VehicleStatus['link']>();
  const statusOf = (id: string) => {
    const link = links.get(id);
    return link ? ({ link, health: [], prearm_messages: [], failsafes: null } as unknown as VehicleStatus) : null;
  };
  const vehicles = { statusOf, sampleOf: () => null } as unknown as Vehicles;
  const fleet = Array.from({ length: COUNT }, (_, n) => aircraft(n));
  const view = new FleetView(vehicles, virtualClock(), fleet, defaultPolicy);
  const round = () => Array.from({ length: 9 }, () => view.changedNext(10).map((entry) => entry.aircraft.id));
  const first = round();
  expect(Math.max(...first.map((ids) => ids.length))).toBe(3);
  expect(first.flat()).toEqual(fleet.map(({ id }) => id));
  expect(round().flat()).toEqual([]);
  links.set('a7', 'live');
  view.remove('a8');
  expect(round().flat()).toEqual(['a7']);
});
