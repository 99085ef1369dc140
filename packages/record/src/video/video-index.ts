import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '@outrider/runtime/files';
import type { VideoGap, VideoIndex, VideoSegment, VideoSummary } from '@outrider/schema';
import { VIDEO_CHAIN_FILE, VIDEO_FOLDER, VIDEO_INDEX_FILE, cameraFolder, segmentNumber } from './layout.js';
import { scanSegment } from './scan-segment.js';

/** Ids of the cameras that a record holds video of, in order. */
export async function recordedCameras(recordFolder: string): Promise<string[]> {
  const names = await readdir(join(recordFolder, VIDEO_FOLDER)).catch(emptyWhenMissing);
  return names.filter((name) => /^[0-9a-f-]{36}$/.test(name)).toSorted();
}

/**
 * Where every fragment of a camera's video lies. Taken from index.json where that knows a file as long as it is now, else from the file
 * itself, so it is right for a recording that still runs and can be made again at any time. Null where there is no video.
 */
export async function readVideoIndex(recordFolder: string, cameraId: string): Promise<VideoIndex | null> {
  const folder = cameraFolder(recordFolder, cameraId);
  const names = (await readdir(folder).catch(emptyWhenMissing)).filter((name) => segmentNumber(name) !== null);
  const said = await readChainFacts(folder);
  if (names.length === 0 && said.gaps.length === 0) return null;
  const known = new Map((await readKept(folder)).map((segment) => [segment.name, segment]));
  const segments: VideoSegment[] = [];
  for (const name of names.toSorted()) {
    const path = join(folder, name);
    const kept = known.get(name);
    const isSame = kept !== undefined && (await stat(path)).size === kept.bytes;
    const segment = isSame ? kept : (await scanSegment(path, name)).segment;
    if (segment && segment.offset_bytes.length > 0) segments.push(segment);
  }
  return { format_version: 1, camera_id: cameraId, camera_name: said.camera_name, segments, gaps: said.gaps };
}

/** Brings index.json up to what the files say. It is no part of the record's chain. */
export async function keepVideoIndex(recordFolder: string, cameraId: string): Promise<void> {
  const index = await readVideoIndex(recordFolder, cameraId);
  if (index) writeFileAtomically(join(cameraFolder(recordFolder, cameraId), VIDEO_INDEX_FILE), JSON.stringify(index));
}

export function summaryOf({ camera_id, camera_name, segments, gaps }: VideoIndex): VideoSummary {
  const last = segments.at(-1);
  return {
    camera_id,
    camera_name,
    codec: last?.codec ?? null,
    width_px: last?.width_px ?? null,
    height_px: last?.height_px ?? null,
    from_utc_ms: segments[0]?.utc_ms[0] ?? null,
    to_utc_ms: last ? endUtcMs(last) : null,
    bytes: segments.reduce((sum, segment) => sum + segment.bytes, 0),
    segments: segments.length,
    gaps,
  };
}

/** When the last picture of a segment stops being shown. */
export const endUtcMs = ({ utc_ms, duration_90khz }: VideoSegment): number =>
  (utc_ms.at(-1) ?? 0) + (duration_90khz.at(-1) ?? 0) / 90;

async function readKept(folder: string): Promise<VideoSegment[]> {
  try {
    const index = JSON.parse(await readFile(join(folder, VIDEO_INDEX_FILE), 'utf8')) as VideoIndex;
    return index.format_version === 1 && Array.isArray(index.segments) ? index.segments : [];
  } catch {
    // It is made again from the files.
    return [];
  }
}

interface ChainFacts {
  camera_name: string | null;
  gaps: VideoGap[];
}

/** What the chain says beside the files. Whether the chain is whole is for who verifies the record; a torn line is passed over. */
async function readChainFacts(folder: string): Promise<ChainFacts> {
  const text = await readFile(join(folder, VIDEO_CHAIN_FILE), 'utf8').catch(() => '');
  const facts: ChainFacts = { camera_name: null, gaps: [] };
  for (const line of text.split('\n')) {
    if (!line.includes('"video_gap"') && !line.includes('"video_opened"')) continue;
    const entry = parsed(line);
    if (entry?.kind === 'video_gap') facts.gaps.push(entry.body as unknown as VideoGap);
    if (entry?.kind === 'video_opened') facts.camera_name = nameIn(entry.body) ?? facts.camera_name;
  }
  return facts;
}

function parsed(line: string): { kind: string; body: Record<string, unknown> } | null {
  try {
    return JSON.parse(line) as { kind: string; body: Record<string, unknown> };
  } catch {
    return null;
  }
}

const nameIn = (body: Record<string, unknown>): string | null => {
  const name = body['camera_name'];
  return typeof name === 'string' ? name : null;
};

function emptyWhenMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
