import type { FlightPurpose, FlightState } from '@outrider/schema';
import { FLIGHT_STATE, PURPOSE } from '../operations/words.js';
import { Button } from '../ui/button.js';
import { SelectField, TextField } from '../ui/field.js';
import type { Filters } from './filters.js';

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
      <TextField
        label="Text"
        type="search"
        placeholder="Flight, incident, aircraft, pilot"
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
