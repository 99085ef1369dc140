import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultPolicy } from '../dispatch/defaults.js';
import { checkWeather, NO_CEILING_M, parseMetar, weatherFromInput } from './index.js';

const NOW = Date.UTC(2026, 10, 21, 19, 10);
const KNOT = 1852 / 3600;
const read = (text: string, now = NOW) => {
  const parsed = parseMetar(text, now);
  if ('error' in parsed) throw new Error(parsed.error.message);
  return parsed.weather;
};

const SAMPLES: [string, Partial<ReturnType<typeof read>>][] = [
  [
    'METAR KSJC 211853Z 30008KT 10SM FEW045 SCT200 18/07 A3011 RMK AO2 SLP195 T01780067',
    { station: 'KSJC', wind_from_deg: 300, visibility_m: 16093.44, ceiling_agl_m: NO_CEILING_M, temperature_c: 18 },
  ],
  [
    'SPECI KORD 211902Z AUTO 24018G32KT 210V280 1 1/2SM R28R/4500VP6000FT -RASN BR BKN008 OVC015 01/M01 A2951 RMK PRESFR',
    { wind_from_deg: null, visibility_m: 2414.016, precipitation: 'light', temperature_c: 1 },
  ],
  ['KJFK 211851Z VRB03KT M1/4SM FG VV002 08/08 A2990', { wind_from_deg: null, visibility_m: 402.336 }],
  ['EDDF 211850Z 00000KT CAVOK M05/M10 Q1031 NOSIG', { wind_speed_mps: 0, visibility_m: 10000, temperature_c: -5 }],
  ['ULLI 211900Z 18006MPS 9999 BKN012CB 03/01 Q1002 R88/290045 NOSIG', { wind_speed_mps: 6, visibility_m: 10000 }],
  [
    'EGLL 211850Z AUTO 22012KT 0800 0400NE +TSRA OVC003 12/11 Q0998',
    { visibility_m: 400, precipitation: 'thunderstorm' },
  ],
  ['CYYZ 211900Z 05010KT 3SM -FZDZ OVC004 M02/M03 A2978', { precipitation: 'freezing' }],
  ['KDEN 211853Z 35025G40KT P6SM SKC 05/M12 A3002', { ceiling_agl_m: NO_CEILING_M, visibility_m: 9656.064 }],
  [
    'KXYZ 211855Z AUTO /////KT 10SM // CLR // A2992',
    { wind_speed_mps: null, precipitation: null, temperature_c: null },
  ],
  ['LFPG 211900Z 25004KT 9999NDV NSC 10/ Q1018', { visibility_m: 10000, temperature_c: 10 }],
];
test.each(SAMPLES)('%s', (text, expected) => {
  expect(read(text)).toMatchObject(expected);
});

test('wind, gusts and ceiling are brought to SI', () => {
  const weather = read(SAMPLES[1]![0]);
  expect(weather.wind_speed_mps).toBeCloseTo(18 * KNOT, 9);
  expect(weather.wind_gust_mps).toBeCloseTo(32 * KNOT, 9);
  expect(weather.ceiling_agl_m).toBeCloseTo(800 * 0.3048, 9);
});

test('the observation is the newest such day and time, across months', () => {
  expect(read('KSJC 211853Z 00000KT CAVOK 10/10 Q1000').observed_at_utc_ms).toBe(Date.UTC(2026, 10, 21, 18, 53));
  expect(read('KSJC 220100Z 00000KT CAVOK 10/10 Q1000').observed_at_utc_ms).toBe(Date.UTC(2026, 9, 22, 1, 0));
  const newYear = Date.UTC(2027, 0, 1, 0, 20);
  expect(read('KSJC 312353Z 00000KT CAVOK 10/10 Q1000', newYear).observed_at_utc_ms).toBe(
    Date.UTC(2026, 11, 31, 23, 53),
  );
  const lastMinutes = Date.UTC(2026, 10, 30, 23, 58);
  expect(read('KSJC 010000Z 00000KT CAVOK 10/10 Q1000', lastMinutes).observed_at_utc_ms).toBe(Date.UTC(2026, 11, 1));
  const march = Date.UTC(2026, 2, 1, 5, 0);
  expect(read('KSJC 302353Z 00000KT CAVOK 10/10 Q1000', march).observed_at_utc_ms).toBe(Date.UTC(2026, 0, 30, 23, 53));
});

test.each([
  ['', ''],
  ['KSJC', ''],
  ['KSJC 219953Z 30008KT', '219953Z'],
  ['KSJC 211853Z 99908KT 10SM', '99908KT'],
  ['KSJC 211853Z 30008KT 10SM BANANA', 'BANANA'],
  ['12AB 211853Z 30008KT', '12AB'],
  ['KSJC 211853Z NIL', 'NIL'],
])('%s names the group that is wrong', (text, group) => {
  expect(parseMetar(text, NOW)).toMatchObject({ error: { group } });
});

test('any text gives weather or a fault, never a throw', () => {
  const word = fc.oneof(
    fc.string({ maxLength: 9 }),
    fc.constantFrom('KSJC', '211853Z', '30008KT', '1', '1/2SM', 'OVC003', 'M01/', '//', '-RA'),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      const parsed = parseMetar(words.join(' '), NOW);
      expect('weather' in parsed || parsed.error.remedy.length > 0).toBe(true);
    }),
  );
});

const codes = (text: string | null, now = NOW) =>
  checkWeather(text === null ? null : read(text, now), defaultPolicy, { max_wind_mps: 12 }, now).map((f) => [
    f.code,
    f.effect,
  ]);

test('limits stop, unknown and outdated weather is a condition', () => {
  expect(codes(SAMPLES[0]![0])).toEqual([['weather_ok', 'for']]);
  expect(codes(null)).toEqual([['weather_unknown', 'condition']]);
  expect(codes('KSJC 211553Z 30008KT 10SM FEW045 18/07 A3011')).toEqual([['weather_outdated', 'condition']]);
  expect(codes(SAMPLES[7]![0])).toEqual([
    ['weather_wind', 'against'],
    ['weather_gust', 'against'],
  ]);
  expect(codes(SAMPLES[2]![0])).toEqual([
    ['weather_visibility', 'against'],
    ['weather_ceiling', 'against'],
  ]);
  expect(codes(SAMPLES[6]![0])).toContainEqual(['weather_precipitation', 'against']);
  expect(codes(SAMPLES[8]![0]).map(([code]) => code)).toEqual([
    'weather_wind_unknown',
    'weather_temperature_unknown',
    'weather_precipitation_unknown',
  ]);
});

test('wind grows with height: within the agency limit at the station, beyond the aircraft aloft', () => {
  const [finding] = checkWeather(
    read('KSJC 211853Z 30021KT 10SM SKC 18/07 A3011'),
    defaultPolicy,
    { max_wind_mps: 12 },
    NOW,
  );
  expect(finding).toMatchObject({ code: 'weather_wind', effect: 'against' });
  expect(finding?.text).toBe('Weather: wind 27 kt at cruise height, the aircraft holds 23 kt');
});

test('weather entered by hand keeps what was left out as unknown', () => {
  expect(weatherFromInput({ wind_speed_mps: 3 }, NOW)).toMatchObject({
    weather: { source: 'manual', wind_speed_mps: 3, visibility_m: null, observed_at_utc_ms: NOW },
  });
  expect(weatherFromInput({ metar: 'nonsense' }, NOW)).toHaveProperty('error');
});
