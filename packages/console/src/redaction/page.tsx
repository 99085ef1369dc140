import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Redaction, RedactionPlan } from '@outrider/schema';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { addressOf, apiUrl, call } from '../live/api.js';
import { ErrorNote, Loading } from '../ui/state.js';
import { Editor } from './editor.js';
import './redaction.css';
import './timeline.css';

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
          key={redaction.id}
          redaction={redaction}
          saved={plan}
          clipUrl={clip.url}
          onChanged={() => void queries.invalidateQueries({ queryKey })}
        />
      ) : (
        clip.error === null && <ClipLoading share={clip.share} />
      )}
    </div>
  );
}

/** A long clip takes its time; how much of it is here. */
function ClipLoading({ share }: { share: number | null }) {
  return (
    <div className="redaction-loading">
      <Loading what="clip" />
      <progress aria-label="Fetching the clip" value={share ?? undefined} />
    </div>
  );
}

interface FetchedClip {
  url: string | null;
  error: unknown;
  /** How much of it is here; null while that is unknown. */
  share: number | null;
}

/** The clip of the recording, fetched as a whole: only so can any picture of it be shown at once. */
function useClip(redaction: Redaction | null): FetchedClip {
  const [clip, setClip] = useState<FetchedClip>({ url: null, error: null, share: null });
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
        url = URL.createObjectURL(await wholeOf(answer, (share) => setClip({ url: null, error: null, share })));
        setClip({ url, error: null, share: 1 });
      })
      .catch((error: unknown) => end.signal.aborted || setClip({ url: null, error, share: null }));
    return () => {
      end.abort();
      if (url) URL.revokeObjectURL(url);
    };
  }, [address, query]);
  return clip;
}

/** Everything of an answer, telling how much of it is here at each hundredth. */
async function wholeOf(answer: Response, onShare: (share: number) => void): Promise<Blob> {
  const bytes = Number(answer.headers.get('content-length'));
  if (!bytes || !answer.body) return answer.blob();
  let [got, told] = [0, 0];
  const counted = answer.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        got += chunk.byteLength;
        if (got / bytes - told > 0.01) onShare((told = got / bytes));
        controller.enqueue(chunk);
      },
    }),
  );
  return new Response(counted, { headers: { 'content-type': 'video/mp4' } }).blob();
}
