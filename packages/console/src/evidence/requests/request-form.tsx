import type { RecordsRequest, RecordsRequestInput } from '@outrider/schema';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { Button } from '../../ui/button.js';
import { TextArea, TextField } from '../../ui/field.js';
import { ErrorNote } from '../../ui/state.js';
import { dateText } from '../../ui/time.js';
import { dayEnd, dayStart } from './words.js';

const dayOf = (ms: number | null): string => (ms === null ? '' : dateText(ms));

interface RequestFormProps {
  request: RecordsRequest | null;
  onSave: (input: RecordsRequestInput) => Promise<void>;
}

/** Who asks, what for, and by when the law wants an answer. */
export function RequestForm({ request, onSave }: RequestFormProps) {
  const [text, setText] = useState({
    requester: request?.requester ?? '',
    contact: request?.contact ?? '',
    subject: request?.subject ?? '',
    received: dayOf(request?.received_at_utc_ms ?? Date.now()),
    due: dayOf(request?.due_at_utc_ms ?? null),
    from: dayOf(request?.from_utc_ms ?? null),
    to: dayOf(request?.to_utc_ms ?? null),
  });
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const field = (name: keyof typeof text, label: string, more: object = {}) => ({
    label,
    value: text[name],
    onChange: (event: { target: { value: string } }) => setText({ ...text, [name]: event.target.value }),
    ...more,
  });
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    try {
      await onSave({
        requester: text.requester.trim(),
        contact: text.contact.trim(),
        subject: text.subject.trim(),
        received_at_utc_ms: dayStart(text.received) ?? Date.now(),
        due_at_utc_ms: dayEnd(text.due),
        from_utc_ms: dayStart(text.from),
        to_utc_ms: dayEnd(text.to),
      });
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };
  return (
    <form className="stack" onSubmit={(event) => void send(event)}>
      <TextField {...field('requester', 'Requester', { required: true, maxLength: 200 })} />
      <TextField {...field('contact', 'Address, mail or telephone', { maxLength: 300 })} />
      <TextArea {...field('subject', 'What is asked for, in their words', { required: true, maxLength: 2000 })} />
      <div className="request-days">
        <TextField {...field('received', 'Received on', { type: 'date', required: true })} />
        <TextField {...field('due', 'Answer due on', { type: 'date' })} />
        <TextField {...field('from', 'About flights from', { type: 'date' })} />
        <TextField {...field('to', 'to the end of', { type: 'date' })} />
      </div>
      <ErrorNote error={error} />
      <Button kind="primary" type="submit" disabled={busy}>
        {request ? 'Save' : 'Enter the request'}
      </Button>
    </form>
  );
}
