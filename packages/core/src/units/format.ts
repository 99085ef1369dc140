/** Values as an agency reads them: figure, unit and, for heights, the datum. Null is said as "unknown". */
import { fahrenheitOf, feetOf, knotsOf, milesOf, milesPerHourOf, nauticalMilesOf } from './convert.js';

/** `us` police and fire: ft, mi, mph, wind in kt. `si`: m, km, m/s. `aviation`: ft, NM, kt. */
export type Units = 'us' | 'si' | 'aviation';
/** What a height is measured from. It is always written. */
export type Datum = 'agl' | 'amsl' | 'takeoff';

/** A figure and its unit apart, for the console, which sets units smaller. */
export interface Quantity {
  readonly figure: string;
  readonly unit: string;
}

const UNKNOWN: Quantity = { figure: 'unknown', unit: '' };
const quantity = (value: number, digits: number, unit: string): Quantity => ({
  // Whole figures, the most frequent, go the short way; rounding -0.4 gives -0, which prints as 0.
  figure: digits === 0 ? String(Math.round(value)) : withoutNegativeZero(value.toFixed(digits)),
  unit,
});
const withoutNegativeZero = (figure: string): string => (/^-0(\.0*)?$/.test(figure) ? figure.slice(1) : figure);

/** Horizontal distance, in metres. */
export function distanceQuantity(metres: number | null, units: Units): Quantity {
  if (metres === null) return UNKNOWN;
  if (units === 'si') return metres < 1000 ? quantity(metres, 0, 'm') : quantity(metres / 1000, 1, 'km');
  if (metres < 160) return quantity(feetOf(metres), 0, 'ft');
  return units === 'us' ? quantity(milesOf(metres), 1, 'mi') : quantity(nauticalMilesOf(metres), 1, 'NM');
}

/** Height or altitude, in metres; the unit carries the datum. */
export function heightQuantity(metres: number | null, units: Units, datum: Datum): Quantity {
  if (metres === null) return UNKNOWN;
  const [value, unit] = units === 'si' ? [metres, 'm'] : [feetOf(metres), 'ft'];
  return quantity(value, 0, `${unit} ${datumWord(units, datum)}`);
}

function datumWord(units: Units, datum: Datum): string {
  if (datum === 'agl') return 'AGL';
  if (datum === 'takeoff') return 'above take-off';
  return units === 'si' ? 'AMSL' : 'MSL';
}

/** Speed of an aircraft, in m/s. */
export function speedQuantity(mps: number | null, units: Units): Quantity {
  if (mps === null) return UNKNOWN;
  if (units === 'us') return quantity(milesPerHourOf(mps), 0, 'mph');
  return units === 'si' ? quantity(mps, 1, 'm/s') : quantity(knotsOf(mps), 0, 'kt');
}

/** Wind, in m/s; in knots wherever METARs are read. */
export function windQuantity(mps: number | null, units: Units): Quantity {
  if (mps === null) return UNKNOWN;
  return units === 'si' ? quantity(mps, 1, 'm/s') : quantity(knotsOf(mps), 0, 'kt');
}

/** Temperature, in degrees Celsius. */
export function temperatureQuantity(celsius: number | null, units: Units): Quantity {
  if (celsius === null) return UNKNOWN;
  return units === 'us' ? quantity(fahrenheitOf(celsius), 0, '°F') : quantity(celsius, 0, '°C');
}

/** A share of a full battery. */
export function percentQuantity(percent: number | null): Quantity {
  return percent === null ? UNKNOWN : quantity(percent, 0, '%');
}

/** Figure and unit as one text. */
export function text({ figure, unit }: Quantity): string {
  return unit === '' ? figure : `${figure} ${unit}`;
}

export const formatDistance = (metres: number | null, units: Units): string => text(distanceQuantity(metres, units));
export const formatHeight = (metres: number | null, units: Units, datum: Datum): string =>
  text(heightQuantity(metres, units, datum));
/** A difference of heights or a clearance, which has no datum. */
export const formatLength = (metres: number, units: Units): string =>
  text(units === 'si' ? quantity(metres, 0, 'm') : quantity(feetOf(metres), 0, 'ft'));
export const formatSpeed = (mps: number | null, units: Units): string => text(speedQuantity(mps, units));
export const formatWind = (mps: number | null, units: Units): string => text(windQuantity(mps, units));
export const formatTemperature = (celsius: number | null, units: Units): string =>
  text(temperatureQuantity(celsius, units));
export const formatPercent = (percent: number | null): string => text(percentQuantity(percent));

/** A time span in seconds: "45 s", "3 min 20 s", "2 h 05 min". */
export function formatDuration(seconds: number | null): string {
  if (seconds === null) return 'unknown';
  const whole = Math.round(Math.abs(seconds));
  const sign = seconds < 0 && whole > 0 ? '-' : '';
  if (whole < 60) return `${sign}${whole} s`;
  if (whole < 3600) return `${sign}${Math.floor(whole / 60)} min${whole % 60 === 0 ? '' : ` ${whole % 60} s`}`;
  const minutes = Math.floor((whole % 3600) / 60);
  return `${sign}${Math.floor(whole / 3600)} h ${String(minutes).padStart(2, '0')} min`;
}
