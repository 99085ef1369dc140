import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { User } from '@outrider/schema';
import { useMemo, useState } from 'react';
import { useCan } from '../app/session.js';
import { call } from '../live/api.js';
import { Button } from '../ui/button.js';
import type { Column } from '../ui/data-table.js';
import { DataTable } from '../ui/data-table.js';
import { Dialog } from '../ui/dialog.js';
import { ErrorNote, Loading } from '../ui/state.js';
import { dateTimeText } from '../ui/time.js';
import { UserForm } from './user-form.js';
import { Terminate } from './terminate.js';
import { ROLE } from './words.js';

/** Users of the agency with their roles. */
export function UsersPage() {
  const queries = useQueryClient();
  const users = useQuery({ queryKey: ['users'], queryFn: async () => (await call('GET', '/users')).items });
  const mayWrite = useCan('users:write');
  const [editing, setEditing] = useState<User | 'new' | null>(null);
  const columns = useMemo<Column<User>[]>(
    () => [
      {
        key: 'name',
        header: 'Name',
        value: (user) => user.display_name,
        cell: (user) =>
          mayWrite ? (
            <Button kind="quiet" compact onClick={() => setEditing(user)}>
              {user.display_name}
            </Button>
          ) : (
            user.display_name
          ),
      },
      {
        key: 'username',
        header: 'User name',
        value: (user) => user.username,
        cell: (user) => <span className="num">{user.username}</span>,
      },
      { key: 'roles', header: 'Roles', value: (user) => user.roles.map((role) => ROLE[role]).join(', ') },
      {
        key: 'state',
        header: 'State',
        value: (user) => Number(user.disabled),
        cell: (user) => (user.disabled ? <span className="caution">disabled</span> : 'active'),
      },
      {
        key: 'last',
        header: 'Last signed in',
        value: (user) => user.last_login_utc_ms ?? undefined,
        cell: (user) => (
          <span className="num">
            {user.last_login_utc_ms === null ? 'never' : dateTimeText(user.last_login_utc_ms)}
          </span>
        ),
      },
    ],
    [mayWrite],
  );
  const done = () => {
    setEditing(null);
    void queries.invalidateQueries({ queryKey: ['users'] });
  };
  return (
    <>
      {mayWrite && (
        <div className="list-tools">
          <Button onClick={() => setEditing('new')}>Add a user</Button>
        </div>
      )}
      <ErrorNote error={users.error} />
      {users.isPending && <Loading what="users" />}
      {users.data && <DataTable label="Users" columns={columns} rows={users.data} keyOf={(user) => user.id} />}
      <Dialog
        open={editing !== null}
        title={editing === 'new' ? 'Add a user' : 'Edit user'}
        onClose={() => setEditing(null)}
      >
        {editing !== null && <UserForm user={editing === 'new' ? null : editing} onDone={done} />}
      </Dialog>
      <Terminate />
    </>
  );
}
