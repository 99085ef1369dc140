/** What a binding needs beside its ids. */
export const DEFAULT_POLICY = {
  performance: {
    cruise_speed_mps: 12,
    max_speed_mps: 20,
    climb_speed_mps: 3,
    descent_speed_mps: 2,
    mass_kg: 3,
    battery_capacity_wh: 150,
    hover_power_w: 350,
    cruise_power_w: 400,
    max_wind_mps: 12,
    launch_time_s: 15,
    ceiling_above_takeoff_m: 120,
  },
  policy: {
    reserve_percent: 20,
    separation_horizontal_m: 50,
    separation_vertical_m: 15,
    max_height_agl_m: 120,
    lapsed_lease_hold_s: 30,
    units: 'si',
  },
};
