/** A still of what is shown, as a file that says of itself what it is. */
import type { Flight, TelemetrySample } from '@outrider/schema';
import type { Player } from './player.js';
import { withText } from './png-text.js';

export interface StillFacts {
  flight: Pick<Flight, 'id' | 'number' | 'aircraft_name' | 'aircraft_id' | 'incident_number'>;
  camera: { id: string; name: string };
  sample: TelemetrySample | null;
  /** When the picture was taken or received, UTC; null: only when it was saved is known. */
  picture_utc_ms: number | null;
  saved_utc_ms: number;
}

const utcText = (ms: number): string => new Date(ms).toISOString();
const known = (value: number | null | undefined, digits: number): string =>
  value === null || value === undefined ? 'unknown' : value.toFixed(digits);

/** What the file says: the keywords of PNG where it has them, the rest under names of our own. */
export function stillWords({
  flight,
  camera,
  sample,
  picture_utc_ms,
  saved_utc_ms,
}: StillFacts): Record<string, string> {
  return {
    Title: `${flight.aircraft_name}, flight ${flight.number}`,
    Software: 'Outrider',
    'Creation Time': utcText(picture_utc_ms ?? saved_utc_ms),
    'Outrider time of picture': picture_utc_ms === null ? 'unknown' : utcText(picture_utc_ms),
    'Outrider saved at': utcText(saved_utc_ms),
    'Outrider flight': `${flight.number} ${flight.id}`,
    'Outrider incident': flight.incident_number ?? 'none',
    'Outrider aircraft': `${flight.aircraft_name} ${flight.aircraft_id}`,
    'Outrider camera': `${camera.name} ${camera.id}`,
    'Outrider position': `${known(sample?.latitude_deg, 6)}, ${known(sample?.longitude_deg, 6)} (WGS84)`,
    'Outrider altitude_amsl_m': known(sample?.altitude_amsl_m, 1),
    'Outrider height_above_takeoff_m': known(sample?.height_above_takeoff_m, 1),
    'Outrider gimbal_pitch_deg': known(sample?.gimbal_pitch_deg, 1),
    'Outrider gimbal_yaw_deg': known(sample?.gimbal_yaw_deg, 1),
  };
}

/** A name that sorts by time and is allowed everywhere. */
export function stillName({ flight, picture_utc_ms, saved_utc_ms }: StillFacts): string {
  const time = utcText(picture_utc_ms ?? saved_utc_ms)
    .replaceAll(/[-:]/g, '')
    .replace('.', '_');
  return `${time}_${flight.aircraft_name}_${flight.number}.png`.replaceAll(/[^\w.-]+/g, '-');
}

/** The picture that is shown now, whole and as it came, as PNG. Throws when none is shown. */
export async function takeStill(player: Player, facts: StillFacts): Promise<Blob> {
  const canvas = copyPicture(player.element);
  if (!canvas) throw new Error('No picture is shown.');
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The browser did not give the picture out.');
  const png = withText(new Uint8Array(await blob.arrayBuffer()), stillWords(facts));
  return new Blob([png], { type: 'image/png' });
}

/** A copy of what a player shows, in its own size; null before the first picture. */
export function copyPicture(element: Player['element']): HTMLCanvasElement | null {
  const { width, height } = pictureSize(element);
  if (width === 0 || height === 0) return null;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.drawImage(element, 0, 0);
  return canvas;
}

export const pictureSize = (element: Player['element']): { width: number; height: number } =>
  element instanceof HTMLVideoElement
    ? { width: element.videoWidth, height: element.videoHeight }
    : { width: element.width, height: element.height };

/** Hands a file to the browser to keep. */
export function saveFile(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
