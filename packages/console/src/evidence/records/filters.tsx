import type { FlightPurpose } from '@outrider/schema';
import { PURPOSE } from '../../operations/words.js';
import { SelectField, TextField } from '../../ui/field.js';

export interface RecordFilters {
  q: string;
  /** Calendar days in the browser's own zone, both included. */
  from: string;
  to: string;
  purpose: FlightPurpose | '';
  hold: 'held' | '';
}
export const NO_FILTERS: RecordFilters = { q: '', from: '', to: '', purpose: '', hold: '' };

const DAY_MS = 86_400_000;
const dayStart = (day: string): number => new Date(`${day}T00:00:00`).getTime();

/** The query of a search; what is not set is left out. */
export function recordQuery({ q, from, to, purpose, hold }: RecordFilters, cursor: string | undefined) {
  return {
    limit: 50,
    ...(cursor ? { cursor } : {}),
    ...(q.trim() ? { q: q.trim() } : {}),
    ...(from ? { from_utc_ms: dayStart(from) } : {}),
    ...(to ? { to_utc_ms: dayStart(to) + DAY_MS - 1 } : {}),
    ...(purpose ? { purpose } : {}),
    ...(hold ? { hold } : {}),
  };
}

interface BarProps {
  filters: RecordFilters;
  onChange: (part: Partial<RecordFilters>) => void;
}

/** The search form. It searches as it is filled in. */
export function RecordFilterBar({ filters, onChange }: BarProps) {
  return (
    <search className="filters">
      <TextField
        label="Text"
        type="search"
        placeholder="Case number, flight, incident, aircraft, pilot"
        value={filters.q}
        onChange={(event) => onChange({ q: event.target.value })}
      />
      <TextField
        label="From"
        type="date"
        value={filters.from}
        onChange={(event) => onChange({ from: event.target.value })}
      />
      <TextField label="To" type="date" value={filters.to} onChange={(event) => onChange({ to: event.target.value })} />
      <SelectField
        label="Purpose"
        options={{ '': 'Any purpose', ...PURPOSE }}
        value={filters.purpose}
        onChange={(event) => onChange({ purpose: event.target.value as FlightPurpose | '' })}
      />
      <SelectField
        label="Hold"
        options={{ '': 'Held or not', held: 'Held now' }}
        value={filters.hold}
        onChange={(event) => onChange({ hold: event.target.value as 'held' | '' })}
      />
    </search>
  );
}
