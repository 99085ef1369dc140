import type { SpecGroup } from '../ui/spec-form.js';

/** The agency's flying rules as a form; limits are those of the contract. */
export const POLICY_GROUPS: readonly SpecGroup[] = [
  {
    title: 'Energy and time',
    fields: [
      {
        path: 'reserve_percent',
        label: 'Reserve on landing',
        type: 'number',
        kind: 'plain',
        unit: '%',
        min: 0,
        max: 100,
      },
      {
        path: 'hold_on_scene_s',
        label: 'Time on scene planned',
        type: 'number',
        kind: 'plain',
        unit: 's',
        min: 0,
        max: 7200,
      },
      {
        path: 'lapsed_lease_hold_s',
        label: 'Hold after lost control',
        type: 'number',
        kind: 'plain',
        unit: 's',
        min: 10,
        max: 300,
        hint: 'Then the contingency of the leg.',
      },
    ],
  },
  {
    title: 'Heights and distances',
    fields: [
      { path: 'cruise_height_m', label: 'Cruise, above take-off', type: 'number', kind: 'length', min: 10, max: 150 },
      {
        path: 'on_scene_height_m',
        label: 'On scene, above take-off',
        type: 'number',
        kind: 'length',
        min: 10,
        max: 150,
      },
      { path: 'max_height_agl_m', label: 'Never above, AGL', type: 'number', kind: 'length', min: 10, max: 500 },
      {
        path: 'obstacle_clearance_vertical_m',
        label: 'Over obstacles',
        type: 'number',
        kind: 'length',
        min: 0,
        max: 100,
      },
      {
        path: 'obstacle_clearance_horizontal_m',
        label: 'Beside obstacles',
        type: 'number',
        kind: 'length',
        min: 0,
        max: 200,
      },
      {
        path: 'separation_horizontal_m',
        label: 'Between own aircraft, across',
        type: 'number',
        kind: 'length',
        min: 0,
        max: 2000,
      },
      {
        path: 'separation_vertical_m',
        label: 'Between own aircraft, in height',
        type: 'number',
        kind: 'length',
        min: 0,
        max: 300,
      },
    ],
  },
  {
    title: 'Weather limits',
    fields: [
      { path: 'max_wind_mps', label: 'Wind', type: 'number', kind: 'wind', min: 0, max: 40 },
      { path: 'max_gust_mps', label: 'Gusts', type: 'number', kind: 'wind', min: 0, max: 50 },
      {
        path: 'min_visibility_m',
        label: 'Visibility at least',
        type: 'number',
        kind: 'visibility',
        min: 0,
        max: 20000,
      },
      {
        path: 'min_ceiling_agl_m',
        label: 'Cloud base at least, AGL',
        type: 'number',
        kind: 'length',
        min: 0,
        max: 5000,
      },
      { path: 'min_temperature_c', label: 'Not colder than', type: 'number', kind: 'temperature', min: -60, max: 20 },
      { path: 'max_temperature_c', label: 'Not warmer than', type: 'number', kind: 'temperature', min: 0, max: 60 },
      {
        path: 'weather_valid_for_min',
        label: 'Weather counts for',
        type: 'number',
        kind: 'plain',
        unit: 'min',
        min: 5,
        max: 1440,
      },
    ],
  },
  {
    title: 'Crew and trust',
    fields: [
      { path: 'aircraft_per_rpic', label: 'Aircraft per RPIC', type: 'number', kind: 'plain', min: 1, max: 8 },
      {
        path: 'multi_aircraft_authority',
        label: 'Authority for more than one',
        type: 'text',
        optional: true,
        hint: 'Name of the waiver on file.',
      },
      {
        path: 'automatic_acceptance_authority',
        label: 'Authority for automatic acceptance',
        type: 'text',
        optional: true,
      },
      {
        path: 'trust_failure',
        label: 'When trust does not permit',
        type: 'choice',
        options: { warn: 'Warn: an RPIC may override with a reason', stop: 'Stop' },
      },
    ],
  },
  {
    title: 'Cameras',
    fields: [
      {
        path: 'camera_level_en_route',
        label: 'Level on the way',
        type: 'check',
        hint: 'On the way out and back the camera looks level ahead, and on scene at the incident, until somebody points it.',
      },
      {
        path: 'shared_position',
        label: 'Links to live video show the place',
        type: 'check',
        hint: 'Where the aircraft is and what its camera looks at.',
      },
    ],
  },
  {
    title: 'Place',
    fields: [
      {
        path: 'time_zone',
        label: 'Time zone',
        type: 'text',
        optional: true,
        hint: 'IANA name such as America/Los_Angeles: contracts, lists and certificates go by its dates. Empty: UTC.',
      },
    ],
  },
  {
    title: 'Console',
    fields: [
      {
        path: 'units',
        label: 'Units',
        type: 'choice',
        options: { us: 'US: ft, mi, mph, wind in kt', si: 'SI: m, km, m/s', aviation: 'Aviation: ft, NM, kt' },
      },
      { path: 'idle_lock_min', label: 'Lock after', type: 'number', kind: 'plain', unit: 'min', min: 5, max: 720 },
    ],
  },
];
