import type { Hold, HoldInput } from '@outrider/schema';
import type { FormEvent, ReactNode } from 'react';
import { useState } from 'react';
import { Button } from '../../ui/button.js';
import { TextArea, TextField } from '../../ui/field.js';
import { ErrorNote } from '../../ui/state.js';

interface FormProps {
  submit: string;
  ready: boolean;
  onSubmit: () => Promise<void>;
  children: ReactNode;
}

/** Fields with one button; a refusal stands above it. */
function Form({ submit, ready, onSubmit, children }: FormProps) {
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await onSubmit();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };
  return (
    <form className="stack" onSubmit={(event) => void send(event)}>
      {children}
      <ErrorNote error={error} />
      <Button kind="primary" type="submit" disabled={busy || !ready}>
        {submit}
      </Button>
    </form>
  );
}

/** Why a record is held, and until when. */
export function HoldForm({ onSubmit }: { onSubmit: (input: HoldInput) => Promise<void> }) {
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const until_utc_ms = until === '' ? null : new Date(`${until}T23:59:59`).getTime();
  return (
    <Form submit="Hold" ready={reason.trim() !== ''} onSubmit={() => onSubmit({ reason: reason.trim(), until_utc_ms })}>
      <TextArea
        label="Reason"
        hint="Stands in the custody of the record and in the agency's log: a subpoena, a complaint, a case."
        value={reason}
        maxLength={500}
        required
        onChange={(event) => setReason(event.target.value)}
      />
      <TextField
        label="Until the end of (leave empty: until it is lifted)"
        type="date"
        value={until}
        onChange={(event) => setUntil(event.target.value)}
      />
    </Form>
  );
}

/** Why a hold is lifted. */
export function LiftForm({ hold, onSubmit }: { hold: Hold; onSubmit: (input: { reason: string }) => Promise<void> }) {
  const [reason, setReason] = useState('');
  return (
    <Form submit="Lift" ready={reason.trim() !== ''} onSubmit={() => onSubmit({ reason: reason.trim() })}>
      <p className="note">
        {hold.set_by} held it: {hold.reason}
      </p>
      <TextArea
        label="Reason for lifting it"
        hint="What is due is deleted a week from now at the soonest."
        value={reason}
        maxLength={500}
        required
        onChange={(event) => setReason(event.target.value)}
      />
    </Form>
  );
}
