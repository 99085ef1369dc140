import { join } from 'node:path';

/** Folder of all video inside a record. */
export const VIDEO_FOLDER = 'video';
export const VIDEO_CHAIN_FILE = 'chain.jsonl';
export const VIDEO_INDEX_FILE = 'index.json';
const CAMERA_ID = /^[0-9a-f-]{36}$/;
const SEGMENT = /^(\d{6})\.mp4$/;

/** Path of a camera's folder inside the record, as chain entries name it. Throws on anything that is no id, so that no path can escape. */
export function cameraPath(cameraId: string): string {
  if (!CAMERA_ID.test(cameraId)) throw new Error(`"${cameraId}" is not the id of a camera`);
  return `${VIDEO_FOLDER}/${cameraId}`;
}

export const cameraFolder = (recordFolder: string, cameraId: string): string =>
  join(recordFolder, cameraPath(cameraId));
export const segmentName = (number: number): string => `${String(number).padStart(6, '0')}.mp4`;
/** Number of a segment's file, or null for any other name. */
export const segmentNumber = (name: string): number | null => (SEGMENT.test(name) ? Number.parseInt(name, 10) : null);
