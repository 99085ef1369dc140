import type { Role, User } from '@outrider/schema';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { ApiError, call } from '../live/api.js';
import { Button } from '../ui/button.js';
import { CheckField, TextField } from '../ui/field.js';
import { notify } from '../ui/notices.js';
import { ErrorNote } from '../ui/state.js';
import { AGENCY_ROLES, ROLE } from './words.js';

const PASSWORD_LENGTH = 15;

/** Adds a user, or changes roles, name, state and password. */
export function UserForm({ user, onDone }: { user: User | null; onDone: () => void }) {
  const [roles, setRoles] = useState<Role[]>(user?.roles ?? []);
  const [error, setError] = useState<unknown>(null);
  const errorOf = (field: string) => (error instanceof ApiError && error.field?.endsWith(field) ? error.message : null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const password = String(form.get('password') ?? '');
    setError(null);
    try {
      if (user) {
        const body = { display_name: text('display_name'), roles, disabled: form.get('disabled') === 'on' };
        await call('PATCH', '/users/{id}', {
          path: { id: user.id },
          body: { ...body, ...(password ? { password } : {}) },
        });
      } else {
        const body = { username: text('username'), display_name: text('display_name'), roles, password };
        await call('POST', '/users', { body });
      }
      notify(`${text('display_name')} saved`);
      onDone();
    } catch (refused) {
      setError(refused);
    }
  };
  const toggle = (role: Role, on: boolean) => setRoles(on ? [...roles, role] : roles.filter((one) => one !== role));

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <TextField
        label="Name"
        name="display_name"
        defaultValue={user?.display_name}
        error={errorOf('display_name')}
        required
      />
      {!user && (
        <TextField
          label="User name"
          name="username"
          error={errorOf('username')}
          hint="Small letters, digits, dot and hyphen."
          pattern="[a-z0-9][a-z0-9._\-]{1,62}"
          required
        />
      )}
      <fieldset className="roles">
        <legend className="small muted">Roles</legend>
        {(user?.roles.includes('host_administrator') ? (['host_administrator'] as const) : AGENCY_ROLES).map((role) => (
          <CheckField
            key={role}
            label={ROLE[role]}
            checked={roles.includes(role)}
            onChange={(event) => toggle(role, event.target.checked)}
          />
        ))}
      </fieldset>
      <TextField
        label={user ? 'New password' : 'Password'}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={PASSWORD_LENGTH}
        required={!user}
        error={errorOf('password')}
        hint={user ? 'Left empty, it stays.' : `At least ${PASSWORD_LENGTH} characters.`}
      />
      {user && <CheckField label="Disabled: may not sign in" name="disabled" defaultChecked={user.disabled} />}
      <ErrorNote error={error} />
      <div className="cluster">
        <Button kind="primary" type="submit" disabled={roles.length === 0}>
          Save
        </Button>
        <Button onClick={onDone}>Leave</Button>
      </div>
    </form>
  );
}
