import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { addendaOf, addendumFolder } from '@outrider/core/evidence';
import { ChainFault, readChain } from '@outrider/record/chain';
import { listFiles } from '@outrider/record/files';
import { ORIGINALS_FOLDER, VIDEO_CHAIN_FILE, cameraPath, recordedCameras } from '@outrider/record/video';
import type { ChainEntry, OriginalRecording } from '@outrider/schema';

export interface KeptOriginal extends OriginalRecording {
  /** Path inside the record. */
  file: string;
}

/** Originals of a record by what its chains say, in the order in which they came; also those that were deleted since. */
export async function originalsOf(record: string): Promise<KeptOriginal[]> {
  const files = await listFiles(record).catch(() => []);
  const early = await originalsIn(record, '', null);
  const later = addendaOf(files.map(({ file }) => file)).map((addendum) =>
    originalsIn(record, `${addendumFolder(addendum)}/`, addendum),
  );
  const all = [early, ...(await Promise.all(later))].flat();
  const inOrder = all.toSorted(
    (a, b) => (a.addendum ?? 0) - (b.addendum ?? 0) || a.imported_at_utc_ms - b.imported_at_utc_ms,
  );
  return inOrder.map((original, index) => ({ ...original, number: index + 1 }));
}

async function originalsIn(record: string, prefix: string, addendum: number | null): Promise<KeptOriginal[]> {
  const found: KeptOriginal[] = [];
  for (const camera of await recordedCameras(join(record, prefix))) {
    const chain = join(record, prefix, cameraPath(camera), ORIGINALS_FOLDER, VIDEO_CHAIN_FILE);
    for (const entry of await entriesOf(chain)) {
      const original = await keptOriginal(record, prefix, addendum, camera, entry);
      if (original) found.push(original);
    }
  }
  return found;
}

/** Entries up to the first that is wrong: what was altered is for the verification to say. */
async function entriesOf(chain: string): Promise<ChainEntry[]> {
  const entries: ChainEntry[] = [];
  try {
    for await (const { entry } of readChain(chain)) entries.push(entry);
  } catch (error) {
    if (!(error instanceof ChainFault)) throw error;
  }
  return entries;
}

async function keptOriginal(
  record: string,
  prefix: string,
  addendum: number | null,
  camera_id: string,
  { kind, body, payload, at_utc_ms }: ChainEntry,
): Promise<KeptOriginal | null> {
  if (kind !== 'video_imported' || !payload) return null;
  const text = (value: unknown): string => (typeof value === 'string' ? value : 'unknown');
  const file = `${prefix}${payload.file}`;
  const present = await stat(join(record, file)).then(
    () => true,
    () => false,
  );
  const words = { name: text(body['name']), imported_by: text(body['imported_by']) };
  const { bytes, sha256 } = payload;
  return { number: 0, camera_id, ...words, bytes, sha256, imported_at_utc_ms: at_utc_ms, addendum, present, file };
}
