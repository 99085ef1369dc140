import { useQuery } from '@tanstack/react-query';
import type { Flight, VideoIndex, VideoSummary } from '@outrider/schema';
import { useRef, useState } from 'react';
import { useCan } from '../../../app/session.js';
import { addressOf, apiUrl, call } from '../../../live/api.js';
import { Button } from '../../../ui/button.js';
import { ErrorNote, Loading } from '../../../ui/state.js';
import { clockText } from '../../../ui/time.js';
import type { ReplayClock } from '../clock.js';
import { seek } from '../clock.js';
import { nextPictureUtcMs, recordingOf } from './plan.js';
import { OriginalVideo, SourceChoice, useOriginals } from './original-video.js';
import { takeStill } from './still.js';
import { useRecordedVideo } from './use-recorded-video.js';

const GROWS_EVERY_MS = 5000;
const GAP: Record<VideoIndex['gaps'][number]['why'], string> = {
  no_pictures: 'the camera sent none',
  packets_lost: 'they were lost on the way',
  pictures_unusable: 'they could not be decoded',
  resolution_changed: 'the camera changed their size',
  recorder_restarted: 'the recorder was restarted',
  recorder_overrun: 'the disk was too slow',
  disk_full: 'the disk was full',
  disk_failed: 'the disk failed',
};

interface VideoPanelProps {
  flight: Flight;
  cameras: readonly VideoSummary[];
  clock: ReplayClock;
  change: (change: (clock: ReplayClock) => ReplayClock) => void;
}

/** The recorded cameras of a flight, one shown, on the replay's time axis. */
export function VideoPanel({ flight, cameras, clock, change }: VideoPanelProps) {
  const [chosen, choose] = useState<string | null>(null);
  const shown = cameras.find(({ camera_id }) => camera_id === chosen) ?? cameras[0];
  const path = { id: flight.id, camera_id: shown?.camera_id ?? '' };
  const index = useQuery({
    queryKey: ['flight-video', flight.id, path.camera_id],
    queryFn: () => call('GET', '/flights/{id}/video/{camera_id}', { path }),
    enabled: shown !== undefined,
    refetchInterval: flight.ended_at_utc_ms === null ? GROWS_EVERY_MS : false,
  });
  const originals = useOriginals(flight.id, path.camera_id);
  const [source, chooseSource] = useState<number | null>(null);
  const original = originals.find(({ number }) => number === source);
  const choices = (
    <>
      {cameras.length > 1 && <CameraChoice cameras={cameras} chosen={path.camera_id} choose={choose} />}
      {originals.length > 0 && (
        <SourceChoice originals={originals} chosen={original?.number ?? null} choose={chooseSource} />
      )}
    </>
  );
  return (
    <section className="flight-video" aria-label="Recorded video">
      <ErrorNote error={index.error} />
      {index.isPending && <Loading what="video" />}
      {original && <OriginalVideo flightId={flight.id} original={original} />}
      {original && <div className="glass flight-video-tools">{choices}</div>}
      {index.data && !original && (
        <Recorded key={path.camera_id} flight={flight} index={index.data} clock={clock} change={change}>
          {choices}
        </Recorded>
      )}
    </section>
  );
}

interface CameraChoiceProps {
  cameras: readonly VideoSummary[];
  chosen: string;
  choose: (cameraId: string) => void;
}

function CameraChoice({ cameras, chosen, choose }: CameraChoiceProps) {
  return (
    <div className="segments" role="group" aria-label="Camera">
      {cameras.map(({ camera_id, camera_name }) => (
        <button key={camera_id} type="button" aria-pressed={camera_id === chosen} onClick={() => choose(camera_id)}>
          {camera_name ?? 'Camera'}
        </button>
      ))}
    </div>
  );
}

interface RecordedProps extends Omit<VideoPanelProps, 'cameras'> {
  index: VideoIndex;
  children: React.ReactNode;
}

function Recorded({ flight, index, clock, change, children }: RecordedProps) {
  const element = useRef<HTMLVideoElement>(null);
  const { error, hasPicture } = useRecordedVideo(element, { flightId: flight.id, index, clock, change });
  return (
    <>
      <video
        ref={element}
        muted
        playsInline
        data-shown={hasPicture && !error}
        aria-label="Video at the replay's time"
      />
      {!hasPicture && !error && <Missing index={index} atMs={clock.atMs} change={change} />}
      <ErrorNote error={error} />
      <div className="glass flight-video-tools">
        {children}
        <StillButton flight={flight} index={index} clock={clock} element={element} disabled={!hasPicture} />
        <ClipTools flight={flight} index={index} clock={clock} />
      </div>
    </>
  );
}

/** Why there is no picture now, and a way to the next. */
function Missing({ index, atMs, change }: { index: VideoIndex; atMs: number; change: VideoPanelProps['change'] }) {
  const gap = index.gaps.find(({ from_utc_ms, to_utc_ms }) => from_utc_ms <= atMs && atMs <= to_utc_ms);
  const next = nextPictureUtcMs(recordingOf(index), atMs);
  return (
    <div className="flight-video-missing">
      <p>{gap ? `No pictures: ${GAP[gap.why]}.` : 'No video was recorded at this time.'}</p>
      {next !== null && (
        <Button compact onClick={() => change((clock) => seek(clock, next))}>
          Next picture at {clockText(next)}
        </Button>
      )}
    </div>
  );
}

interface StillButtonProps {
  flight: Flight;
  index: VideoIndex;
  clock: ReplayClock;
  element: React.RefObject<HTMLVideoElement | null>;
  disabled: boolean;
}

function StillButton({ flight, index, clock, element, disabled }: StillButtonProps) {
  const [error, setError] = useState<unknown>(null);
  if (!useCan('flights:export')) return null;
  const take = async (): Promise<void> => {
    const at = new Date(clock.atMs).toISOString();
    const { camera_id, camera_name } = index;
    const facts = { flight_id: flight.id, flight_number: flight.number, camera_id, camera_name, utc_ms: clock.atMs };
    const title = `Flight ${flight.number}, ${camera_name ?? 'camera'}, ${at}`;
    const still = await takeStill(element.current!, { title, comment: JSON.stringify(facts) });
    save(still, `${flight.number}-${at.replaceAll(/[:.]/g, '')}.png`);
  };
  return (
    <>
      <Button compact disabled={disabled} onClick={() => void take().catch(setError)}>
        Still
      </Button>
      <ErrorNote error={error} />
    </>
  );
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Marks a start and an end on the axis and exports what lies between. */
function ClipTools({ flight, index, clock }: { flight: Flight; index: VideoIndex; clock: ReplayClock }) {
  const [from, setFrom] = useState<number | null>(null);
  const [to, setTo] = useState<number | null>(null);
  if (!useCan('flights:export')) return null;
  const path = addressOf('/flights/{id}/video/{camera_id}/clip', { id: flight.id, camera_id: index.camera_id });
  const isWhole = from !== null && to !== null && to > from;
  return (
    <div className="cluster small" role="group" aria-label="Clip">
      <Button compact onClick={() => setFrom(Math.round(clock.atMs))}>
        {from === null ? 'Clip from here' : `From ${clockText(from)}`}
      </Button>
      <Button compact onClick={() => setTo(Math.round(clock.atMs))}>
        {to === null ? 'to here' : `to ${clockText(to)}`}
      </Button>
      {isWhole && (
        <a className="btn compact" href={apiUrl(`${path}?from_utc_ms=${from}&to_utc_ms=${to}`)} download>
          Export clip
        </a>
      )}
    </div>
  );
}
