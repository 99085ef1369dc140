import type { AgencyPolicy, ApprovedMakers } from '@outrider/schema';

/** How Redwood flies: 180 ft on the way, 130 ft on scene, at most 400 ft above ground. */
export function demoPolicy(): AgencyPolicy {
  return {
    reserve_percent: 20,
    hold_on_scene_s: 600,
    cruise_height_m: 55,
    on_scene_height_m: 40,
    max_height_agl_m: 120,
    obstacle_clearance_vertical_m: 10,
    obstacle_clearance_horizontal_m: 15,
    separation_horizontal_m: 60,
    separation_vertical_m: 15,
    lapsed_lease_hold_s: 30,
    aircraft_per_rpic: 1,
    multi_aircraft_authority: null,
    automatic_acceptance_authority: null,
    trust_failure: 'stop',
    max_wind_mps: 11,
    max_gust_mps: 14,
    min_visibility_m: 4800,
    min_ceiling_agl_m: 150,
    min_temperature_c: -10,
    max_temperature_c: 42,
    weather_valid_for_min: 90,
    checklist: [
      { key: 'failsafes', label: 'Failsafes read back', source: 'automatic', enforced: true, valid_for_hours: 0 },
      {
        key: 'propellers',
        label: 'Propellers and arms looked at',
        source: 'person',
        enforced: false,
        valid_for_hours: 24,
      },
      { key: 'dock-area', label: 'Dock area clear of people', source: 'person', enforced: false, valid_for_hours: 24 },
    ],
    units: 'us',
    idle_lock_min: 60,
  };
}

/** A list in force for some time: aircraft from before it may end their contracts. */
export function demoApprovedMakers(now_utc_ms: number): ApprovedMakers {
  return {
    enabled: true,
    makers: ['Freefly Systems', 'Skydio', 'BRINC', 'Inspired Flight'],
    in_force_since: new Date(now_utc_ms - 140 * 86_400_000).toISOString().slice(0, 10),
    grandfather_cap_days: 365,
    citation: 'Redwood Council Resolution 26-114',
  };
}
