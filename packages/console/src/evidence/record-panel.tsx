import { useQuery } from '@tanstack/react-query';
import { utcText } from '@outrider/core/evidence';
import type { FlightRecordState, VerificationReport } from '@outrider/schema';
import { useState } from 'react';
import { useCan } from '../app/session.js';
import { addressOf, apiUrl, call } from '../live/api.js';
import { Button } from '../ui/button.js';
import { ErrorNote } from '../ui/state.js';
import { ReportView } from './report-view.js';

const ASK_AGAIN_MS = 5_000;

/** How the record of a flight stands: sealed or what it waits for, verification, export. */
export function RecordPanel({ flightId }: { flightId: string }) {
  const allowed = useCan('evidence:read');
  const record = useQuery({
    queryKey: ['record', flightId],
    queryFn: () => call('GET', '/flights/{id}/record', { path: { id: flightId } }),
    enabled: allowed,
    refetchInterval: ({ state }) => (state.data?.state === 'open' ? ASK_AGAIN_MS : false),
  });
  if (!allowed || !record.data) return null;
  return (
    <section className="record-panel small" aria-label="Record">
      <p>
        <b>{headOf(record.data)}</b> {record.data.detail ?? record.data.incomplete_reason}
      </p>
      <p className="muted">{factsOf(record.data)}</p>
      <RecordActions record={record.data} />
    </section>
  );
}

function headOf({ state, sealed_at_utc_ms, incomplete_reason }: FlightRecordState): string {
  if (state === 'none') return 'No record.';
  if (state === 'broken') return 'The record was altered.';
  if (state === 'open' || sealed_at_utc_ms === null) return 'The record is open.';
  return `${incomplete_reason === null ? 'Sealed' : 'Sealed as incomplete'} ${utcText(sealed_at_utc_ms)}.`;
}

function factsOf({ chain_entries, bytes, log_index, held_outside }: FlightRecordState): string {
  const size = `${chain_entries ?? 0} entries, ${(bytes / 1e6).toFixed(1)} MB`;
  if (log_index === null) return size;
  return `${size}, number ${log_index + 1} in the log, ${held_outside ? 'held outside the agency' : 'held by nobody outside the agency yet'}`;
}

function RecordActions({ record }: { record: FlightRecordState }) {
  const mayExport = useCan('evidence:export');
  const [result, setResult] = useState<{ report?: VerificationReport; error?: unknown; busy: boolean }>({
    busy: false,
  });
  if (record.state === 'none') return null;
  const path = { id: record.flight_id };
  const verify = async (): Promise<void> => {
    setResult({ busy: true });
    try {
      setResult({ report: await call('POST', '/flights/{id}/record/verify', { path }), busy: false });
    } catch (error) {
      setResult({ error, busy: false });
    }
  };
  return (
    <>
      <div className="cluster">
        <Button compact disabled={result.busy} onClick={() => void verify()}>
          {result.busy ? 'Verifying…' : 'Verify record'}
        </Button>
        <a
          className="btn compact"
          href={apiUrl(addressOf('/flights/{id}/record/report', path))}
          target="_blank"
          rel="noreferrer"
          title="Opens a page to read; your browser prints it or saves it as PDF"
        >
          Report to print
        </a>
        {mayExport && record.state === 'sealed' && (
          <a className="btn compact" href={apiUrl(addressOf('/flights/{id}/record/export', path))} download>
            Export record
          </a>
        )}
      </div>
      <ErrorNote error={result.error} />
      {result.report && <ReportView report={result.report} />}
    </>
  );
}
