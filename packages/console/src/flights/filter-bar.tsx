import type { FlightPurpose, FlightState } from '@outrider/schema';
import { FLIGHT_STATE, PURPOSE } from '../operations/words.js';
import { Button } from '../ui/button.js';
import { SelectField } from '../ui/field.js';
import type { Filters } from './filters.js';
import { SearchFields } from './search-fields.js';

interface FilterBarProps {
  filters: Filters;
  onChange: (part: Partial<Filters>) => void;
  areaShown: boolean;
  onArea: (shown: boolean) => void;
}

const STATES = { '': 'Any state', ...FLIGHT_STATE };
const PURPOSES = { '': 'Any purpose', ...PURPOSE };

/** The search form. It searches as it is filled in. */
export function FilterBar({ filters, onChange, areaShown, onArea }: FilterBarProps) {
  return (
    <search className="filters">
      <SearchFields what="Flight, incident, aircraft, pilot" filters={filters} onChange={onChange} />
      <SelectField
        label="State"
        options={STATES}
        value={filters.state}
        onChange={(event) => onChange({ state: event.target.value as FlightState | '' })}
      />
      <SelectField
        label="Purpose"
        options={PURPOSES}
        value={filters.purpose}
        onChange={(event) => onChange({ purpose: event.target.value as FlightPurpose | '' })}
      />
      <Button aria-pressed={areaShown} onClick={() => onArea(!areaShown)}>
        {areaShown ? 'Everywhere' : 'Within an area'}
      </Button>
    </search>
  );
}
