import { useQuery } from '@tanstack/react-query';
import type { OriginalRecording } from '@outrider/schema';
import { addressOf, apiUrl, call } from '../../../live/api.js';

/** Originals of a camera from the aircraft's own card that are still there. */
export function useOriginals(flightId: string, cameraId: string): readonly OriginalRecording[] {
  const list = useQuery({
    queryKey: ['originals', flightId],
    queryFn: () => call('GET', '/flights/{id}/originals', { path: { id: flightId } }),
  });
  return list.data?.items.filter(({ camera_id, present }) => camera_id === cameraId && present) ?? [];
}

interface SourceChoiceProps {
  originals: readonly OriginalRecording[];
  chosen: number | null;
  choose: (number: number | null) => void;
}

/** What was received live, or the original. */
export function SourceChoice({ originals, chosen, choose }: SourceChoiceProps) {
  return (
    <div className="segments" role="group" aria-label="Source">
      <button type="button" aria-pressed={chosen === null} onClick={() => choose(null)}>
        Live
      </button>
      {originals.map(({ number, name }) => (
        <button key={number} type="button" aria-pressed={chosen === number} onClick={() => choose(number)}>
          Original {name}
        </button>
      ))}
    </div>
  );
}

/** The second source, by its own clock: cards rarely know the time to the second. */
export function OriginalVideo({ flightId, original }: { flightId: string; original: OriginalRecording }) {
  const path = { id: flightId, number: String(original.number) };
  return (
    <>
      <video
        controls
        playsInline
        data-shown
        src={apiUrl(addressOf('/flights/{id}/originals/{number}/video.mp4', path))}
        aria-label={`Original ${original.name} from the aircraft's own card`}
      />
      <p className="glass original-note small">
        From the aircraft’s own card, by its own clock and not on the axis below.
      </p>
    </>
  );
}
