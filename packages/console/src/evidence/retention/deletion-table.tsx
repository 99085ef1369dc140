import type { PlannedDeletion } from '@outrider/schema';
import { Link } from 'wouter';
import { PURPOSE } from '../../operations/words.js';
import type { Column } from '../../ui/data-table.js';
import { DataTable } from '../../ui/data-table.js';
import { dateText } from '../../ui/time.js';

/** Small files too have a size. */
const sizeText = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

const columns: Column<PlannedDeletion>[] = [
  {
    key: 'at',
    header: 'Deleted on',
    value: (row) => row.at_utc_ms,
    cell: (row) => <span className="num">{dateText(row.at_utc_ms)}</span>,
  },
  {
    key: 'flight',
    header: 'Record',
    value: (row) => row.flight_number,
    cell: (row) => (
      <Link href={`/evidence/records/${row.flight_id}`} className="num">
        {row.flight_number}
      </Link>
    ),
  },
  { key: 'kind', header: 'What', value: (row) => (row.kind === 'video' ? 'Video' : 'Telemetry') },
  { key: 'purpose', header: 'For', value: (row) => PURPOSE[row.purpose] },
  { key: 'aircraft', header: 'Aircraft', value: (row) => row.aircraft_name },
  {
    key: 'ended',
    header: 'Flown',
    value: (row) => row.ended_at_utc_ms,
    cell: (row) => <span className="num">{dateText(row.ended_at_utc_ms)}</span>,
  },
  { key: 'case', header: 'Case number', value: (row) => row.case_number ?? undefined },
  {
    key: 'bytes',
    header: 'Size',
    numeric: true,
    value: (row) => row.bytes,
    cell: (row) => sizeText(row.bytes),
  },
];

/** Deletions that are planned, soonest first. */
export function DeletionTable({ items, label }: { items: PlannedDeletion[]; label: string }) {
  return (
    <DataTable label={label} columns={columns} rows={items} keyOf={({ flight_id, kind }) => `${flight_id} ${kind}`} />
  );
}
