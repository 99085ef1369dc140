import type { FlightPurpose } from '@outrider/schema';
import { wordsAndDays } from '../../flights/filters.js';
import type { SearchedFor } from '../../flights/filters.js';
import { PURPOSE } from '../../operations/words.js';
import { SearchFields } from '../../flights/search-fields.js';
import { SelectField } from '../../ui/field.js';

export interface RecordFilters extends SearchedFor {
  purpose: FlightPurpose | '';
  hold: 'held' | '';
}
export const NO_FILTERS: RecordFilters = { q: '', from: '', to: '', purpose: '', hold: '' };

/** The query of a search; what is not set is left out. */
export function recordQuery(filters: RecordFilters, cursor: string | undefined) {
  const { purpose, hold } = filters;
  return {
    limit: 50,
    ...(cursor ? { cursor } : {}),
    ...wordsAndDays(filters),
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
      <SearchFields what="Case number, flight, incident, aircraft, pilot" filters={filters} onChange={onChange} />
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
