import { describe, expect, it } from 'vitest';
import { draftOf, limitsOf } from './draft.js';

const HERE = { latitude_deg: 1, longitude_deg: 2 };
const places = { target: HERE, aircraft: null, present: null };

describe('limits as they are filled in', () => {
  it('start from what is set, and come back the same', () => {
    const limits = {
      min_height_above_takeoff_m: null,
      max_height_above_takeoff_m: 60,
      max_speed_mps: 5,
      area: { center: { latitude_deg: 3, longitude_deg: 4 }, radius_m: 100 },
    };
    const around = { ...places, present: limits.area.center };
    expect(draftOf(limits, around).around).toBe('present');
    expect(limitsOf(draftOf(limits, around), around)).toEqual(limits);
  });
  it('that are all empty are none', () => {
    expect(limitsOf(draftOf(null, places), places)).toBeNull();
  });
  it('lie around the target where there is one, and nowhere unknown', () => {
    const draft = { ...draftOf(null, places), radius_m: 100 };
    expect(limitsOf(draft, places)?.area).toEqual({ center: HERE, radius_m: 100 });
    expect(() => limitsOf({ ...draft, around: 'aircraft' }, places)).toThrow(/not known/);
  });
});
