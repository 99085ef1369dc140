import type { FormEvent } from 'react';
import { useState } from 'react';
import { call } from '../live/api.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { ErrorNote } from '../ui/state.js';
import { Card } from './closed.js';

/** Pictures that are for members of the agency alone: signing in happens here, so that the link stays where it is. */
export function SignInHere({ onSignedIn }: { onSignedIn: () => void }) {
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [signedIn, setSignedIn] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = { username: String(form.get('username')).trim(), password: String(form.get('password')) };
    setBusy(true);
    setError(null);
    try {
      const { user } = await call('POST', '/auth/login', { body });
      setSignedIn(user.display_name);
      onSignedIn();
    } catch (refused) {
      setError(refused);
    }
    setBusy(false);
  };
  return (
    <Card title="Sign in to see this video">
      <p>It is criminal justice information: only members of the agency may see it.</p>
      {signedIn !== null && (
        <p className="note" data-level="caution" role="alert">
          {signedIn} is signed in. If the video does not open, this account is not of the agency or may not see video.
        </p>
      )}
      <form className="share-sign-in" onSubmit={(event) => void submit(event)}>
        <TextField label="User name" name="username" autoComplete="username" autoCapitalize="none" required />
        <TextField label="Password" name="password" type="password" autoComplete="current-password" required />
        <ErrorNote error={error} />
        <Button kind="primary" type="submit" disabled={busy}>
          {busy ? 'Signing in…' : 'Sign in'}
        </Button>
      </form>
    </Card>
  );
}
