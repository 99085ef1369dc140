import type { FormEvent } from 'react';
import { useState } from 'react';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { ErrorNote } from '../ui/state.js';
import { FirstAccounts } from './first-accounts.js';
import { Mark } from './mark.js';
import { signIn, useSession } from './session.js';

/** The way in. The demo says where its accounts are printed. */
export function SignIn() {
  const { notice } = useSession();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(null);
    try {
      await signIn(String(form.get('username')).trim(), String(form.get('password')));
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };

  return (
    <main className="sign-in">
      <form className="sign-in-box" onSubmit={(event) => void submit(event)}>
        <h1>
          <Mark /> Outrider
        </h1>
        <p className="muted">Drone as first responder</p>
        {notice && (
          <div className="note" role="status">
            {notice}
          </div>
        )}
        <TextField label="User name" name="username" autoComplete="username" autoFocus required />
        <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
        <ErrorNote error={error} />
        <Button kind="primary" type="submit" disabled={busy}>
          {busy ? 'Signing in…' : 'Sign in'}
        </Button>
        <FirstAccounts />
      </form>
    </main>
  );
}
