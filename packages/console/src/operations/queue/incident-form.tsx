import type { Incident } from '@outrider/schema';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { call } from '../../live/api.js';
import { Button } from '../../ui/button.js';
import { SelectField, TextArea, TextField } from '../../ui/field.js';
import { ErrorNote } from '../../ui/state.js';
import { pickIncident, stopEntry, useSelection } from '../selection.js';
import { AddressField } from './address-field.js';
import { changedFields } from './changed-fields.js';
import type { Entered } from './changed-fields.js';

const TYPES = [
  'Structure fire',
  'Vehicle accident',
  'Welfare check',
  'Missing person',
  'Alarm',
  'Burglary in progress',
  'Shots heard',
  'Person in water',
  'Medical emergency',
  'Hazardous material',
];
const PRIORITIES = { '1': 'P1 at once', '2': 'P2 urgent', '3': 'P3 soon', '4': 'P4 routine', '5': 'P5 when free' };

async function save(editing: Incident, entered: Entered): Promise<Incident> {
  const body = changedFields(editing, entered);
  if (Object.keys(body).length === 0) return editing;
  return call('PATCH', '/incidents/{id}', { path: { id: editing.id }, body });
}

/** Entry of an incident: what, where, how urgent. Enter saves; Escape leaves. */
export function IncidentForm() {
  const { entry } = useSelection();
  const location = entry?.location ?? null;
  const editing = entry?.editing ?? null;
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!location) {
      setError(new Error('Where is it? Choose an address from the list or click the map.'));
      return;
    }
    const form = new FormData(event.currentTarget);
    const body = {
      type: String(form.get('type')).trim(),
      priority: Number(form.get('priority')) as Incident['priority'],
      narrative: String(form.get('narrative')).trim(),
      location,
    };
    setBusy(true);
    try {
      const saved = editing ? await save(editing, body) : await call('POST', '/incidents', { body });
      stopEntry();
      pickIncident(saved.id);
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };

  return (
    <form
      className="card entry"
      aria-label={editing ? 'Edit incident' : 'New incident'}
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => event.key === 'Escape' && stopEntry()}
    >
      <h2>{editing ? `Edit ${editing.number}` : 'New incident'}</h2>
      <AddressField location={location} />
      <div className="entry-pair">
        <TextField
          label="Type"
          name="type"
          list="incident-types"
          required
          maxLength={120}
          defaultValue={editing?.type}
        />
        <SelectField
          label="Priority"
          name="priority"
          options={PRIORITIES}
          defaultValue={String(editing?.priority ?? 2)}
        />
      </div>
      <datalist id="incident-types">
        {TYPES.map((type) => (
          <option key={type} value={type} />
        ))}
      </datalist>
      <TextArea
        label="What the caller says"
        name="narrative"
        rows={2}
        maxLength={4000}
        defaultValue={editing?.narrative}
      />
      <ErrorNote error={error} />
      <div className="cluster">
        <Button kind="primary" type="submit" disabled={busy} className="grow">
          {editing ? 'Save incident' : 'Enter incident'}
        </Button>
        <Button shortcut="Esc" onClick={stopEntry}>
          Leave
        </Button>
      </div>
    </form>
  );
}
