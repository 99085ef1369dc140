import type { AddressMatch, AddressPoint } from '@outrider/schema';
import { distance } from '../geo/index.js';

// USPS Publication 28, appendix C1 and B: the short forms that dispatchers type.
const SHORT_FORMS: Readonly<Record<string, string>> = {
  street: 'st',
  avenue: 'ave',
  av: 'ave',
  boulevard: 'blvd',
  road: 'rd',
  drive: 'dr',
  lane: 'ln',
  court: 'ct',
  place: 'pl',
  terrace: 'ter',
  highway: 'hwy',
  parkway: 'pkwy',
  square: 'sq',
  circle: 'cir',
  trail: 'trl',
  way: 'way',
  alley: 'aly',
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
  northeast: 'ne',
  northwest: 'nw',
  southeast: 'se',
  southwest: 'sw',
  saint: 'st',
  first: '1st',
  second: '2nd',
  third: '3rd',
  fourth: '4th',
  fifth: '5th',
  sixth: '6th',
  seventh: '7th',
  eighth: '8th',
  ninth: '9th',
  tenth: '10th',
};

/** Words of an address in a form in which the same place is written the same way. */
export function addressWords(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => SHORT_FORMS[word] ?? word);
}

/** House number and street words; number null where none leads. */
export function splitAddress(text: string): { number: number | null; street: string[] } {
  const words = addressWords(text);
  const number = /^\d{1,6}$/.test(words[0] ?? '') ? Number(words[0]) : null;
  return { number, street: number === null ? words : words.slice(1) };
}

// An address point stands on its building; half a building's size is what it may be off.
const POINT_UNCERTAINTY_M = 15;

/**
 * Best places for what was typed, best first, from the points of the register that share words with it. A house number that is
 * not on file is placed between its neighbours on the same side of the same street, with half their distance as uncertainty.
 */
export function rankAddresses(query: string, points: readonly AddressPoint[], most: number): AddressMatch[] {
  const wanted = splitAddress(query);
  const matches = points.map((point) => scorePoint(wanted, point));
  const between = interpolate(wanted, points);
  const all = between ? [between, ...matches] : matches;
  return all
    .filter((match) => match.score > 0)
    .toSorted((a, b) => b.score - a.score || a.label.length - b.label.length || (a.label < b.label ? -1 : 1))
    .slice(0, most);
}

function scorePoint(wanted: ReturnType<typeof splitAddress>, point: AddressPoint): AddressMatch {
  const found = splitAddress(point.label);
  const street = shareOf(wanted.street, found.street);
  const near =
    wanted.number === null || found.number === null ? 0 : 1 / (1 + Math.abs(wanted.number - found.number) / 20);
  const exact = wanted.number !== null && wanted.number === found.number;
  const score = street === 0 ? 0 : street * 0.7 + (exact ? 0.3 : near * 0.15);
  return { ...point, uncertainty_m: POINT_UNCERTAINTY_M, score };
}

/** Share of the typed words that are found; the last one may be only begun. */
function shareOf(wanted: readonly string[], found: readonly string[]): number {
  if (wanted.length === 0) return 0;
  const hits = wanted.filter((word, index) =>
    found.some((other) => other === word || (index === wanted.length - 1 && other.startsWith(word))),
  );
  return hits.length / wanted.length;
}

function interpolate(wanted: ReturnType<typeof splitAddress>, points: readonly AddressPoint[]): AddressMatch | null {
  const { number } = wanted;
  if (number === null || wanted.street.length === 0) return null;
  const sameStreet = points
    .map((point) => ({ point, ...splitAddress(point.label) }))
    .filter(
      (entry) =>
        entry.number !== null && shareOf(wanted.street, entry.street) === 1 && (entry.number - number) % 2 === 0,
    );
  if (sameStreet.some((entry) => entry.number === number)) return null;
  const below = sameStreet.filter((entry) => entry.number! < number).toSorted((a, b) => b.number! - a.number!)[0];
  const above = sameStreet
    .filter((entry) => entry.number! > number && entry.street.join(' ') === below?.street.join(' '))
    .toSorted((a, b) => a.number! - b.number!)[0];
  if (!below || !above) return null;
  const part = (number - below.number!) / (above.number! - below.number!);
  const mix = (a: number, b: number): number => a + (b - a) * part;
  return {
    label: below.point.label.replace(/^\s*\d+/, String(number)),
    latitude_deg: mix(below.point.latitude_deg, above.point.latitude_deg),
    longitude_deg: mix(below.point.longitude_deg, above.point.longitude_deg),
    uncertainty_m: Math.round(POINT_UNCERTAINTY_M + distance(below.point, above.point) / 2),
    score: 0.95,
  };
}
