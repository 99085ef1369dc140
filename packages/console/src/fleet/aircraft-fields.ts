import type { AircraftInput, Site } from '@outrider/schema';
import type { SpecGroup } from '../ui/spec-form.js';

/** What a small quadrotor of the usual kind does: a start to be corrected from its manual. */
export const NEW_AIRCRAFT: AircraftInput = {
  name: '',
  maker: '',
  model: '',
  serial: '',
  remote_id_serial: null,
  site_id: null,
  in_dock: false,
  performance: {
    cruise_speed_mps: 12,
    max_speed_mps: 18,
    climb_speed_mps: 3,
    descent_speed_mps: 2,
    mass_kg: 2,
    battery_capacity_wh: 200,
    hover_power_w: 350,
    cruise_power_w: 400,
    max_wind_mps: 10,
    launch_time_s: 15,
    ceiling_above_takeoff_m: 120,
  },
  acquired_on: null,
  contract: null,
  payloads: ['visible'],
};

export function aircraftGroups(sites: readonly Site[], hasContract: boolean): SpecGroup[] {
  const places = Object.fromEntries([['', 'None'], ...sites.map((site) => [site.id, site.name])]) as Record<
    string,
    string
  >;
  const groups: SpecGroup[] = [
    {
      title: 'Identity',
      fields: [
        { path: 'name', label: 'Name', type: 'text' },
        { path: 'maker', label: 'Maker', type: 'text' },
        { path: 'model', label: 'Model', type: 'text' },
        { path: 'serial', label: 'Serial number', type: 'text' },
        { path: 'remote_id_serial', label: 'Remote ID serial', type: 'text', optional: true },
        { path: 'acquired_on', label: 'Acquired on', type: 'date', optional: true },
        { path: 'site_id', label: 'Site', type: 'choice', options: places, optional: true },
        { path: 'in_dock', label: 'Lives in a dock', type: 'check' },
      ],
    },
    {
      title: 'Performance',
      fields: [
        { path: 'performance.cruise_speed_mps', label: 'Cruise speed', type: 'number', kind: 'speed', min: 1, max: 60 },
        { path: 'performance.max_speed_mps', label: 'Maximum speed', type: 'number', kind: 'speed', min: 1, max: 80 },
        {
          path: 'performance.climb_speed_mps',
          label: 'Climb',
          type: 'number',
          kind: 'plain',
          unit: 'm/s',
          min: 0.5,
          max: 20,
        },
        {
          path: 'performance.descent_speed_mps',
          label: 'Descent',
          type: 'number',
          kind: 'plain',
          unit: 'm/s',
          min: 0.3,
          max: 20,
        },
        { path: 'performance.max_wind_mps', label: 'Wind limit', type: 'number', kind: 'wind', min: 0, max: 60 },
        {
          path: 'performance.ceiling_above_takeoff_m',
          label: 'Ceiling above take-off',
          type: 'number',
          kind: 'length',
          min: 5,
          max: 5000,
        },
        { path: 'performance.mass_kg', label: 'Mass', type: 'number', kind: 'plain', unit: 'kg', min: 0.1, max: 200 },
        {
          path: 'performance.battery_capacity_wh',
          label: 'Battery',
          type: 'number',
          kind: 'plain',
          unit: 'Wh',
          min: 1,
          max: 20000,
        },
        {
          path: 'performance.hover_power_w',
          label: 'Hover power',
          type: 'number',
          kind: 'plain',
          unit: 'W',
          min: 1,
          max: 50000,
        },
        {
          path: 'performance.cruise_power_w',
          label: 'Cruise power',
          type: 'number',
          kind: 'plain',
          unit: 'W',
          min: 1,
          max: 50000,
        },
        {
          path: 'performance.launch_time_s',
          label: 'Time to launch',
          type: 'number',
          kind: 'plain',
          unit: 's',
          min: 0,
          max: 600,
        },
      ],
    },
  ];
  if (hasContract) {
    groups.push({
      title: 'Contract',
      fields: [
        { path: 'contract.party', label: 'Party', type: 'text' },
        { path: 'contract.started_on', label: 'Started on', type: 'date' },
        { path: 'contract.ends_on', label: 'Ends on', type: 'date' },
        { path: 'contract.renewed_on', label: 'Renewed on', type: 'date', optional: true },
      ],
    });
  }
  return groups;
}
