import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { VideoSummary } from '@outrider/schema';
import { useState } from 'react';
import { Link } from 'wouter';
import { useCan } from '../app/session.js';
import { call } from '../live/api.js';
import { Button } from '../ui/button.js';
import { ErrorNote } from '../ui/state.js';
import { clockText } from '../ui/time.js';
import { STATES } from './steps.js';

const LEAST_MS = 1000;

interface PanelProps {
  flightId: string;
  cameras: readonly VideoSummary[];
  /** Where the replay is: the span that is redacted can be marked there. */
  atMs: number;
}

/** Redactions of a flight's video, and the way to begin one: of all of it, or of a span that is marked on the replay. */
export function RedactionsPanel({ flightId, cameras, atMs }: PanelProps) {
  const allowed = useCan('evidence:read');
  const mayRedact = useCan('evidence:redact');
  const [error, setError] = useState<unknown>(null);
  const [span, setSpan] = useState<Span>(WHOLE);
  const queries = useQueryClient();
  const path = { id: flightId };
  const list = useQuery({
    queryKey: ['redactions', flightId],
    queryFn: () => call('GET', '/flights/{id}/redactions', { path }),
    enabled: allowed,
  });
  if (!allowed || cameras.length === 0) return null;
  const begin = async (camera: VideoSummary): Promise<void> => {
    const [from, to] = [camera.from_utc_ms ?? atMs, camera.to_utc_ms ?? atMs];
    const from_utc_ms = Math.round(Math.max(from, Math.min(span.from_ms ?? from, to - LEAST_MS)));
    const to_utc_ms = Math.round(Math.min(to, Math.max(span.to_ms ?? to, from_utc_ms + LEAST_MS)));
    const body = {
      camera_id: camera.camera_id,
      title: `Release, ${camera.camera_name ?? 'camera'}`,
      from_utc_ms,
      to_utc_ms,
    };
    await call('POST', '/flights/{id}/redactions', { path, body });
    await queries.invalidateQueries({ queryKey: ['redactions', flightId] });
  };
  return (
    <section className="record-panel small" aria-label="Redactions">
      <p>
        <b>Redaction for release, assisted.</b> The recording itself never changes.
      </p>
      <ul className="redaction-list">
        {list.data?.items.map((redaction) => (
          <li key={redaction.id}>
            <Link href={`/flights/${flightId}/redactions/${redaction.id}`}>{redaction.title}</Link>{' '}
            <span className="tag">{STATES[redaction.state]}</span>
          </li>
        ))}
      </ul>
      {mayRedact && (
        <>
          <SpanFields span={span} atMs={atMs} onChange={setSpan} />
          {cameras.map((camera) => (
            <Button key={camera.camera_id} compact onClick={() => void begin(camera).catch(setError)}>
              Redact {camera.camera_name ?? 'the camera'}, {span === WHOLE ? 'all of it' : 'the marked span'}
            </Button>
          ))}
        </>
      )}
      <ErrorNote error={error ?? list.error} />
    </section>
  );
}

/** Null: from where the recording begins, to where it ends. */
interface Span {
  from_ms: number | null;
  to_ms: number | null;
}
const WHOLE: Span = { from_ms: null, to_ms: null };

interface SpanFieldsProps {
  span: Span;
  atMs: number;
  onChange(span: Span): void;
}

/** Marks what is redacted, from where the replay is. */
function SpanFields({ span, atMs, onChange }: SpanFieldsProps) {
  const { from_ms, to_ms } = span;
  const from = (): void => onChange({ from_ms: atMs, to_ms: to_ms !== null && to_ms <= atMs ? null : to_ms });
  const to = (): void => onChange({ from_ms: from_ms !== null && from_ms >= atMs ? null : from_ms, to_ms: atMs });
  return (
    <div className="cluster" role="group" aria-label="Span to redact">
      <Button compact kind="quiet" aria-pressed={from_ms !== null} onClick={from}>
        {from_ms === null ? 'From the start' : `From ${clockText(from_ms)}`}
      </Button>
      <Button compact kind="quiet" aria-pressed={to_ms !== null} onClick={to}>
        {to_ms === null ? 'to the end' : `to ${clockText(to_ms)}`}
      </Button>
      {span !== WHOLE && (
        <Button compact kind="quiet" onClick={() => onChange(WHOLE)}>
          Whole flight
        </Button>
      )}
    </div>
  );
}
