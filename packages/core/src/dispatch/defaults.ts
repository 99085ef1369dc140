/** What an agency starts with: public safety in the United States. */
import type { AgencyPolicy, ApprovedMakers } from '@outrider/schema';

/**
 * Limits for flight under 14 CFR part 107 (400 ft above ground, 3 statute miles of visibility, 500 ft below cloud) with cruise at
 * 200 ft, the height of the public-safety drone-as-first-responder waivers. An agency changes what its own waiver says otherwise.
 */
export const defaultPolicy: AgencyPolicy = {
  reserve_percent: 20,
  hold_on_scene_s: 600,
  cruise_height_m: 60,
  on_scene_height_m: 45,
  // 400 ft are 121.92 m: rounded down, so that no rounding exceeds the limit.
  max_height_agl_m: 121,
  obstacle_clearance_vertical_m: 15,
  obstacle_clearance_horizontal_m: 15,
  separation_horizontal_m: 150,
  separation_vertical_m: 30,
  lapsed_lease_hold_s: 30,
  aircraft_per_rpic: 1,
  multi_aircraft_authority: null,
  automatic_acceptance_authority: null,
  trust_failure: 'stop',
  max_wind_mps: 12,
  max_gust_mps: 15,
  // 3 statute miles, 14 CFR 107.51(c).
  min_visibility_m: 4828,
  // 400 ft of flight and 500 ft below cloud, 14 CFR 107.51(b) and (d).
  min_ceiling_agl_m: 275,
  min_temperature_c: -10,
  max_temperature_c: 40,
  // A METAR comes every hour and a little late.
  weather_valid_for_min: 75,
  checklist: [
    { key: 'remote_id', label: 'Remote ID serial on file', source: 'automatic', enforced: false, valid_for_hours: 0 },
    {
      key: 'preflight_inspection',
      label: 'Airframe, propellers and dock inspected',
      source: 'person',
      enforced: false,
      valid_for_hours: 24,
    },
  ],
  units: 'us',
  time_zone: null,
  idle_lock_min: 30,
  shared_position: true,
  camera_level_en_route: true,
};

/** No list is in force until the host or the agency writes one; one year is the longest that an existing aircraft may go on. */
export const defaultApprovedMakers: ApprovedMakers = {
  enabled: false,
  makers: [],
  in_force_since: null,
  grandfather_cap_days: 365,
  citation: null,
};
