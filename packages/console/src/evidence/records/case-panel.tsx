import { useQueryClient } from '@tanstack/react-query';
import type { RecordSummary } from '@outrider/schema';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { useCan } from '../../app/session.js';
import { call } from '../../live/api.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { Panel } from '../../ui/page.js';
import { ErrorNote } from '../../ui/state.js';

/** The agency's own number of the case that the record belongs to. */
export function CasePanel({ record }: { record: RecordSummary }) {
  const mayEdit = useCan('evidence:hold');
  return (
    <Panel title="Case">
      {mayEdit ? (
        <CaseForm key={record.case_number} record={record} />
      ) : (
        <p className="num">{record.case_number ?? 'No case number.'}</p>
      )}
    </Panel>
  );
}

function CaseForm({ record: { flight_id, case_number } }: { record: RecordSummary }) {
  const queries = useQueryClient();
  const [text, setText] = useState(case_number ?? '');
  const [error, setError] = useState<unknown>(null);
  const save = async (): Promise<void> => {
    setError(null);
    try {
      const body = { case_number: text.trim() || null };
      await call('PUT', '/flights/{id}/case-number', { path: { id: flight_id }, body });
      await queries.invalidateQueries({ queryKey: ['custody', flight_id] });
    } catch (refused) {
      setError(refused);
    }
  };
  const send = (event: FormEvent): void => {
    event.preventDefault();
    void save();
  };
  return (
    <form className="case-form" onSubmit={send}>
      <TextField
        label="Case number"
        hint="Each change is an event of custody. The record is found by earlier numbers too."
        value={text}
        maxLength={60}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" disabled={text.trim() === (case_number ?? '')}>
        Save
      </Button>
      <ErrorNote error={error} />
    </form>
  );
}
