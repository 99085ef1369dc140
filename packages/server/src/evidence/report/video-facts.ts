import { join } from 'node:path';
import { ChainFault, readChain } from '@outrider/record/chain';
import type { ReportedFile, ReportedOriginal, ReportedVideo } from '@outrider/record/report';
import { VIDEO_CHAIN_FILE, cameraFolder, readVideoIndex, recordedCameras } from '@outrider/record/video';
import { originalsOf } from '../../originals/list.js';
import type { ChainEntry, ChainPayload } from '@outrider/schema';

/** What the chains of a record say of its video: also of files that were deleted since. */
export async function videoFacts(folder: string): Promise<{ video: ReportedVideo[]; originals: ReportedOriginal[] }> {
  const video: ReportedVideo[] = [];
  for (const camera of await recordedCameras(folder)) {
    const own = cameraFolder(folder, camera);
    const segments = (await entriesOf(join(own, VIDEO_CHAIN_FILE))).flatMap(segmentOf);
    const index = await readVideoIndex(folder, camera);
    if (segments.length > 0 || index)
      video.push({ camera_name: index?.camera_name ?? null, segments, gaps: index?.gaps ?? [] });
  }
  const originals = (await originalsOf(folder)).map((original): ReportedOriginal => ({
    ...original,
    from_utc_ms: null,
    to_utc_ms: null,
  }));
  return { video, originals };
}

/** Entries up to the first that is wrong: what is altered is for the verification to say. */
async function entriesOf(file: string): Promise<ChainEntry[]> {
  const entries: ChainEntry[] = [];
  try {
    for await (const { entry } of readChain(file)) entries.push(entry);
  } catch (error) {
    if (!(error instanceof ChainFault)) throw error;
  }
  return entries;
}

function segmentOf({ kind, body, payload }: ChainEntry): ReportedFile[] {
  if (kind !== 'video_segment' || !payload) return [];
  return [{ ...fileOf(payload), from_utc_ms: time(body['start_utc_ms']), to_utc_ms: time(body['end_utc_ms']) }];
}

const fileOf = ({ file, bytes, sha256 }: ChainPayload) => ({ file, bytes, sha256 });
const time = (value: unknown): number | null => (typeof value === 'number' ? value : null);
