import { describe, expect, it } from 'vitest';
import { batteryBar, energySegments, timeSegments } from './bars.js';

const total = (segments: { percent: number }[]) => segments.reduce((sum, { percent }) => sum + percent, 0);

describe('time bar', () => {
  it('shows the parts that take time and fills the bar', () => {
    const segments = timeSegments({
      accept_s: 0,
      launch_s: 10,
      climb_s: 10,
      cruise_s: 60,
      descend_s: 20,
      total_s: 100,
    });
    expect(segments.map((segment) => segment.label)).toEqual(['launch 10', 'climb 10', 'fly 60', 'descend 20 s']);
    expect(total(segments)).toBeCloseTo(100);
  });
});

describe('energy bar', () => {
  const energy = {
    out_percent: 10,
    hold_percent: 30,
    back_percent: 12,
    reserve_percent: 20,
    battery_now_percent: 90,
    after_landing_percent: 38,
    hold_available_s: null,
  };
  it('leaves what is not charged empty', () => {
    const segments = energySegments(energy);
    expect(segments.at(-1)).toMatchObject({ key: 'left', label: 'left 38 %', percent: 38 });
    expect(total(segments)).toBeCloseTo(90);
  });
  it('never overflows when more is needed than there is', () => {
    expect(total(energySegments({ ...energy, hold_percent: 90, battery_now_percent: 20 }))).toBeCloseTo(100);
  });
});

describe('battery bar', () => {
  it('is red to land, yellow to return, green free', () => {
    expect(batteryBar(60, 25, 8)).toEqual({ land_percent: 8, return_percent: 17, free_percent: 35, known: true });
  });
  it('keeps landing first when the charge does not cover the return', () => {
    expect(batteryBar(10, 25, 8)).toEqual({ land_percent: 8, return_percent: 2, free_percent: 0, known: true });
    expect(batteryBar(5, 25, 8)).toEqual({ land_percent: 5, return_percent: 0, free_percent: 0, known: true });
  });
  it('shows no needs that are not known, and nothing when the charge is not', () => {
    expect(batteryBar(60, null, null)).toEqual({ land_percent: 0, return_percent: 0, free_percent: 60, known: false });
    expect(batteryBar(null, 20, 5)).toEqual({ land_percent: 0, return_percent: 0, free_percent: 0, known: false });
  });
});
