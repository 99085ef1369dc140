import type { Flight } from '@outrider/schema';
import { serverNow, telemetry } from '../../../live/live.js';
import { Button } from '../../../ui/button.js';
import { useKeys } from '../../../ui/keys.js';
import { attempt, notify } from '../../../ui/notices.js';
import type { PictureUtc } from '../../../video/latency.js';
import { saveFile, stillName, takeStill } from '../../../video/still.js';
import { usePlayerView } from '../../../video/use-player.js';
import { LENS } from '../../../video/words.js';
import { zoomStep, zoomText } from '../../../video/zoom.js';
import { useAuthority } from '../use-authority.js';
import { useCockpitVideo } from './cockpit-video.js';
import type { CockpitVideo } from './cockpit-video.js';
import { RecordNote } from './record-note.js';
import { OpticalZoom, Zoom } from './zoom.js';

const MOST_LENSES = 4;

/** Which camera is shown, how near, and stills of it. */
export function PictureTools({ flight }: { flight: Flight }) {
  const video = useCockpitVideo();
  const { cameras, camera, choose, player, zoom, setZoom } = video;
  const { shown } = usePlayerView(player);
  const lenses = cameras.slice(0, MOST_LENSES);
  const nearer = () => setZoom(zoomStep(zoom, 1));
  const farther = () => setZoom(zoomStep(zoom, -1));
  const still = () => void keepStill(flight, video);
  const choosing = Object.fromEntries(lenses.map(({ id }, index) => [String(index + 1), () => choose(id)]));
  const { mayCommand, able } = useAuthority(flight);
  const optical = mayCommand && able('zoom') && camera !== null && camera.reported && camera.lens !== 'thermal';
  useKeys({ ...choosing, p: still }, camera !== null);
  useKeys({ '+': nearer, '=': nearer, '-': farther }, camera !== null && !optical);
  if (!camera) return null;
  return (
    <>
      {lenses.map(({ id, lens, name }, index) => (
        <Button
          key={id}
          shortcut={String(index + 1)}
          aria-pressed={id === camera.id}
          title={name}
          onClick={() => choose(id)}
        >
          {LENS[lens]}
        </Button>
      ))}
      {optical && <OpticalZoom aircraftId={flight.aircraft_id} />}
      <Zoom label="Digital zoom" farther={zoom > 1 ? farther : null} nearer={nearer} hasKeys={!optical}>
        {zoomText(zoom)}
      </Zoom>
      <Button shortcut="P" disabled={!shown} onClick={still}>
        Still
      </Button>
      <RecordNote flight={flight} cameraId={camera.id} />
    </>
  );
}

const timeOf = (shown: PictureUtc | null): number | null => shown?.captured_utc_ms ?? shown?.received_utc_ms ?? null;

async function keepStill(flight: Flight, { player, camera }: CockpitVideo): Promise<void> {
  if (!player || !camera) return;
  const facts = {
    flight,
    camera,
    sample: telemetry.get(flight.aircraft_id)?.sample ?? null,
    picture_utc_ms: timeOf(player.shownUtc()),
    saved_utc_ms: serverNow(),
  };
  const name = stillName(facts);
  if (await attempt('No still was taken', async () => saveFile(await takeStill(player, facts), name))) {
    notify('Still saved by this browser', name);
  }
}
