/** A METAR or SPECI as text to weather. */
import type { Weather } from '@outrider/schema';
import {
  readCloud,
  readPhenomenon,
  readTemperature,
  readVariation,
  readVisibility,
  readWind,
  skipOthers,
} from './metar-groups.js';
import type { GroupReader, MetarValues } from './metar-groups.js';

/** What could not be read: the group as written and what would put it right. */
export interface MetarFault {
  readonly group: string;
  readonly message: string;
  readonly remedy: string;
}
export type ParsedMetar = { readonly weather: Weather } | { readonly error: MetarFault };

const READERS: readonly GroupReader[] = [
  readWind,
  readVariation,
  readVisibility,
  readPhenomenon,
  readCloud,
  readTemperature,
  skipOthers,
];
const MAX_LENGTH = 400;
/** Clocks of stations may run ahead of ours a little. */
const AHEAD_MS = 60 * 60 * 1000;

/** Reads a report; its day and time are the last such before `now_utc_ms`. Remarks and trends are left out. Never throws. */
export function parseMetar(text: string, now_utc_ms: number): ParsedMetar {
  const fault = (group: string, message: string, remedy: string) => ({ error: { group, message, remedy } });
  if (text.length > MAX_LENGTH)
    return fault('', 'The text is longer than any METAR.', `Give at most ${MAX_LENGTH} characters.`);
  const groups = text.trim().toUpperCase().replace(/=+$/, '').split(/\s+/);
  while (/^(METAR|SPECI|COR)$/.test(groups[0] ?? '')) groups.shift();
  const station = groups.shift() ?? '';
  if (!/^[A-Z][A-Z0-9]{3}$/.test(station)) {
    return fault(station, `"${station}" is not a station.`, 'Start with the four-letter station, such as KSJC.');
  }
  const time = groups.shift() ?? '';
  const observed_at_utc_ms = observationTime(time, now_utc_ms);
  if (observed_at_utc_ms === null) {
    return fault(time, `"${time}" is not a day and time.`, 'Give day, hour and minute in UTC, such as 211853Z.');
  }
  if (groups.includes('NIL')) return fault('NIL', 'The report is empty.', 'Take another station.');
  const read = readGroups(groups);
  if ('error' in read) return read;
  const weather: Weather = { source: 'metar', station, text: text.trim(), observed_at_utc_ms, ...read.values };
  return { weather };
}

function readGroups(groups: readonly string[]): { values: MetarValues } | { error: MetarFault } {
  const values: MetarValues = {
    wind_speed_mps: null,
    wind_gust_mps: null,
    wind_from_deg: null,
    visibility_m: null,
    ceiling_agl_m: null,
    temperature_c: null,
    precipitation: 'none',
  };
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i]!;
    if (/^(RMK|NOSIG|BECMG|TEMPO|INTER|PROB\d{2}|FM\d{4,6})$/.test(group)) break;
    const outcome = READERS.map((reader) => reader(group, values, groups[i + 1])).find((answer) => answer !== false);
    if (outcome === undefined) {
      const remedy = 'Correct it, or enter the weather by hand.';
      return { error: { group, message: `The group "${group}" cannot be read.`, remedy } };
    }
    if (outcome === 'with_next') i++;
  }
  return { values };
}

/** Day of month, hour and minute to UTC: the newest such moment that is not more than an hour ahead of now. */
function observationTime(group: string, now_utc_ms: number): number | null {
  const found = /^(\d{2})(\d{2})(\d{2})Z$/.exec(group);
  if (found === null) return null;
  const [day, hour, minute] = [Number(found[1]), Number(found[2]), Number(found[3])];
  if (hour > 23 || minute > 59) return null;
  const now = new Date(now_utc_ms);
  for (const months of [1, 0, -1, -2]) {
    const at = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, day, hour, minute));
    if (at.getUTCDate() === day && at.getTime() <= now_utc_ms + AHEAD_MS) return at.getTime();
  }
  return null;
}

/** The fault as one sentence for a user. */
export function metarFaultText(fault: MetarFault): string {
  return `${fault.message} ${fault.remedy}`;
}
