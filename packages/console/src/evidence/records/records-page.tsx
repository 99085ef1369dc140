import { useInfiniteQuery } from '@tanstack/react-query';
import type { RecordSummary } from '@outrider/schema';
import { useDeferredValue, useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { call } from '../../live/api.js';
import { PURPOSE } from '../../operations/words.js';
import { Button } from '../../ui/button.js';
import type { Column } from '../../ui/data-table.js';
import { DataTable } from '../../ui/data-table.js';
import { Empty, ErrorNote, Loading } from '../../ui/state.js';
import { dateText, dateTimeText } from '../../ui/time.js';
import { NO_FILTERS, RecordFilterBar, recordQuery } from './filters.js';
import { nextDeletion, retentionWords, sealWords } from './words.js';

const columns: Column<RecordSummary>[] = [
  {
    key: 'number',
    header: 'Flight',
    value: (row) => row.flight_number,
    cell: (row) => (
      <Link href={`/evidence/records/${row.flight_id}`} className="num">
        {row.flight_number}
      </Link>
    ),
  },
  {
    key: 'when',
    header: 'Requested',
    value: (row) => row.requested_at_utc_ms,
    cell: (row) => <span className="num">{dateTimeText(row.requested_at_utc_ms)}</span>,
  },
  { key: 'aircraft', header: 'Aircraft', value: (row) => row.aircraft_name },
  {
    key: 'purpose',
    header: 'For',
    value: (row) => row.incident_number ?? row.purpose,
    cell: (row) => (
      <>
        {PURPOSE[row.purpose]} <span className="num muted">{row.incident_number}</span>
      </>
    ),
  },
  {
    key: 'case',
    header: 'Case number',
    value: (row) => row.case_number ?? undefined,
    cell: (row) => <span className="num">{row.case_number ?? '—'}</span>,
  },
  {
    key: 'state',
    header: 'Record',
    value: (row) => row.state,
    cell: (row) => {
      const { text, tone } = sealWords(row);
      return (
        <span className="tag" data-tone={tone}>
          {text}
        </span>
      );
    },
  },
  {
    key: 'hold',
    header: 'Hold',
    value: (row) => (row.holds.length > 0 ? row.holds[0] : undefined),
    cell: (row) =>
      row.holds.length === 0 ? (
        '—'
      ) : (
        <span className="tag hold-tag" data-tone="caution" title={row.holds.join('\n')}>
          Held: {row.holds[0]}
        </span>
      ),
  },
  {
    key: 'deletion',
    header: 'Next deletion',
    value: (row) => nextDeletion(row)?.at_utc_ms,
    cell: (row) => <DeletionCell row={row} />,
  },
];

function DeletionCell({ row }: { row: RecordSummary }) {
  const next = nextDeletion(row);
  if (next)
    return (
      <>
        <span className="num">{dateText(next.at_utc_ms)}</span> <span className="muted">{next.kind}</span>
      </>
    );
  return <span className="muted">{retentionWords(row.video.state === 'none' ? row.telemetry : row.video)}</span>;
}

/** Records of all flights, newest first: text, days, purpose and hold narrow them down. */
export function RecordsPage() {
  const [, navigate] = useLocation();
  const [filters, setFilters] = useState(NO_FILTERS);
  const asked = useDeferredValue(filters);
  const found = useInfiniteQuery({
    queryKey: ['records', asked],
    queryFn: ({ pageParam }) => call('GET', '/evidence/records', { query: recordQuery(asked, pageParam) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: (previous) => previous,
  });
  const rows = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data]);
  const isNarrowed = recordQueryIsNarrow(asked);
  return (
    <div className="records">
      <RecordFilterBar filters={filters} onChange={(part) => setFilters((present) => ({ ...present, ...part }))} />
      <ErrorNote error={found.error} />
      {found.isPending && <Loading what="records" />}
      {found.data && rows.length === 0 && <Empty>{isNarrowed ? NOTHING_MATCHES : NOTHING_YET}</Empty>}
      {rows.length > 0 && (
        <DataTable
          label="Records"
          columns={columns}
          rows={rows}
          keyOf={(row) => row.flight_id}
          onRow={(row) => navigate(`/evidence/records/${row.flight_id}`)}
        />
      )}
      {found.hasNextPage && (
        <div className="page-pad">
          <Button onClick={() => void found.fetchNextPage()} disabled={found.isFetchingNextPage}>
            Load more
          </Button>
        </div>
      )}
    </div>
  );
}

const NOTHING_MATCHES = 'No record matches. Take away a word or a day, or look at records that are not held too.';
const NOTHING_YET = 'There are no records yet. Each flight gets one from the moment it is requested.';
const recordQueryIsNarrow = (filters: typeof NO_FILTERS): boolean =>
  Object.values(filters).some((value) => value !== '');
