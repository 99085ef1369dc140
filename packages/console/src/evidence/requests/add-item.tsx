import { useQuery } from '@tanstack/react-query';
import type { Flight, RecordsRequest, RecordsRequestItemInput } from '@outrider/schema';
import { useState } from 'react';
import { call } from '../../live/api.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { attempt } from '../../ui/notices.js';
import { Empty, ErrorNote } from '../../ui/state.js';
import { dateTimeText } from '../../ui/time.js';

const MOST_FLIGHTS = 20;

interface AddItemProps {
  request: RecordsRequest;
  show: (request: RecordsRequest) => void;
}

/** Flights of the time asked for, or found by their number; what of them is added to the request. */
export function AddItem({ request, show }: AddItemProps) {
  const [words, setWords] = useState('');
  const { from_utc_ms, to_utc_ms } = request;
  const q = words.trim();
  const times = q === '' ? { ...(from_utc_ms && { from_utc_ms }), ...(to_utc_ms && { to_utc_ms }) } : { q };
  const flights = useQuery({
    queryKey: ['flights-asked-for', request.id, times],
    queryFn: () => call('GET', '/flights', { query: { ...times, limit: MOST_FLIGHTS } }),
  });
  const add = (body: RecordsRequestItemInput) =>
    attempt('Nothing was added', async () => {
      show(await call('POST', '/records-requests/{id}/items', { path: { id: request.id }, body }));
    });
  return (
    <details className="request-add" open={request.items.length === 0}>
      <summary>Add what is asked for</summary>
      <TextField
        label="Find a flight by number, aircraft, incident or pilot"
        hint="Empty: the newest flights of the time asked for."
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <ErrorNote error={flights.error} />
      {flights.data?.items.length === 0 && <Empty>No flight was found.</Empty>}
      <ul className="request-items">
        {flights.data?.items.map((flight) => (
          <FlightLine key={flight.id} flight={flight} add={add} />
        ))}
      </ul>
    </details>
  );
}

function FlightLine({ flight, add }: { flight: Flight; add: (input: RecordsRequestItemInput) => Promise<boolean> }) {
  const redactions = useQuery({
    queryKey: ['redactions', flight.id],
    queryFn: () => call('GET', '/flights/{id}/redactions', { path: { id: flight.id } }),
  });
  const signed = redactions.data?.items.filter(({ state }) => state === 'signed_off') ?? [];
  const flight_id = flight.id;
  return (
    <li className="request-item">
      <span>
        <b className="num">{flight.number}</b> {flight.aircraft_name},{' '}
        <span className="num">{dateTimeText(flight.took_off_at_utc_ms ?? flight.requested_at_utc_ms)}</span>
      </span>
      <div className="cluster">
        <Button compact onClick={() => void add({ flight_id, material: 'record' })}>
          Whole record
        </Button>
        {signed.map(({ id, title }) => (
          <Button key={id} compact onClick={() => void add({ flight_id, material: 'redaction', redaction_id: id })}>
            Redacted: {title}
          </Button>
        ))}
        {signed.length === 0 && <span className="small faint">no redacted video that is signed off</span>}
      </div>
    </li>
  );
}
