import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { ChainWriter, PayloadHash, syncFolder } from '../chain/index.js';
import { VIDEO_CHAIN_FILE, cameraPath } from './layout.js';

/** Folder of the originals of a camera: apart from its recording, whose chain may be sealed long before they come. */
export const ORIGINALS_FOLDER = 'originals';
const EXTENSION = /^\.[a-z0-9]{1,5}$/;

export interface OriginalVideo {
  camera_id: string;
  /** The file as it came from the aircraft's card. */
  path: string;
  /** How it was called there, and who brought it when. */
  name: string;
  imported_by: string;
  at_utc_ms: number;
  /** The file is ours and becomes that of the record; otherwise it is copied and stays. */
  move?: boolean;
}

/**
 * Adds the aircraft's own recording as a second source: byte for byte, hashed on the way, with an entry `video_imported` in a chain of
 * its own. Nothing is left behind where it fails, and what was there stays. Answers the path inside the record and its hash.
 */
export async function importOriginal(
  recordFolder: string,
  original: OriginalVideo,
): Promise<{ file: string; sha256: string; bytes: number }> {
  const { camera_id, path, name, imported_by, at_utc_ms, move = false } = original;
  const inside = `${cameraPath(camera_id)}/${ORIGINALS_FOLDER}`;
  const folder = join(recordFolder, inside);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await freeName(folder, name);
  const hash = new PayloadHash();
  if (move) await take(path, join(folder, file), hash);
  else await copyInto(folder, path, file, hash);
  const payload = hash.payload(`${inside}/${file}`);
  const writer = await ChainWriter.open(recordFolder, { file: `${inside}/${VIDEO_CHAIN_FILE}` });
  try {
    const body = { camera_id, name, imported_by };
    await writer.append({ at_utc_ms, kind: 'video_imported', body, payload });
  } finally {
    await writer.close();
  }
  return { file: payload.file, sha256: payload.sha256, bytes: payload.bytes };
}

/** A name of our own, since theirs may be anything; the ending stays where it is a plain one. */
async function freeName(folder: string, name: string): Promise<string> {
  const ending = extname(name).toLowerCase();
  const taken = (await readdir(folder)).filter((each) => /^\d{6}\./.test(each)).toSorted();
  const number = Number.parseInt(taken.at(-1) ?? '0', 10) + 1;
  return `${String(number).padStart(6, '0')}${EXTENSION.test(ending) ? ending : '.bin'}`;
}

async function copyInto(folder: string, path: string, file: string, hash: PayloadHash): Promise<void> {
  const unfinished = join(folder, `.${file}.part`);
  try {
    await copy(path, unfinished, hash);
    await rename(unfinished, join(folder, file));
    await syncFolder(folder);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Hashes a file that is ours and puts it in its place, which has to be on the same disk. */
async function take(path: string, to: string, hash: PayloadHash): Promise<void> {
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  await rename(path, to);
  await syncFolder(join(to, '..'));
}

async function copy(from: string, to: string, hash: PayloadHash): Promise<void> {
  const target = await open(to, 'w', 0o600);
  try {
    for await (const chunk of createReadStream(from)) {
      hash.update(chunk as Buffer);
      await target.appendFile(chunk as Buffer);
    }
    await target.sync();
  } finally {
    await target.close();
  }
}
