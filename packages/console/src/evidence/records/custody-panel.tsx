import { useQuery } from '@tanstack/react-query';
import type { CustodyEvent, RecordCustody } from '@outrider/schema';
import { call } from '../../live/api.js';
import { Panel } from '../../ui/page.js';
import { Empty } from '../../ui/state.js';
import { dateTimeText } from '../../ui/time.js';

type Line = Pick<CustodyEvent, 'at_utc_ms' | 'by' | 'text' | 'log_index'> & { kind: string };

/** Who had the record in hand, newest first; each line is a leaf of the agency's log. */
export function CustodyPanel({ custody: { record, events } }: { custody: RecordCustody }) {
  const sealed = useSealing(record.flight_id);
  const lines: Line[] = [...events, ...sealed].toSorted((a, b) => b.log_index - a.log_index);
  return (
    <Panel title="Custody">
      {lines.length === 0 && (
        <Empty>
          Nobody has viewed, exported or held this record yet. Whatever is done with it from now on stands here and in
          the agency’s append-only log.
        </Empty>
      )}
      <ol className="custody">
        {lines.map((line) => (
          <li key={line.log_index} data-kind={line.kind}>
            <p>{line.text}</p>
            <p className="small muted">
              {line.by ?? 'Outrider, by its rules'} · <span className="num">{dateTimeText(line.at_utc_ms)}</span> ·
              number <span className="num">{line.log_index + 1}</span> in the log
            </p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** The sealing of the record is a leaf of its own form. */
function useSealing(flightId: string): Line[] {
  const state = useQuery({
    queryKey: ['record', flightId],
    queryFn: () => call('GET', '/flights/{id}/record', { path: { id: flightId } }),
  }).data;
  if (!state || state.sealed_at_utc_ms === null || state.log_index === null) return [];
  const text =
    state.incomplete_reason === null
      ? 'The record was sealed and signed.'
      : `The record was sealed as incomplete: ${state.incomplete_reason}`;
  return [{ kind: 'record_sealed', at_utc_ms: state.sealed_at_utc_ms, by: null, text, log_index: state.log_index }];
}
