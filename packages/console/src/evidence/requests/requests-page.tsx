import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { RecordsRequest, RecordsRequestInput } from '@outrider/schema';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { call } from '../../live/api.js';
import { Button } from '../../ui/button.js';
import type { Column } from '../../ui/data-table.js';
import { DataTable } from '../../ui/data-table.js';
import { Dialog } from '../../ui/dialog.js';
import { Empty, ErrorNote, Loading } from '../../ui/state.js';
import { dateText } from '../../ui/time.js';
import { RequestForm } from './request-form.js';
import { countsOf, requestWords } from './words.js';
import './requests.css';

const columns: Column<RecordsRequest>[] = [
  {
    key: 'number',
    header: 'Request',
    value: ({ number }) => number,
    cell: ({ number }) => <b className="num">{number}</b>,
  },
  { key: 'requester', header: 'Requester', value: ({ requester }) => requester },
  {
    key: 'subject',
    header: 'Asked for',
    value: ({ subject }) => subject,
    cell: ({ subject }) => <span className="request-subject">{subject}</span>,
  },
  {
    key: 'received',
    header: 'Received',
    value: ({ received_at_utc_ms }) => received_at_utc_ms,
    cell: ({ received_at_utc_ms }) => <span className="num">{dateText(received_at_utc_ms)}</span>,
  },
  {
    key: 'state',
    header: 'State',
    value: ({ state }) => state,
    cell: (request) => {
      const { text, tone } = requestWords(request, Date.now());
      return (
        <span className="tag" data-tone={tone}>
          {text}
        </span>
      );
    },
  },
  { key: 'items', header: 'Items', value: ({ items }) => countsOf(items) },
];

/** Requests for records by the public. */
export function RequestsPage() {
  const [, go] = useLocation();
  const client = useQueryClient();
  const [adding, setAdding] = useState(false);
  const list = useQuery({
    queryKey: ['records-requests'],
    queryFn: () => call('GET', '/records-requests', { query: { limit: 500 } }),
  });
  const add = async (body: RecordsRequestInput): Promise<void> => {
    const { id } = await call('POST', '/records-requests', { body });
    await client.invalidateQueries({ queryKey: ['records-requests'] });
    go(`/evidence/requests/${id}`);
  };
  return (
    <>
      <div className="list-tools">
        <Button onClick={() => setAdding(true)}>Enter a request</Button>
      </div>
      <ErrorNote error={list.error} />
      {list.isPending && <Loading what="requests" />}
      {list.data?.items.length === 0 && (
        <Empty>
          Nobody has asked for records yet. Enter a request when one arrives: what is released or withheld then stands
          in the custody of each record, and the answer is written as a letter.
        </Empty>
      )}
      {list.data && list.data.items.length > 0 && (
        <DataTable
          label="Records requests"
          columns={columns}
          rows={list.data.items}
          keyOf={({ id }) => id}
          onRow={({ id }) => go(`/evidence/requests/${id}`)}
        />
      )}
      <Dialog open={adding} title="Enter a request for records" onClose={() => setAdding(false)}>
        <RequestForm request={null} onSave={add} />
      </Dialog>
    </>
  );
}
