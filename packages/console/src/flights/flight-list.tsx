import { useInfiniteQuery } from '@tanstack/react-query';
import type { Flight } from '@outrider/schema';
import { formatDistance } from '@outrider/core/units';
import { useDeferredValue, useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { unitsNow } from '../app/units.js';
import { call } from '../live/api.js';
import { FLIGHT_STATE, PURPOSE } from '../operations/words.js';
import { Button } from '../ui/button.js';
import type { Column } from '../ui/data-table.js';
import { DataTable } from '../ui/data-table.js';
import { Empty, ErrorNote, Loading } from '../ui/state.js';
import { ageText, dateTimeText } from '../ui/time.js';
import { AreaMap } from './area-map.js';
import { FilterBar } from './filter-bar.js';
import type { Filters } from './filters.js';
import { NO_FILTERS, queryOf } from './filters.js';

const airborneMs = (flight: Flight): number | undefined =>
  flight.took_off_at_utc_ms !== null && flight.landed_at_utc_ms !== null
    ? flight.landed_at_utc_ms - flight.took_off_at_utc_ms
    : undefined;

const TONE: Partial<Record<Flight['state'], string>> = { lost: 'warning', failed: 'caution', declined: 'plain' };

const columns: Column<Flight>[] = [
  {
    key: 'number',
    header: 'Flight',
    value: (flight) => flight.number,
    cell: (flight) => (
      <Link href={`/flights/${flight.id}`} className="num">
        {flight.number}
      </Link>
    ),
  },
  {
    key: 'when',
    header: 'Requested',
    value: (flight) => flight.requested_at_utc_ms,
    cell: (flight) => <span className="num">{dateTimeText(flight.requested_at_utc_ms)}</span>,
  },
  {
    key: 'aircraft',
    header: 'Aircraft',
    value: (flight) => flight.aircraft_name,
    cell: (flight) => <b>{flight.aircraft_name}</b>,
  },
  {
    key: 'purpose',
    header: 'For',
    value: (flight) => flight.incident_number ?? flight.purpose,
    cell: (flight) => (
      <>
        {PURPOSE[flight.purpose]} <span className="num muted">{flight.incident_number}</span>
      </>
    ),
  },
  { key: 'rpic', header: 'RPIC', value: (flight) => flight.rpic_name ?? undefined },
  {
    key: 'state',
    header: 'State',
    value: (flight) => flight.state,
    cell: (flight) => (
      <span className="tag" data-tone={flight.ended_at_utc_ms === null ? 'own' : TONE[flight.state]}>
        {FLIGHT_STATE[flight.state]}
      </span>
    ),
  },
  {
    key: 'time',
    header: 'In the air',
    numeric: true,
    value: airborneMs,
    cell: (flight) => {
      const ms = airborneMs(flight);
      return ms === undefined ? '—' : ageText(ms);
    },
  },
  {
    key: 'distance',
    header: 'Distance',
    numeric: true,
    value: (flight) => flight.distance_m ?? undefined,
    cell: (flight) => (flight.distance_m === null ? '—' : formatDistance(flight.distance_m, unitsNow())),
  },
];

/** Search by text, time, state, purpose and area; newest first. */
export function FlightList() {
  const [, navigate] = useLocation();
  const [filters, setFilters] = useState<Filters>(NO_FILTERS);
  const [areaShown, setAreaShown] = useState(false);
  const asked = useDeferredValue(filters);
  const found = useInfiniteQuery({
    queryKey: ['flights', asked],
    queryFn: ({ pageParam }) => call('GET', '/flights', { query: queryOf(asked, pageParam) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: (previous) => previous,
  });
  const rows = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data]);
  const change = (part: Partial<Filters>) => setFilters((present) => ({ ...present, ...part }));
  return (
    <div className={areaShown ? 'split' : 'flights-plain'}>
      <div className="flights-main">
        <FilterBar
          filters={filters}
          onChange={change}
          areaShown={areaShown}
          onArea={(shown) => {
            setAreaShown(shown);
            if (!shown) change({ area: null });
          }}
        />
        <ErrorNote error={found.error} />
        {found.isPending && <Loading what="flights" />}
        {found.data && rows.length === 0 && <Empty>No flight matches.</Empty>}
        {rows.length > 0 && (
          <DataTable
            label="Flights"
            columns={columns}
            rows={rows}
            keyOf={(flight) => flight.id}
            onRow={(flight) => navigate(`/flights/${flight.id}`)}
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
      {areaShown && <AreaMap onArea={(area) => change({ area })} flights={rows} />}
    </div>
  );
}
