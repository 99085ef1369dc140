import { useQuery, useQueryClient } from '@tanstack/react-query';
import { API_KEY_PERMISSIONS } from '@outrider/core/access';
import type { ApiKey } from '@outrider/schema';
import { useMemo, useState } from 'react';
import { call } from '../live/api.js';
import { Button } from '../ui/button.js';
import type { Column } from '../ui/data-table.js';
import { DataTable } from '../ui/data-table.js';
import { CheckField, TextField } from '../ui/field.js';
import { HoldButton } from '../ui/hold-button.js';
import { attempt } from '../ui/notices.js';
import { Panel } from '../ui/page.js';
import { Empty, ErrorNote } from '../ui/state.js';
import { dateTimeText } from '../ui/time.js';

/** Keys for feeds: CAD, weather stations, reports. */
export function ApiKeysPage() {
  const queries = useQueryClient();
  const keys = useQuery({ queryKey: ['api-keys'], queryFn: async () => (await call('GET', '/api-keys')).items });
  const columns = useMemo(() => {
    const revoke = async (key: ApiKey) => {
      await attempt('The key stays valid', () => call('DELETE', '/api-keys/{id}', { path: { id: key.id } }));
      await queries.invalidateQueries({ queryKey: ['api-keys'] });
    };
    return columnsWith((key) => void revoke(key));
  }, [queries]);
  return (
    <div className="panels">
      <Panel title="Keys">
        <ErrorNote error={keys.error} />
        {keys.data?.length === 0 && <Empty>No key was made.</Empty>}
        {keys.data && keys.data.length > 0 && (
          <DataTable label="API keys" columns={columns} rows={keys.data} keyOf={(key) => key.id} />
        )}
      </Panel>
      <Panel title="Make a key">
        <NewKey onMade={() => void queries.invalidateQueries({ queryKey: ['api-keys'] })} />
      </Panel>
    </div>
  );
}

const columnsWith = (revoke: (key: ApiKey) => void): Column<ApiKey>[] => [
  { key: 'name', header: 'Key', value: (key) => key.name, cell: (key) => <b>{key.name}</b> },
  {
    key: 'may',
    header: 'May',
    value: (key) => key.permissions.join(', '),
    cell: (key) => <span className="num small">{key.permissions.join(', ')}</span>,
  },
  {
    key: 'used',
    header: 'Last used',
    value: (key) => key.last_used_utc_ms ?? undefined,
    cell: (key) => (
      <span className="num">{key.last_used_utc_ms === null ? 'never' : dateTimeText(key.last_used_utc_ms)}</span>
    ),
  },
  {
    key: 'revoke',
    header: 'Revoke',
    value: () => undefined,
    cell: (key) => (
      <HoldButton kind="danger" className="compact" label={`Revoke ${key.name}`} onConfirm={() => revoke(key)}>
        Revoke
      </HoldButton>
    ),
  },
];

function NewKey({ onMade }: { onMade: () => void }) {
  const [name, setName] = useState('');
  const [permissions, setPermissions] = useState<readonly string[]>(['incidents:write']);
  const [secret, setSecret] = useState<string | null>(null);
  const make = () =>
    void attempt('No key was made', async () => {
      const made = await call('POST', '/api-keys', { body: { name: name.trim(), permissions: [...permissions] } });
      setSecret(made.secret);
      setName('');
      onMade();
    });
  return (
    <div className="stack">
      <TextField label="Name" value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
      <fieldset className="roles">
        <legend className="small muted">May</legend>
        {API_KEY_PERMISSIONS.map((permission) => (
          <CheckField
            key={permission}
            label={permission}
            checked={permissions.includes(permission)}
            onChange={(event) =>
              setPermissions(
                event.target.checked ? [...permissions, permission] : permissions.filter((one) => one !== permission),
              )
            }
          />
        ))}
      </fieldset>
      <div>
        <Button disabled={name.trim() === '' || permissions.length === 0} onClick={make}>
          Make key
        </Button>
      </div>
      {secret && (
        <div className="note" role="status">
          Copy it now; it is not shown again.
          <div className="num secret">{secret}</div>
        </div>
      )}
    </div>
  );
}
