import type { FormEvent } from 'react';
import { useState } from 'react';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { ErrorNote } from '../ui/state.js';

interface FileFormProps {
  label: string;
  hint: string;
  accept: string;
  onText: (text: string) => Promise<void>;
}

/** One file, sent as a whole; the refusal names what is wrong in it. */
export function FileForm({ label, hint, accept, onText }: FileFormProps) {
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const file = new FormData(form).get('file');
    if (!(file instanceof File)) return;
    setBusy(true);
    setError(null);
    try {
      await onText(await file.text());
      form.reset();
    } catch (refused) {
      setError(refused);
    }
    setBusy(false);
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <TextField label={label} hint={hint} name="file" type="file" accept={accept} required />
      <ErrorNote error={error} />
      <div>
        <Button type="submit" disabled={busy}>
          Import
        </Button>
      </div>
    </form>
  );
}
