import { useQuery } from '@tanstack/react-query';
import type { Flight, FlightEvent, Track, VideoSummary } from '@outrider/schema';
import { formatDistance, formatHeight, formatSpeed } from '@outrider/core/units';
import { useMemo, useRef } from 'react';
import { Link } from 'wouter';
import { useCan } from '../app/session.js';
import { useUnits } from '../app/units.js';
import { RecordPanel } from '../evidence/record-panel.js';
import { call } from '../live/api.js';
import { VerdictLine } from '../operations/dispatch/verdict-line.js';
import type { Pinned } from '../operations/messages/pins-on-map.js';
import { FLIGHT_STATE, MODE, PURPOSE } from '../operations/words.js';
import { RedactionsPanel } from '../redaction/panel.js';
import { ErrorNote, Loading } from '../ui/state.js';
import { dateTimeText } from '../ui/time.js';
import { ExportButtons } from './export-buttons.js';
import { seek } from './replay/clock.js';
import type { Mark } from './replay/marks.js';
import { marksOf } from './replay/marks.js';
import { pinsAt } from './replay/pins.js';
import { Plots } from './replay/plots.js';
import { ReplayMap } from './replay/replay-map.js';
import { Story } from './replay/story.js';
import { pointAtTime } from './replay/track-index.js';
import type { ReplayPoint } from './replay/track-index.js';
import { Transport } from './replay/transport.js';
import { useReplay } from './replay/use-replay.js';
import { VideoPanel } from './replay/video/video-panel.js';

const NO_EVENTS: readonly FlightEvent[] = [];
const MAX_POINTS = 20_000;
const LOOK_FOR_VIDEO_MS = 5000;

/** One flight on record: its replay, its story, its files. */
export function FlightDetail({ flightId }: { flightId: string }) {
  const path = { id: flightId };
  const flight = useQuery({ queryKey: ['flight', flightId], queryFn: () => call('GET', '/flights/{id}', { path }) });
  const track = useQuery({
    queryKey: ['track', flightId],
    queryFn: () => call('GET', '/flights/{id}/track', { path, query: { max_points: MAX_POINTS } }),
  });
  const story = useQuery({
    queryKey: ['flight-events', flightId],
    queryFn: () => call('GET', '/flights/{id}/events', { path }),
  });
  const marks = useMemo(() => (story.data ? marksOf(story.data) : []), [story.data]);
  if (flight.error) return <ErrorNote error={flight.error} />;
  if (!flight.data || track.isPending) return <Loading what="flight" />;
  return (
    <div className="flight">
      <FlightHead flight={flight.data} />
      <ErrorNote error={track.error ?? story.error} />
      {track.data && (
        <Replay
          key={flight.data.id}
          flight={flight.data}
          track={track.data}
          marks={marks}
          events={story.data?.events ?? NO_EVENTS}
        />
      )}
    </div>
  );
}

function FlightHead({ flight }: { flight: Flight }) {
  const mayReadRecord = useCan('evidence:read');
  return (
    <header className="page-head">
      <Link href="/flights" className="btn icon" aria-label="Back to the search">
        ‹
      </Link>
      <h1>
        {flight.aircraft_name} <span className="num muted">{flight.number}</span>
      </h1>
      <span className="tag">{FLIGHT_STATE[flight.state]}</span>
      <span className="small muted clip">
        {PURPOSE[flight.purpose]} {flight.incident_number} · RPIC {flight.rpic_name ?? 'none'} ·{' '}
        <span className="num">{dateTimeText(flight.took_off_at_utc_ms ?? flight.requested_at_utc_ms)}</span>
      </span>
      <div className="page-tools cluster">
        {mayReadRecord && (
          <Link className="btn" href={`/evidence/records/${flight.id}`}>
            Custody
          </Link>
        )}
        <ExportButtons flightId={flight.id} />
      </div>
    </header>
  );
}

interface ReplayProps {
  flight: Flight;
  track: Track;
  marks: readonly Mark[];
  events: readonly FlightEvent[];
}

function Replay({ flight, track, marks, events }: ReplayProps) {
  const video = useQuery({
    queryKey: ['flight-video', flight.id],
    queryFn: () => call('GET', '/flights/{id}/video', { path: { id: flight.id } }),
    refetchInterval: flight.ended_at_utc_ms === null ? LOOK_FOR_VIDEO_MS : false,
  });
  const cameras = video.data?.items ?? [];
  const [start, end] = axisOf(flight, track, marks, cameras);
  const [clock, change] = useReplay(start, end, track.utc_ms[0] ?? start);
  const point = useMemo(() => pointAtTime(track, clock.atMs), [track, clock.atMs]);
  const pins = usePins(events, clock.atMs);
  const goTo = (ms: number) => change((present) => seek(present, ms));
  return (
    <>
      <ErrorNote error={video.error} />
      <div className="flight-grid" data-video={cameras.length > 0}>
        {cameras.length > 0 && <VideoPanel flight={flight} cameras={cameras} clock={clock} change={change} />}
        <div className="flight-map">
          <ReplayMap flight={flight} track={track} point={point} pins={pins} />
          <Reading point={point} />
        </div>
        <div className="flight-plots" tabIndex={0} role="region" aria-label="Plots">
          {track.utc_ms.length > 1 ? (
            <Plots track={track} clock={clock} onSeek={goTo} />
          ) : (
            <p className="muted page-pad">No track was recorded: the aircraft did not leave the ground.</p>
          )}
        </div>
        <aside className="flight-story" aria-label="Story of the flight">
          <Summary flight={flight} />
          <RecordPanel flightId={flight.id} />
          <RedactionsPanel flightId={flight.id} cameras={cameras} atMs={clock.atMs} />
          <Story marks={marks} atMs={clock.atMs} onSeek={goTo} />
        </aside>
      </div>
      <Transport clock={clock} change={change} marks={marks} />
    </>
  );
}

/** The same list for as long as the same pins stand: the map draws them anew only when they change. */
function usePins(events: readonly FlightEvent[], atMs: number): readonly Pinned[] {
  const pins = pinsAt(events, atMs);
  const key = pins.map(({ id, state }) => id + state).join();
  const kept = useRef({ key, pins });
  if (kept.current.key !== key) kept.current = { key, pins };
  return kept.current.pins;
}

/** From the first to the last of everything that is known of the flight. */
function axisOf(
  flight: Flight,
  track: Track,
  marks: readonly Mark[],
  cameras: readonly VideoSummary[],
): [startMs: number, endMs: number] {
  const starts = [track.utc_ms[0], marks[0]?.atMs, flight.requested_at_utc_ms, ...cameras.map((c) => c.from_utc_ms)];
  const ends = [track.utc_ms.at(-1), marks.at(-1)?.atMs, flight.ended_at_utc_ms, ...cameras.map((c) => c.to_utc_ms)];
  const start = Math.min(...starts.map((ms) => ms ?? Infinity));
  return [start, Math.max(start, ...ends.map((ms) => ms ?? 0))];
}

function Reading({ point }: { point: ReplayPoint | null }) {
  const units = useUnits();
  if (!point) return <div className="glass replay-reading muted">No data at this time</div>;
  const mode = MODE[point.mode as keyof typeof MODE] ?? point.mode;
  return (
    <div className="glass replay-reading num">
      <span>{formatHeight(point.height_above_takeoff_m, units, 'takeoff')}</span>
      <span>{formatSpeed(point.ground_speed_mps, units)}</span>
      <span>{point.battery_percent === null ? 'battery unknown' : `${Math.round(point.battery_percent)} %`}</span>
      <span>{mode}</span>
    </div>
  );
}

function Summary({ flight }: { flight: Flight }) {
  const units = useUnits();
  return (
    <div className="flight-summary">
      <dl className="facts small">
        <dt>Distance</dt>
        <dd>{formatDistance(flight.distance_m, units)}</dd>
        <dt>Highest</dt>
        <dd>{formatHeight(flight.max_height_above_takeoff_m, units, 'takeoff')}</dd>
        {flight.override_reason && (
          <>
            <dt>Override</dt>
            <dd>{flight.override_reason}</dd>
          </>
        )}
      </dl>
      {flight.verdict && <VerdictLine verdict={flight.verdict} />}
    </div>
  );
}
