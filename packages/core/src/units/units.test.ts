import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  celsiusOf,
  fahrenheitOf,
  feetOf,
  formatDistance,
  formatDuration,
  formatHeight,
  formatPercent,
  formatSpeed,
  formatTemperature,
  formatWind,
  knotsOf,
  metresOfFeet,
  metresOfMiles,
  milesOf,
  mpsOfKnots,
} from './index.js';

test.each([
  [formatDistance(4667, 'us'), '2.9 mi'],
  [formatDistance(100, 'us'), '328 ft'],
  [formatDistance(4667, 'si'), '4.7 km'],
  [formatDistance(940, 'si'), '940 m'],
  [formatDistance(4667, 'aviation'), '2.5 NM'],
  [formatHeight(60.96, 'us', 'agl'), '200 ft AGL'],
  [formatHeight(60.96, 'aviation', 'amsl'), '200 ft MSL'],
  [formatHeight(60.96, 'si', 'amsl'), '61 m AMSL'],
  [formatHeight(55, 'us', 'takeoff'), '180 ft above take-off'],
  [formatSpeed(10, 'us'), '22 mph'],
  [formatSpeed(10, 'aviation'), '19 kt'],
  [formatWind(9.26, 'us'), '18 kt'],
  [formatWind(9.26, 'si'), '9.3 m/s'],
  [formatTemperature(-10, 'us'), '14 °F'],
  [formatTemperature(-0.3, 'si'), '0 °C'],
  [formatPercent(11.4), '11 %'],
  [formatPercent(null), 'unknown'],
  [formatHeight(null, 'us', 'agl'), 'unknown'],
  [formatDuration(45), '45 s'],
  [formatDuration(200), '3 min 20 s'],
  [formatDuration(600), '10 min'],
  [formatDuration(7500), '2 h 05 min'],
  [formatDuration(-20), '-20 s'],
  [formatDuration(null), 'unknown'],
])('%s is %s', (text, expected) => {
  expect(text).toBe(expected);
});

test('conversions go there and back', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e5, max: 1e5, noNaN: true }), (value) => {
      expect(metresOfFeet(feetOf(value))).toBeCloseTo(value, 6);
      expect(metresOfMiles(milesOf(value))).toBeCloseTo(value, 6);
      expect(mpsOfKnots(knotsOf(value))).toBeCloseTo(value, 6);
      expect(celsiusOf(fahrenheitOf(value))).toBeCloseTo(value, 6);
    }),
  );
});
