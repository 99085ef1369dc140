import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../live/api.js';
import { TextField } from '../ui/field.js';
import { Panel } from '../ui/page.js';
import { ErrorNote, Loading } from '../ui/state.js';
import { minutesText } from '../ui/time.js';
import { NO_FILTERS, queryOf } from './filters.js';

const time = (seconds: number | null): string => (seconds === null ? '—' : minutesText(seconds));

/** How fast calls became aircraft on scene. */
export function ResponseTimes() {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const { from_utc_ms, to_utc_ms } = queryOf({ ...NO_FILTERS, from, to }, undefined);
  const report = useQuery({
    queryKey: ['response-times', from, to],
    queryFn: () =>
      call('GET', '/reports/response-times', {
        query: { ...(from_utc_ms ? { from_utc_ms } : {}), ...(to_utc_ms ? { to_utc_ms } : {}) },
      }),
    placeholderData: (previous) => previous,
  });
  const worst = Math.max(1, ...(report.data?.rows.map((row) => row.p90_s ?? 0) ?? []));
  return (
    <div className="page-pad stack report">
      <div className="filters">
        <TextField label="From" type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        <TextField label="To" type="date" value={to} onChange={(event) => setTo(event.target.value)} />
      </div>
      <ErrorNote error={report.error} />
      {report.isPending && <Loading what="report" />}
      {report.data && (
        <>
          <Panel title={`${report.data.flights} flights`}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">Measure</th>
                  <th scope="col" className="report-bar-head">
                    Median and nine in ten
                  </th>
                  <th scope="col" data-numeric="true">
                    Median
                  </th>
                  <th scope="col" data-numeric="true">
                    9 in 10 within
                  </th>
                  <th scope="col" data-numeric="true">
                    Worst
                  </th>
                  <th scope="col" data-numeric="true">
                    Count
                  </th>
                </tr>
              </thead>
              <tbody>
                {report.data.rows.map((row) => (
                  <tr key={row.measure}>
                    <td>{sentence(row.measure)}</td>
                    <td>
                      <span className="report-bar" aria-hidden="true">
                        <i data-part="p90" style={{ width: `${((row.p90_s ?? 0) / worst) * 100}%` }} />
                        <i data-part="median" style={{ width: `${((row.median_s ?? 0) / worst) * 100}%` }} />
                      </span>
                    </td>
                    <td className="num" data-numeric="true">
                      {time(row.median_s)}
                    </td>
                    <td className="num" data-numeric="true">
                      {time(row.p90_s)}
                    </td>
                    <td className="num" data-numeric="true">
                      {time(row.worst_s)}
                    </td>
                    <td className="num" data-numeric="true">
                      {row.count}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Panel>
          <Panel title="By aircraft">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">Aircraft</th>
                  <th scope="col" data-numeric="true">
                    Flights
                  </th>
                  <th scope="col" data-numeric="true">
                    Median received to on scene
                  </th>
                </tr>
              </thead>
              <tbody>
                {report.data.by_aircraft.map((row) => (
                  <tr key={row.aircraft_id}>
                    <td>{row.name}</td>
                    <td className="num" data-numeric="true">
                      {row.flights}
                    </td>
                    <td className="num" data-numeric="true">
                      {time(row.median_on_scene_s)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Panel>
        </>
      )}
    </div>
  );
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1).replaceAll('_', ' ');
