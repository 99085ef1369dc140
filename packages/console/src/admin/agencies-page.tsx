import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Agency } from '@outrider/schema';
import { call } from '../live/api.js';
import type { Column } from '../ui/data-table.js';
import { DataTable } from '../ui/data-table.js';
import { notify } from '../ui/notices.js';
import { Panel } from '../ui/page.js';
import type { SpecGroup } from '../ui/spec-form.js';
import { SpecForm } from '../ui/spec-form.js';
import { ErrorNote } from '../ui/state.js';
import { dateText } from '../ui/time.js';

const columns: Column<Agency>[] = [
  { key: 'name', header: 'Agency', value: (agency) => agency.name, cell: (agency) => <b>{agency.name}</b> },
  {
    key: 'short_name',
    header: 'Short name',
    value: (agency) => agency.short_name,
    cell: (agency) => <span className="num">{agency.short_name}</span>,
  },
  {
    key: 'since',
    header: 'Since',
    value: (agency) => agency.created_at_utc_ms,
    cell: (agency) => <span className="num">{dateText(agency.created_at_utc_ms)}</span>,
  },
];
const GROUPS: SpecGroup[] = [
  {
    title: 'Agency and its first administrator',
    fields: [
      { path: 'name', label: 'Agency', type: 'text' },
      { path: 'administrator.display_name', label: 'Administrator', type: 'text' },
      { path: 'administrator.username', label: 'User name', type: 'text' },
      {
        path: 'administrator.password',
        label: 'Password',
        type: 'text',
        hint: 'At least 15 characters; hand it over in person.',
      },
    ],
  },
];
const NEW = { name: '', administrator: { username: '', display_name: '', password: '' } };

/** Agencies of this deployment. */
export function AgenciesPage() {
  const queries = useQueryClient();
  const agencies = useQuery({ queryKey: ['agencies'], queryFn: async () => (await call('GET', '/agencies')).items });
  return (
    <div className="panels">
      <Panel title="Present agencies">
        <ErrorNote error={agencies.error} />
        {agencies.data && (
          <>
            <DataTable label="Agencies" columns={columns} rows={agencies.data} keyOf={(agency) => agency.id} />
            <p className="small muted">
              Links in outrider.yaml name their agency by its short name:{' '}
              <span className="num">gateway.links[].agency</span>.
            </p>
          </>
        )}
      </Panel>
      <Panel title="Add an agency">
        <SpecForm
          key={agencies.data?.length ?? 0}
          groups={GROUPS}
          value={NEW}
          submit="Add agency"
          onSubmit={async (body) => {
            await call('POST', '/agencies', { body });
            notify(`${body.name} added`);
            await queries.invalidateQueries({ queryKey: ['agencies'] });
          }}
        />
      </Panel>
    </div>
  );
}
