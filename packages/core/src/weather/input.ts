/** Weather as somebody entered it, by hand or as METAR text. */
import type { Weather, WeatherInput } from '@outrider/schema';
import { parseMetar } from './metar.js';
import type { ParsedMetar } from './metar.js';

/** METAR text is read and wins over single values; else the values as given, with what is left out as unknown, observed now. */
export function weatherFromInput(input: WeatherInput, now_utc_ms: number): ParsedMetar {
  if (input.metar !== undefined) return parseMetar(input.metar, now_utc_ms);
  const weather: Weather = {
    source: 'manual',
    station: input.station ?? null,
    text: null,
    observed_at_utc_ms: now_utc_ms,
    wind_speed_mps: input.wind_speed_mps ?? null,
    wind_gust_mps: input.wind_gust_mps ?? null,
    wind_from_deg: input.wind_from_deg ?? null,
    visibility_m: input.visibility_m ?? null,
    ceiling_agl_m: input.ceiling_agl_m ?? null,
    temperature_c: input.temperature_c ?? null,
    precipitation: input.precipitation ?? null,
  };
  return { weather };
}
