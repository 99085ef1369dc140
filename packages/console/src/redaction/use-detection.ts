import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { DetectRequest, Detection, RedactionRegion } from '@outrider/schema';
import { useEffect, useRef, useState } from 'react';
import { call } from '../live/api.js';

const ASK_AGAIN_MS = 1_000;

/**
 * The detection of a redaction. What it proposes is taken into the plan as soon as it is done, also when the page was closed meanwhile, and
 * is then forgotten by the media process.
 * @param take puts proposals into the plan and saves it
 */
export function useDetection(id: string, editable: boolean, take: (proposals: RedactionRegion[]) => Promise<void>) {
  const [error, setError] = useState<unknown>(null);
  const [said, say] = useState('');
  const queries = useQueryClient();
  const queryKey = ['detection', id];
  // Each result once, also when it could not be saved: the message then says what to do.
  const taken = useRef<Detection | null>(null);
  const path = { id };
  const { data: detection } = useQuery({
    queryKey,
    queryFn: () => call('GET', '/redactions/{id}/detection', { path }),
    enabled: editable,
    refetchInterval: ({ state }) =>
      state.data?.state === 'waiting' || state.data?.state === 'running' ? ASK_AGAIN_MS : false,
  });
  const put = (found: unknown): void => void queries.setQueryData(queryKey, found);
  const end = (): Promise<void> => call('POST', '/redactions/{id}/detection/end', { path }).then(put);
  useEffect(() => {
    if (detection?.state !== 'done' || taken.current === detection || !editable) return;
    taken.current = detection;
    const { proposals, pictures, left_out } = detection;
    const more = left_out > 0 ? `; ${left_out} less sure ones were left out` : '';
    take(proposals)
      .then(end)
      .then(() => say(`${proposals.length} proposals from ${pictures} pictures${more}. Decide on each.`))
      .catch(setError);
  });
  const begin = (body: DetectRequest): void => {
    setError(null);
    say('');
    call('POST', '/redactions/{id}/detection', { path, body }).then(put, setError);
  };
  return { detection, error, said, begin, end: () => void end().catch(setError) };
}
