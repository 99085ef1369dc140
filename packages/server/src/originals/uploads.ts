import { mkdir, open, readdir, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { UploadedPiece } from '@outrider/schema';
import { refuse } from '../platform/index.js';

const DAY_MS = 86_400_000;
/** Room that stays for what flies now. */
const KEPT_FREE_BYTES = 2e9;

export interface Upload {
  agency_id: string;
  flight_id: string;
  piece: UploadedPiece;
}

/** Folder of what is being brought in: beside the records, so that what is whole is moved and not copied. */
const uploadsFolder = (recordsDir: string, agencyId: string): string => join(dirname(recordsDir), 'uploads', agencyId);

/** The file of an upload; its ids were checked to be ids. The length of the whole file is part of the name. */
export const uploadFile = (recordsDir: string, { agency_id, flight_id, piece }: Upload): string =>
  join(uploadsFolder(recordsDir, agency_id), `${flight_id}_${piece.upload_id}_${piece.total_bytes}.part`);

/**
 * Adds a piece to an upload, on disk when it returns. Answers how much of the file is there; a piece that begins elsewhere is not
 * taken. Throws upload_refused for more than was announced, disk_full.
 */
export async function takePiece(
  recordsDir: string,
  upload: Upload,
  bytes: Uint8Array,
  nowUtcMs: number,
): Promise<number> {
  const file = uploadFile(recordsDir, upload);
  const { offset, total_bytes } = upload.piece;
  const there = await sizeOf(file);
  if (offset !== there) return there;
  if (offset + bytes.byteLength > total_bytes)
    throw refuse('upload_refused', `The file was said to have ${total_bytes} bytes, and more came.`, 'total_bytes');
  if (there === 0) await begin(recordsDir, upload, nowUtcMs);
  const handle = await open(file, 'a', 0o600);
  try {
    await handle.appendFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return there + bytes.byteLength;
}

async function begin(recordsDir: string, { agency_id, piece }: Upload, nowUtcMs: number): Promise<void> {
  const folder = uploadsFolder(recordsDir, agency_id);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await clear(folder, nowUtcMs);
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < piece.total_bytes + KEPT_FREE_BYTES)
    throw refuse('disk_full', `The disk has no room for ${piece.total_bytes} bytes; nothing was taken.`, 'total_bytes');
}

/** What nobody went on with for a day goes. */
async function clear(folder: string, nowUtcMs: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (nowUtcMs - (await stat(path)).mtimeMs > DAY_MS) await rm(path, { recursive: true, force: true });
  }
}

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );
