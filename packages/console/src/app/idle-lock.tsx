import type { FormEvent } from 'react';
import { useEffect, useState } from 'react';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { ErrorNote } from '../ui/state.js';
import { lastActivityMs, watchActivity } from './activity.js';
import { session, signIn, signOut, useSession } from './session.js';

const DEFAULT_IDLE_MIN = 30;

/** Locks the console after the agency's idle time. What is shown goes on below; nothing can be read or commanded. */
export function IdleLock() {
  const { locked, policy, session: signedIn } = useSession();
  const idleMs = (policy?.idle_lock_min ?? DEFAULT_IDLE_MIN) * 60_000;
  const [error, setError] = useState<unknown>(null);

  useEffect(watchActivity, []);
  useEffect(() => {
    const timer = setInterval(() => {
      if (performance.now() - lastActivityMs() > idleMs) session.set({ locked: true });
    }, 5000);
    return () => clearInterval(timer);
  }, [idleMs]);

  if (!locked || !signedIn) return null;
  const unlock = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setError(null);
    try {
      await signIn(signedIn.user.username, String(new FormData(event.currentTarget).get('password')));
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <div className="lock" data-blocks-keys role="dialog" aria-modal="true" aria-label="Locked">
      <form className="sign-in-box" onSubmit={(event) => void unlock(event)}>
        <h1>Locked</h1>
        <p className="muted">{signedIn.user.display_name}, enter your password to go on.</p>
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          autoFocus
          required
        />
        <ErrorNote error={error} />
        <Button kind="primary" type="submit">
          Unlock
        </Button>
        <Button kind="quiet" onClick={() => void signOut()}>
          Sign in as somebody else
        </Button>
      </form>
    </div>
  );
}
