import { TextField } from '../ui/field.js';
import type { SearchedFor } from './filters.js';

interface SearchFieldsProps {
  what: string;
  filters: SearchedFor;
  onChange: (part: Partial<SearchedFor>) => void;
}

/** Words and days, with which every search for flights begins. @param what the words may be */
export function SearchFields({ what, filters, onChange }: SearchFieldsProps) {
  return (
    <>
      <TextField
        label="Text"
        type="search"
        placeholder={what}
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
    </>
  );
}
