import type { FleetEntry } from '@outrider/schema';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useCan } from '../app/session.js';
import { useLive, useNow } from '../live/hooks.js';
import { telemetry } from '../live/live.js';
import { freshnessOf } from '../live/telemetry.js';
import { Button } from '../ui/button.js';
import type { Column } from '../ui/data-table.js';
import { DataTable } from '../ui/data-table.js';
import { Dialog } from '../ui/dialog.js';
import { Empty } from '../ui/state.js';
import { AircraftDetail } from './aircraft-detail.js';
import { AircraftForm } from './aircraft-form.js';

const READY = { ready: 'Ready', caution: 'Ready, with caution', not_ready: 'Not ready' } as const;
const TONE = { ready: 'ready', caution: 'plain', not_ready: 'caution' } as const;
const ORDER = { ready: 0, caution: 1, not_ready: 2 } as const;
const none: FleetEntry[] = [];

const columns: Column<FleetEntry>[] = [
  {
    key: 'name',
    header: 'Aircraft',
    value: ({ aircraft }) => aircraft.name,
    cell: ({ aircraft }) => <Link href={`/fleet/${aircraft.id}`}>{aircraft.name}</Link>,
  },
  { key: 'model', header: 'Make and model', value: ({ aircraft }) => `${aircraft.maker} ${aircraft.model}` },
  {
    key: 'state',
    header: 'Readiness',
    value: ({ readiness }) => ORDER[readiness.state],
    cell: ({ aircraft, readiness }) => (
      <span className="tag" data-tone={aircraft.flight_id ? 'own' : TONE[readiness.state]}>
        {aircraft.flight_id ? 'Flying' : aircraft.grounding ? 'Grounded' : READY[readiness.state]}
      </span>
    ),
  },
  {
    key: 'reason',
    header: 'First reason',
    value: firstReason,
    cell: (entry) => <span className="small muted">{firstReason(entry) ?? ''}</span>,
  },
  {
    key: 'link',
    header: 'Link',
    value: ({ status }) => status?.link ?? 'none',
    cell: ({ aircraft, status }) =>
      aircraft.vehicle_key === null ? (
        <span className="caution small">not bound</span>
      ) : (
        <span className="small">{status?.link ?? 'not heard'}</span>
      ),
  },
  {
    key: 'battery',
    header: 'Battery',
    numeric: true,
    value: ({ aircraft }) => batteryOf(aircraft.id) ?? undefined,
    cell: ({ aircraft }) => {
      const percent = batteryOf(aircraft.id);
      return percent === null ? '—' : `${Math.round(percent)} %`;
    },
  },
  { key: 'flights', header: 'Flights', numeric: true, value: ({ aircraft }) => aircraft.total_flights },
  {
    key: 'hours',
    header: 'Hours',
    numeric: true,
    value: ({ aircraft }) => aircraft.total_airborne_s,
    cell: ({ aircraft }) => (aircraft.total_airborne_s / 3600).toFixed(1),
  },
];

/** Charge in percent; null when unknown or when the aircraft is not heard any more. */
function batteryOf(aircraftId: string): number | null {
  const entry = telemetry.get(aircraftId);
  return entry && freshnessOf(entry, performance.now()) !== 'lost' ? entry.sample.battery_percent : null;
}

function firstReason({ readiness }: FleetEntry): string | undefined {
  const order = ['not_ready', 'unknown', 'caution'] as const;
  for (const state of order) {
    const item = readiness.items.find((one) => one.state === state);
    if (item) return item.label;
  }
  return undefined;
}

/** All aircraft, and the one that is picked. */
export function AircraftPage({ selected }: { selected: string | null }) {
  const fleet = useLive((state) => state.fleet, none);
  const [, navigate] = useLocation();
  const [adding, setAdding] = useState(false);
  const mayWrite = useCan('aircraft:write');
  useNow(2000);
  const entry = fleet.find(({ aircraft }) => aircraft.id === selected);
  return (
    <div className={entry ? 'split' : 'fleet-plain'}>
      <div>
        {mayWrite && (
          <div className="list-tools">
            <Button onClick={() => setAdding(true)}>Register an aircraft</Button>
          </div>
        )}
        {fleet.length === 0 ? (
          <Empty>No aircraft is registered.</Empty>
        ) : (
          <DataTable
            label="Aircraft"
            columns={columns}
            rows={fleet}
            keyOf={({ aircraft }) => aircraft.id}
            selected={selected}
            onRow={({ aircraft }) => navigate(`/fleet/${aircraft.id}`)}
          />
        )}
      </div>
      {entry && <AircraftDetail key={entry.aircraft.id} entry={entry} />}
      <Dialog open={adding} title="Register an aircraft" wide onClose={() => setAdding(false)}>
        <AircraftForm aircraft={null} onDone={() => setAdding(false)} />
      </Dialog>
    </div>
  );
}
