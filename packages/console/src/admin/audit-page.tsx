import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditEntry } from '@outrider/schema';
import { useDeferredValue, useMemo, useState } from 'react';
import { call } from '../live/api.js';
import { Button } from '../ui/button.js';
import type { Column } from '../ui/data-table.js';
import { DataTable } from '../ui/data-table.js';
import { TextField } from '../ui/field.js';
import { Empty, ErrorNote, Loading } from '../ui/state.js';
import { dateTimeText } from '../ui/time.js';

const TONE = { ok: 'plain', refused: 'caution', failed: 'warning' } as const;
const columns: Column<AuditEntry>[] = [
  { key: 'seq', header: 'No.', numeric: true, value: (entry) => entry.seq },
  {
    key: 'at',
    header: 'Time',
    value: (entry) => entry.at_utc_ms,
    cell: (entry) => <span className="num audit-time">{dateTimeText(entry.at_utc_ms)}</span>,
  },
  { key: 'who', header: 'Who', value: (entry) => entry.actor },
  {
    key: 'action',
    header: 'Did',
    value: (entry) => entry.action,
    cell: (entry) => <span className="num">{entry.action}</span>,
  },
  {
    key: 'object',
    header: 'To',
    value: (entry) => entry.object ?? undefined,
    cell: (entry) => (
      <span className="small muted num" title={entry.object ?? ''}>
        {shortIds(entry.object ?? '')}
      </span>
    ),
  },
  {
    key: 'outcome',
    header: 'Outcome',
    value: (entry) => entry.outcome,
    cell: (entry) => (
      <span className="tag" data-tone={TONE[entry.outcome]}>
        {entry.outcome}
      </span>
    ),
  },
  {
    key: 'from',
    header: 'From',
    value: (entry) => entry.address ?? undefined,
    cell: (entry) => <span className="num small">{entry.address}</span>,
  },
  {
    key: 'detail',
    header: 'Detail',
    value: (entry) => JSON.stringify(entry.detail),
    cell: (entry) => <IdText text={detailText(entry.detail)} />,
  },
];

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-([0-9a-f]{12})|[0-9a-f]{52}([0-9a-f]{12})/g;
/** Long ids and hashes by their last twelve digits; the whole text stands in the tooltip. */
export const shortIds = (text: string): string =>
  text.replace(UUID, (_, id?: string, hash?: string) => `…${id ?? hash ?? ''}`);

function IdText({ text }: { text: string }) {
  return (
    <span className="small muted audit-detail" title={text}>
      {shortIds(text)}
    </span>
  );
}

export const detailText = (detail: Readonly<Record<string, unknown>>): string =>
  Object.entries(detail)
    .map(([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');

/** Who did what, newest first. Reading it is on record too. */
export function AuditPage() {
  const [action, setAction] = useState('');
  const asked = useDeferredValue(action.trim());
  const entries = useInfiniteQuery({
    queryKey: ['audit', asked],
    queryFn: ({ pageParam }) =>
      call('GET', '/audit', {
        query: { limit: 100, ...(pageParam ? { cursor: pageParam } : {}), ...(asked ? { action: asked } : {}) },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: (previous) => previous,
  });
  const rows = useMemo(() => entries.data?.pages.flatMap((page) => page.items) ?? [], [entries.data]);
  return (
    <div className="audit">
      <div className="list-tools">
        <TextField
          label="Action"
          type="search"
          value={action}
          placeholder="requestFlight"
          onChange={(event) => setAction(event.target.value)}
        />
      </div>
      <ErrorNote error={entries.error} />
      {entries.isPending && <Loading what="audit log" />}
      {entries.data && rows.length === 0 && <Empty>Nothing matches.</Empty>}
      {rows.length > 0 && (
        <DataTable label="Audit log" columns={columns} rows={rows} keyOf={(entry) => String(entry.seq)} />
      )}
      {entries.hasNextPage && (
        <div className="page-pad">
          <Button onClick={() => void entries.fetchNextPage()}>Load older</Button>
        </div>
      )}
    </div>
  );
}
