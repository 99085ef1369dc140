import type { Flight } from '@outrider/schema';
import { useNow } from '../../../live/hooks.js';
import { serverNow } from '../../../live/live.js';
import { ageText } from '../../../ui/time.js';
import { useCameraStatus } from '../../../video/cameras.js';

/** Whether this camera is being recorded into the flight's record, since when, and if not, why. */
export function RecordNote({ flight, cameraId }: { flight: Flight; cameraId: string }) {
  useNow();
  const status = useCameraStatus(cameraId);
  const since = status?.recording_since_utc_ms ?? null;
  if (status?.recording_flight_id === flight.id && since !== null) {
    return (
      <p className="small record-note" data-on="true" title={status.recording_detail ?? undefined}>
        <i className="record-dot" /> <span className="num">{ageText(serverNow() - since)}</span> recording
      </p>
    );
  }
  return (
    <p className="small record-note muted">
      Not recording{status?.recording_detail ? `: ${status.recording_detail}` : ''}
    </p>
  );
}
