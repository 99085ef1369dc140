// What people look for, with words both usual and rare, areas from a street to half a town, and times from a day to a year.
import { searchText } from '../../packages/server/dist/platform/search-text.js';
import { FIRST_DAY_UTC_MS, LAST_DAY_UTC_MS, WORDS, town } from './fill.mjs';

const DAY_MS = 86_400_000;
export const KINDS = {
  'area, time and text': ['area', 'time', 'text'],
  'area and text': ['area', 'text'],
  'area and time': ['area', 'time'],
  'time and text': ['time', 'text'],
  area: ['area'],
  text: ['text'],
  newest: [],
};

/** A query of a kind, as the server's route gives it to the store. */
export function makeQuery(kind, agency, random) {
  const has = (part) => KINDS[kind].includes(part);
  const time = has('time') ? someTime(random) : { from_utc_ms: null, to_utc_ms: null };
  const nothing = { state: null, purpose: null, aircraft_id: null, incident_id: null, before: null };
  return {
    ...nothing,
    ...time,
    text: has('text') ? searchText(someWords(random)) : null,
    area: has('area') ? someArea(agency, random) : null,
    limit: 50,
  };
}

function someTime(random) {
  const length = DAY_MS * [1, 7, 30, 90, 365][Math.floor(random() * 5)];
  const from_utc_ms = Math.floor(FIRST_DAY_UTC_MS + random() * (LAST_DAY_UTC_MS - FIRST_DAY_UTC_MS - length));
  return { from_utc_ms, to_utc_ms: from_utc_ms + length };
}

/** One or two words: half of them as usual as they are written, half of them any. */
function someWords(random) {
  const word = () => {
    const usual = random() < 0.5;
    const rank = usual ? Math.floor(WORDS.length ** random()) - 1 : Math.floor(random() * WORDS.length);
    return WORDS[rank];
  };
  return random() < 0.5 ? word() : `${word()} ${word()}`;
}

function someArea(agency, random) {
  const { west, south, size } = town(agency);
  const side = [0.002, 0.01, 0.04, 0.1][Math.floor(random() * 4)];
  const left = west + random() * (size - side);
  const bottom = south + random() * (size - side);
  return { west: left, south: bottom, east: left + side, north: bottom + side };
}
