/** Forms described as data: which value, under which name, in which unit. Values are SI inside, the agency's units on the screen. */
import {
  celsiusOf,
  fahrenheitOf,
  feetOf,
  knotsOf,
  metresOfFeet,
  metresOfMiles,
  milesOf,
  milesPerHourOf,
  mpsOfKnots,
} from '@outrider/core/units';
import type { Units } from '@outrider/core/units';

export type NumberKind = 'plain' | 'length' | 'visibility' | 'speed' | 'wind' | 'temperature';
interface Common {
  /** Path into the value, with dots. */
  path: string;
  label: string;
  hint?: string;
  /** Empty means null: not known. */
  optional?: boolean;
}
export type FieldSpec =
  | (Common & { type: 'text' | 'password' | 'date' | 'check' | 'area' })
  | (Common & { type: 'choice'; options: Readonly<Record<string, string>> })
  | (Common & { type: 'number'; kind: NumberKind; unit?: string; min?: number; max?: number; step?: number });
type NumberSpec = Extract<FieldSpec, { type: 'number' }>;

interface Conversion {
  unit: string;
  shown: (si: number) => number;
  si: (shown: number) => number;
  digits: number;
}
const same = (value: number): number => value;
const METRES: Conversion = { unit: 'm', shown: same, si: same, digits: 1 };
const FEET: Conversion = { unit: 'ft', shown: feetOf, si: metresOfFeet, digits: 0 };
const MILES: Conversion = { unit: 'mi', shown: milesOf, si: metresOfMiles, digits: 2 };
const MPS: Conversion = { unit: 'm/s', shown: same, si: same, digits: 1 };
const KNOTS: Conversion = { unit: 'kt', shown: knotsOf, si: mpsOfKnots, digits: 1 };
const MPH: Conversion = { unit: 'mph', shown: milesPerHourOf, si: (mph) => metresOfMiles(mph) / 3600, digits: 1 };
const CELSIUS: Conversion = { unit: '°C', shown: same, si: same, digits: 1 };
const FAHRENHEIT: Conversion = { unit: '°F', shown: fahrenheitOf, si: celsiusOf, digits: 0 };

function conversion(spec: NumberSpec, units: Units): Conversion {
  const si = units === 'si';
  switch (spec.kind) {
    case 'length':
      return si ? METRES : FEET;
    case 'visibility':
      return si ? { ...METRES, digits: 0 } : MILES;
    case 'speed':
      return si ? MPS : units === 'us' ? MPH : KNOTS;
    case 'wind':
      return si ? MPS : KNOTS;
    case 'temperature':
      return units === 'us' ? FAHRENHEIT : CELSIUS;
    case 'plain':
      return { unit: spec.unit ?? '', shown: same, si: same, digits: 2 };
  }
}

export const unitOf = (spec: NumberSpec, units: Units): string => conversion(spec, units).unit;

/** The text that stands in a number field. */
export function shownNumber(spec: NumberSpec, value: unknown, units: Units): string {
  if (typeof value !== 'number') return '';
  const { shown, digits } = conversion(spec, units);
  return String(Number(shown(value).toFixed(digits)));
}

/**
 * A typed number in SI; null when empty. A text that shows the present value gives that value back unchanged, so that saving
 * a form never rounds what nobody touched.
 */
export function typedNumber(spec: NumberSpec, text: string, present: unknown, units: Units): number | null {
  if (text.trim() === '') return null;
  if (text === shownNumber(spec, present, units)) return present as number;
  const value = conversion(spec, units).si(Number(text));
  return Number(Math.min(spec.max ?? Infinity, Math.max(spec.min ?? -Infinity, value)).toFixed(6));
}

/** Limits of the field in the units shown. */
export function shownLimits(spec: NumberSpec, units: Units): { min?: number; max?: number } {
  const { shown } = conversion(spec, units);
  return {
    ...(spec.min === undefined ? {} : { min: Math.floor(shown(spec.min) * 100) / 100 }),
    ...(spec.max === undefined ? {} : { max: Math.ceil(shown(spec.max) * 100) / 100 }),
  };
}

export function valueAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | null | undefined)?.[key], value);
}

/** A copy with one value set; objects on the way are copied or made. */
export function withValue(value: unknown, path: string, next: unknown): Record<string, unknown> {
  const [head = '', ...rest] = path.split('.');
  const copy = { ...(value as Record<string, unknown> | null | undefined) };
  copy[head] = rest.length === 0 ? next : withValue(copy[head], rest.join('.'), next);
  return copy;
}

/** Reads a whole form back into a copy of `value`. */
export function readForm<T>(specs: readonly FieldSpec[], form: FormData, value: T, units: Units): T {
  let result: unknown = value;
  for (const spec of specs) {
    const entry = form.get(spec.path);
    const text = typeof entry === 'string' ? entry : '';
    result = withValue(result, spec.path, typed(spec, text, valueAt(value, spec.path), units));
  }
  return result as T;
}

function typed(spec: FieldSpec, text: string, present: unknown, units: Units): unknown {
  if (spec.type === 'check') return text === 'on';
  if (spec.type === 'number') return typedNumber(spec, text, present, units);
  return spec.optional && text.trim() === '' ? null : text.trim();
}
