import type { Site, SiteInput } from '@outrider/schema';
import { formatHeight } from '@outrider/core/units';
import { useState } from 'react';
import { useCan } from '../app/session.js';
import { unitsNow } from '../app/units.js';
import { call } from '../live/api.js';
import { useLive } from '../live/hooks.js';
import { Button } from '../ui/button.js';
import type { Column } from '../ui/data-table.js';
import { DataTable } from '../ui/data-table.js';
import { Dialog } from '../ui/dialog.js';
import { attempt, notify } from '../ui/notices.js';
import type { SpecGroup } from '../ui/spec-form.js';
import { SpecForm } from '../ui/spec-form.js';
import { Empty } from '../ui/state.js';

const columns: Column<Site>[] = [
  { key: 'name', header: 'Site', value: (site) => site.name, cell: (site) => <b>{site.name}</b> },
  { key: 'address', header: 'Address', value: (site) => site.address || undefined },
  {
    key: 'position',
    header: 'Position',
    value: (site) => site.position.latitude_deg,
    cell: ({ position }) => (
      <span className="num">
        {position.latitude_deg.toFixed(5)}, {position.longitude_deg.toFixed(5)}
      </span>
    ),
  },
  {
    key: 'height',
    header: 'Height',
    numeric: true,
    value: (site) => site.position.altitude_amsl_m,
    cell: (site) => formatHeight(site.position.altitude_amsl_m, unitsNow(), 'amsl'),
  },
];

const GROUPS: SpecGroup[] = [
  {
    title: 'Launch place',
    fields: [
      { path: 'name', label: 'Name', type: 'text' },
      { path: 'address', label: 'Address', type: 'text' },
      { path: 'position.latitude_deg', label: 'Latitude', type: 'number', kind: 'plain', unit: '°', min: -90, max: 90 },
      {
        path: 'position.longitude_deg',
        label: 'Longitude',
        type: 'number',
        kind: 'plain',
        unit: '°',
        min: -180,
        max: 180,
      },
      {
        path: 'position.altitude_amsl_m',
        label: 'Ground above sea level',
        type: 'number',
        kind: 'length',
        min: -500,
        max: 9000,
      },
    ],
  },
];
const NEW_SITE = { name: '', address: '', position: null };

/** Launch places. */
export function SitesPage() {
  const sites = useLive((state) => state.sites, []);
  const mayWrite = useCan('aircraft:write');
  const [editing, setEditing] = useState<Site | 'new' | null>(null);
  const close = () => setEditing(null);
  return (
    <>
      {mayWrite && (
        <div className="list-tools">
          <Button onClick={() => setEditing('new')}>Add a site</Button>
        </div>
      )}
      {sites.length === 0 ? (
        <Empty>No site is entered.</Empty>
      ) : (
        <DataTable
          label="Sites"
          columns={columns}
          rows={sites}
          keyOf={(site) => site.id}
          {...(mayWrite ? { onRow: (site: Site) => setEditing(site) } : {})}
        />
      )}
      <Dialog open={editing !== null} title={editing === 'new' ? 'Add a site' : 'Edit the site'} onClose={close}>
        {editing !== null && <SiteForm site={editing} onDone={close} />}
      </Dialog>
    </>
  );
}

function SiteForm({ site, onDone }: { site: Site | 'new'; onDone: () => void }) {
  const save = async (value: unknown) => {
    const { name, address, position } = value as Required<SiteInput>;
    const body: SiteInput = { name, address, position };
    if (site === 'new') await call('POST', '/sites', { body });
    else await call('PATCH', '/sites/{id}', { path: { id: site.id }, body });
    notify(`${name} saved`);
    onDone();
  };
  const remove = async () => {
    if (site === 'new') return;
    if (await attempt('The site stays', () => call('DELETE', '/sites/{id}', { path: { id: site.id } }))) onDone();
  };
  return (
    <SpecForm<unknown>
      groups={GROUPS}
      value={site === 'new' ? NEW_SITE : site}
      submit="Save"
      onSubmit={save}
      onLeave={onDone}
    >
      {site !== 'new' && (
        <Button kind="danger" onClick={() => void remove()}>
          Remove this site
        </Button>
      )}
    </SpecForm>
  );
}
