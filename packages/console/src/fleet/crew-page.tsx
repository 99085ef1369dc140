import type { CrewMember } from '@outrider/schema';
import { useMemo, useState } from 'react';
import { useCan, useUserId } from '../app/session.js';
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
import { dateText, hourText } from '../ui/time.js';

const none: CrewMember[] = [];
const PAPERS: SpecGroup[] = [
  {
    title: 'Papers',
    fields: [
      { path: 'certificate_number', label: 'Certificate', type: 'text', optional: true },
      { path: 'certificate_expires_on', label: 'Valid until', type: 'date', optional: true },
    ],
  },
];

/** Pilots with duty, currency and hours. */
export function CrewPage() {
  const crew = useLive((state) => state.crew, none);
  const me = useUserId();
  const mayWrite = useCan('crew:write');
  const [editing, setEditing] = useState<CrewMember | null>(null);
  const columns = useMemo(() => columnsFor(me, mayWrite, setEditing), [me, mayWrite]);
  return (
    <>
      {crew.length === 0 ? (
        <Empty>Nobody holds a flying role.</Empty>
      ) : (
        <DataTable label="Crew" columns={columns} rows={crew} keyOf={(member) => member.user_id} />
      )}
      <Dialog open={editing !== null} title={editing?.display_name ?? ''} onClose={() => setEditing(null)}>
        {editing && (
          <SpecForm
            groups={PAPERS}
            value={{
              certificate_number: editing.certificate_number,
              certificate_expires_on: editing.certificate_expires_on,
            }}
            submit="Save"
            onLeave={() => setEditing(null)}
            onSubmit={async (body) => {
              await call('PATCH', '/crew/{id}', { path: { id: editing.user_id }, body });
              notify(`Papers of ${editing.display_name} saved`);
              setEditing(null);
            }}
          />
        )}
      </Dialog>
    </>
  );
}

const setDuty = (member: CrewMember): void =>
  void attempt('Duty was not changed', () =>
    call('PATCH', '/crew/{id}', { path: { id: member.user_id }, body: { on_duty: !member.on_duty } }),
  );

function columnsFor(me: string | null, mayWrite: boolean, edit: (member: CrewMember) => void): Column<CrewMember>[] {
  return [
    { key: 'name', header: 'Name', value: (one) => one.display_name, cell: (one) => <b>{one.display_name}</b> },
    { key: 'roles', header: 'Roles', value: (one) => one.roles.join(', ').replaceAll('_', ' ') },
    {
      key: 'duty',
      header: 'Duty',
      value: (one) => Number(one.on_duty),
      cell: (one) => (
        <span className="cluster">
          <span className="tag" data-tone={one.on_duty ? 'own' : 'plain'}>
            {one.on_duty
              ? `On duty since ${one.on_duty_since_utc_ms ? hourText(one.on_duty_since_utc_ms) : '?'}`
              : 'Off duty'}
          </span>
          {(one.user_id === me || mayWrite) && (
            <Button
              compact
              aria-label={`${one.on_duty ? 'Take off' : 'Put on'} duty: ${one.display_name}`}
              onClick={() => setDuty(one)}
            >
              {one.on_duty ? 'Off' : 'On'}
            </Button>
          )}
        </span>
      ),
    },
    {
      key: 'current',
      header: 'Currency',
      value: (one) => Number(one.current),
      cell: (one) => (
        <span className="small">
          <span className={one.current ? 'ready' : 'caution'}>{one.current ? 'Current' : 'Not current'}</span>{' '}
          <span className="muted">{one.current_detail}</span>
        </span>
      ),
    },
    {
      key: 'papers',
      header: 'Certificate',
      value: (one) => one.certificate_expires_on ?? undefined,
      cell: (one) => (
        <span className="cluster">
          <span className="num small">
            {one.certificate_number ?? 'none'} {one.certificate_expires_on && `until ${one.certificate_expires_on}`}
          </span>
          {mayWrite && (
            <Button kind="quiet" compact aria-label={`Edit papers of ${one.display_name}`} onClick={() => edit(one)}>
              Edit
            </Button>
          )}
        </span>
      ),
    },
    {
      key: 'last',
      header: 'Last flight',
      numeric: true,
      value: (one) => one.last_flight_utc_ms ?? undefined,
      cell: (one) => (one.last_flight_utc_ms === null ? 'never' : dateText(one.last_flight_utc_ms)),
    },
    { key: 'ninety', header: '90 days', numeric: true, value: (one) => one.flights_90_days },
    {
      key: 'hours',
      header: 'Hours',
      numeric: true,
      value: (one) => one.hours_total,
      cell: (one) => one.hours_total.toFixed(1),
    },
  ];
}
