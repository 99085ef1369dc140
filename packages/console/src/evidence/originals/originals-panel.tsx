import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { OriginalRecording } from '@outrider/schema';
import { useCan } from '../../app/session.js';
import { addressOf, apiUrl, call } from '../../live/api.js';
import { Panel } from '../../ui/page.js';
import { Empty, ErrorNote } from '../../ui/state.js';
import { dateTimeText } from '../../ui/time.js';
import { UploadForm } from './upload-form.js';
import './originals.css';

/** Recordings from the aircraft's own card, and a way to bring one. */
export function OriginalsPanel({ flightId }: { flightId: string }) {
  const client = useQueryClient();
  const mayImport = useCan('evidence:import');
  const list = useQuery({
    queryKey: ['originals', flightId],
    queryFn: () => call('GET', '/flights/{id}/originals', { path: { id: flightId } }),
  });
  const refresh = (): void => {
    for (const key of ['originals', 'record', 'custody', 'flight-events'])
      void client.invalidateQueries({ queryKey: [key, flightId] });
  };
  return (
    <Panel title="Originals from the aircraft's own card">
      <ErrorNote error={list.error} />
      {list.data?.items.length === 0 && (
        <Empty>
          None. What a radio link lost can be added from the card: the live recording stays as it is beside it.
        </Empty>
      )}
      <ul className="originals">
        {list.data?.items.map((original) => (
          <Line key={original.number} flightId={flightId} original={original} />
        ))}
      </ul>
      {mayImport && list.data && (
        <UploadForm
          flightId={flightId}
          pieceBytes={list.data.piece_bytes}
          largestBytes={list.data.largest_bytes}
          onDone={refresh}
        />
      )}
    </Panel>
  );
}

function Line({ flightId, original }: { flightId: string; original: OriginalRecording }) {
  const { number, name, bytes, imported_by, imported_at_utc_ms, addendum, present, sha256 } = original;
  const href = apiUrl(
    addressOf('/flights/{id}/originals/{number}/video.mp4', { id: flightId, number: String(number) }),
  );
  return (
    <li>
      <div className="row">
        <b className="grow clip">{name}</b>
        <span className="num small">{(bytes / 1e6).toFixed(1)} MB</span>
        {present ? (
          <a className="btn compact" href={href} target="_blank" rel="noreferrer">
            Watch
          </a>
        ) : (
          <span className="tag">Deleted</span>
        )}
      </div>
      <p className="small muted">
        {imported_by}, {dateTimeText(imported_at_utc_ms)},{' '}
        {addendum === null ? 'before the seal' : `addendum ${addendum} with a seal of its own`}
      </p>
      <p className="small faint num clip" title={`SHA-256, salted: ${sha256}`}>
        {sha256}
      </p>
    </li>
  );
}
