import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Redaction, RedactionPlan } from '@outrider/schema';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { addressOf, apiUrl, call } from '../live/api.js';
import { ErrorNote, Loading } from '../ui/state.js';
import { Editor } from './editor.js';
import './redaction.css';

const ASK_AGAIN_MS = 1_000;

/** One redaction: what is hidden is drawn, rendered and reviewed here. */
export default function RedactionPage({ flightId, redactionId }: { flightId: string; redactionId: string }) {
  const queries = useQueryClient();
  const queryKey = ['redaction', redactionId];
  const found = useQuery({
    queryKey,
    queryFn: () => call('GET', '/redactions/{id}', { path: { id: redactionId } }),
    refetchInterval: ({ state }) => (state.data?.redaction.state === 'rendering' ? ASK_AGAIN_MS : false),
  });
  const clip = useClip(found.data?.redaction ?? null);
  if (found.error) return <ErrorNote error={found.error} />;
  if (!found.data) return <Loading what="redaction" />;
  const { redaction, plan }: { redaction: Redaction; plan: RedactionPlan } = found.data;
  return (
    <div className="redaction">
      <header className="page-head">
        <Link href={`/flights/${flightId}`} className="btn icon" aria-label="Back to the flight">
          ‹
        </Link>
        <h1>{redaction.title}</h1>
        <span className="small muted">Redaction, assisted: people decide what is hidden, software follows it.</span>
      </header>
      <ErrorNote error={clip.error} />
      {clip.url ? (
        <Editor
          key={redaction.plan_version}
          redaction={redaction}
          saved={plan}
          clipUrl={clip.url}
          onChanged={() => void queries.invalidateQueries({ queryKey })}
        />
      ) : (
        <Loading what="clip" />
      )}
    </div>
  );
}

/** The clip of the recording, fetched as a whole: only so can any picture of it be shown at once. */
function useClip(redaction: Redaction | null): { url: string | null; error: unknown } {
  const [clip, setClip] = useState<{ url: string | null; error: unknown }>({ url: null, error: null });
  const address =
    redaction &&
    addressOf('/flights/{id}/video/{camera_id}/clip', { id: redaction.flight_id, camera_id: redaction.camera_id });
  const query = redaction && `?from_utc_ms=${redaction.from_utc_ms}&to_utc_ms=${redaction.to_utc_ms}`;
  useEffect(() => {
    if (!address) return;
    let url: string | null = null;
    const end = new AbortController();
    fetch(apiUrl(address) + query, { signal: end.signal })
      .then(async (answer) => {
        if (!answer.ok) throw new Error('The clip of the recording cannot be fetched.');
        url = URL.createObjectURL(await answer.blob());
        setClip({ url, error: null });
      })
      .catch((error: unknown) => end.signal.aborted || setClip({ url: null, error }));
    return () => {
      end.abort();
      if (url) URL.revokeObjectURL(url);
    };
  }, [address, query]);
  return clip;
}
