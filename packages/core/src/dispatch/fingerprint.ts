/** One text for everything that went into a decision, the same whatever the order of keys, aircraft, crew or flights. */
import type { DispatchInput } from './input.js';

/** The text whose hash is kept with the decision. The airspace enters by its own fingerprint, rules by name and version. */
export function fingerprintText(input: DispatchInput): string {
  const { airspace, packs, aircraft, crew, open_flights, sites, decision_id: _, ...rest } = input;
  return canonical({
    ...rest,
    airspace: airspace.fingerprint,
    packs: packs.map((pack) => [pack.id, pack.version, pack.rules.map((rule) => [rule.id, rule.version])]),
    aircraft: sorted(aircraft, (entry) => entry.aircraft.id),
    crew: sorted(crew, (member) => member.user_id),
    open_flights: sorted(open_flights, (flight) => flight.id),
    sites: sorted(sites, (site) => site.id),
  });
}

function sorted<T>(list: readonly T[], keyOf: (item: T) => string): T[] {
  return list.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
}

/** JSON with the keys of each object in order; what is undefined is left out as in JSON. */
function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const record = value as Record<string, unknown>;
  const parts = Object.keys(record)
    .sort()
    .filter((key) => record[key] !== undefined)
    .map((key) => `${JSON.stringify(key)}:${canonical(record[key])}`);
  return `{${parts.join(',')}}`;
}
