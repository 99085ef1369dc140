import type { Track } from '@outrider/schema';
import { describe, expect, it } from 'vitest';
import { indexAt, pointAtTime } from './track-index.js';

const column = (values: (number | null)[]) => values;
const track: Track = {
  flight_id: 'f',
  utc_ms: [1000, 2000, 3000, 20_000],
  latitude_deg: column([1, 2, null, 4]),
  longitude_deg: column([1, 2, 3, 4]),
  altitude_amsl_m: column([0, 0, 0, 0]),
  height_above_takeoff_m: column([0, 10, 20, 30]),
  heading_deg: column([0, 0, 0, 0]),
  ground_speed_mps: column([0, 0, 0, 0]),
  climb_mps: column([0, 0, 0, 0]),
  roll_deg: column([0, 0, 0, 0]),
  pitch_deg: column([0, 0, 0, 0]),
  battery_percent: column([99, 98, 97, 90]),
  battery_voltage_v: column([null, null, null, null]),
  link_age_ms: column([0, 0, 0, 0]),
  mode: ['take_off', 'mission', 'hold', 'land'],
};

describe('track by time', () => {
  it('finds the last point at or before', () => {
    expect(indexAt(track.utc_ms, 999)).toBe(-1);
    expect(indexAt(track.utc_ms, 2000)).toBe(1);
    expect(indexAt(track.utc_ms, 2999)).toBe(1);
    expect(indexAt(track.utc_ms, 1e9)).toBe(3);
    expect(indexAt([], 5)).toBe(-1);
  });
  it('shows nothing old as current: a gap is a gap', () => {
    expect(pointAtTime(track, 3500)?.height_above_takeoff_m).toBe(20);
    expect(pointAtTime(track, 9000)).toBeNull();
    expect(pointAtTime(track, 500)).toBeNull();
  });
  it('keeps what is unknown as null', () => {
    expect(pointAtTime(track, 3000)?.latitude_deg).toBeNull();
  });
});
