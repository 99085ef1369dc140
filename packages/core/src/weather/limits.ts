/** Weather against the limits of the agency and of the aircraft. */
import type { AgencyPolicy, Performance, Weather } from '@outrider/schema';
import { windAt } from '../range/wind.js';
import { formatDistance, formatDuration, formatHeight, formatTemperature, formatWind } from '../units/index.js';
import type { Units } from '../units/index.js';
import { NO_CEILING_M } from './metar-groups.js';

/** One line of the judgement. `against` stops the flight, `condition` is for the RPIC to settle before accepting. */
export interface WeatherFinding {
  readonly code: string;
  readonly effect: 'for' | 'against' | 'condition' | 'info';
  readonly text: string;
  readonly remedy: string | null;
}

export type WeatherLimits = Pick<
  AgencyPolicy,
  | 'max_wind_mps'
  | 'max_gust_mps'
  | 'min_visibility_m'
  | 'min_ceiling_agl_m'
  | 'min_temperature_c'
  | 'max_temperature_c'
  | 'weather_valid_for_min'
  | 'cruise_height_m'
  | 'units'
>;

/** True where the report is recent enough to judge by. A report from the future (a wrong clock) is not. */
export function weatherIsCurrent(
  weather: Weather | null,
  valid_for_min: number,
  now_utc_ms: number,
): weather is Weather {
  if (weather === null) return false;
  const age_ms = now_utc_ms - weather.observed_at_utc_ms;
  return age_ms <= valid_for_min * 60_000 && age_ms >= -60 * 60_000;
}

/** Judges the weather for one aircraft. Unknown or outdated values are conditions, never silence. */
export function checkWeather(
  weather: Weather | null,
  limits: WeatherLimits,
  performance: Pick<Performance, 'max_wind_mps'>,
  now_utc_ms: number,
): WeatherFinding[] {
  if (!weatherIsCurrent(weather, limits.weather_valid_for_min, now_utc_ms))
    return [notCurrent(weather, limits, now_utc_ms)];
  const findings = [
    ...windFindings(weather, limits, performance),
    ...gustFindings(weather, limits, performance),
    ...least('visibility', weather.visibility_m, limits.min_visibility_m, (m) => formatDistance(m, limits.units)),
    ...least('ceiling', weather.ceiling_agl_m, limits.min_ceiling_agl_m, (m) => formatHeight(m, limits.units, 'agl')),
    ...temperatureFindings(weather, limits),
    ...precipitationFindings(weather),
  ];
  return findings.length > 0 ? findings : [withinLimits(weather, limits.units)];
}

const INPUT_REMEDY = 'Enter the weather by hand or give a newer METAR.';

function notCurrent(weather: Weather | null, limits: WeatherLimits, now_utc_ms: number): WeatherFinding {
  const age = weather === null ? null : (now_utc_ms - weather.observed_at_utc_ms) / 1000;
  const text =
    age === null
      ? 'Weather: unknown; the RPIC must look before accepting'
      : `Weather: the report is ${formatDuration(age)} old, valid for ${limits.weather_valid_for_min} min; the RPIC must look before accepting`;
  return {
    code: age === null ? 'weather_unknown' : 'weather_outdated',
    effect: 'condition',
    text,
    remedy: INPUT_REMEDY,
  };
}

function windFindings(
  weather: Weather,
  limits: WeatherLimits,
  { max_wind_mps }: Pick<Performance, 'max_wind_mps'>,
): WeatherFinding[] {
  const { units } = limits;
  const speed = weather.wind_speed_mps;
  if (speed === null) return [unknown('wind')];
  if (speed > limits.max_wind_mps) {
    return [
      against('wind', `wind ${formatWind(speed, units)}, agency limit ${formatWind(limits.max_wind_mps, units)}`),
    ];
  }
  // The station measures at 10 m; up at cruise height it blows harder, and that is what the aircraft must hold.
  const aloft = windAt({ speed_mps: speed, from_deg: null }, limits.cruise_height_m).speed_mps;
  if (aloft <= max_wind_mps) return [];
  const text = `wind ${formatWind(aloft, units)} at cruise height, the aircraft holds ${formatWind(max_wind_mps, units)}`;
  return [against('wind', text)];
}

function gustFindings(
  weather: Weather,
  limits: WeatherLimits,
  { max_wind_mps }: Pick<Performance, 'max_wind_mps'>,
): WeatherFinding[] {
  const gust = weather.wind_gust_mps;
  // A report without a gust group says that there are no gusts worth reporting.
  if (gust === null) return [];
  const most = Math.min(limits.max_gust_mps, Math.max(max_wind_mps, limits.max_wind_mps));
  if (gust <= most) return [];
  return [against('gust', `gusts ${formatWind(gust, limits.units)}, limit ${formatWind(most, limits.units)}`)];
}

function least(
  what: string,
  value: number | null,
  limit: number,
  format: (metres: number) => string,
): WeatherFinding[] {
  if (limit <= 0) return [];
  if (value === null) return [unknown(what)];
  return value < limit ? [against(what, `${what} ${format(value)}, needs ${format(limit)}`)] : [];
}

function temperatureFindings(weather: Weather, limits: WeatherLimits): WeatherFinding[] {
  const value = weather.temperature_c;
  if (value === null) return [unknown('temperature')];
  const format = (celsius: number) => formatTemperature(celsius, limits.units);
  if (value < limits.min_temperature_c) {
    return [against('temperature', `${format(value)}, not below ${format(limits.min_temperature_c)}`)];
  }
  if (value <= limits.max_temperature_c) return [];
  return [against('temperature', `${format(value)}, not above ${format(limits.max_temperature_c)}`)];
}

function precipitationFindings(weather: Weather): WeatherFinding[] {
  switch (weather.precipitation) {
    case null:
      return [unknown('precipitation')];
    case 'none':
    case 'light':
      return [];
    case 'moderate':
      return [
        {
          code: 'precipitation',
          effect: 'condition',
          text: 'Weather: moderate precipitation; the RPIC confirms that the aircraft is made for it',
          remedy: null,
        },
      ];
    case 'heavy':
      return [against('precipitation', 'heavy precipitation')];
    case 'freezing':
      return [against('precipitation', 'freezing precipitation or fog: ice on the propellers')];
    case 'thunderstorm':
      return [against('precipitation', 'thunderstorm or squall at the station or near it')];
  }
}

function against(what: string, text: string): WeatherFinding {
  return {
    code: `weather_${what}`,
    effect: 'against',
    text: `Weather: ${text}`,
    remedy: 'Wait, or enter newer weather.',
  };
}

function unknown(what: string): WeatherFinding {
  return {
    code: `weather_${what}_unknown`,
    effect: 'condition',
    text: `Weather: ${what} unknown; the RPIC must look before accepting`,
    remedy: INPUT_REMEDY,
  };
}

function withinLimits(weather: Weather, units: Units): WeatherFinding {
  const ceiling = weather.ceiling_agl_m ?? NO_CEILING_M;
  const sky = ceiling >= NO_CEILING_M ? 'no ceiling' : `ceiling ${formatHeight(ceiling, units, 'agl')}`;
  const text = `Weather: wind ${formatWind(weather.wind_speed_mps, units)}, visibility ${formatDistance(weather.visibility_m, units)}, ${sky}`;
  return { code: 'weather_ok', effect: 'for', text, remedy: null };
}
