import { createReadStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { VideoSegment } from '@outrider/schema';
import { ChainWriter, PayloadHash } from '@outrider/record/chain';
import {
  VIDEO_CHAIN_FILE,
  cameraFolder,
  cameraPath,
  endUtcMs,
  scanSegment,
  segmentNumber,
} from '@outrider/record/video';
import type { SegmentFacts } from './entries.js';
import { segmentEntry } from './entries.js';

export interface OpenedFolder {
  writer: ChainWriter;
  open: () => Promise<ChainWriter>;
  /** Number of the next segment's file. */
  nextSegment: number;
  /** Where the last recorded picture ends; null in a new recording. */
  after: { time_90khz: number; utc_ms: number } | null;
  /** Segments that a crash left without an entry. */
  recovered: number;
}

/**
 * Opens the video folder of a camera. Segments that a crash left open stay byte for byte as they are and get their entry, with the
 * bytes that are torn at their end. Throws record_chain_damaged when the chain was altered.
 */
export async function openFolder(folder: string, cameraId: string, at_utc_ms: number): Promise<OpenedFolder> {
  const path = cameraPath(cameraId);
  await mkdir(cameraFolder(folder, cameraId), { recursive: true, mode: 0o700 });
  const known = new Set<string>();
  const open = (): Promise<ChainWriter> => ChainWriter.open(folder, { file: `${path}/${VIDEO_CHAIN_FILE}` });
  const writer = await ChainWriter.open(folder, {
    file: `${path}/${VIDEO_CHAIN_FILE}`,
    onEntry: ({ entry }) => entry.payload && known.add(entry.payload.file),
  });
  const names = (await readdir(cameraFolder(folder, cameraId)))
    .filter((name) => segmentNumber(name) !== null)
    .toSorted();
  const open_ = names.filter((name) => !known.has(`${path}/${name}`));
  for (const name of open_) await appendRecovered(writer, { folder, path, name, cameraId, at_utc_ms });
  const nextSegment = (segmentNumber(names.at(-1) ?? '') ?? 0) + 1;
  return { writer, open, nextSegment, after: await lastPicture(folder, path, names), recovered: open_.length };
}

interface Left {
  folder: string;
  path: string;
  name: string;
  cameraId: string;
  at_utc_ms: number;
}

async function appendRecovered(writer: ChainWriter, { folder, path, name, cameraId, at_utc_ms }: Left): Promise<void> {
  const file = join(folder, path, name);
  const { segment, whole_bytes, total_bytes } = await scanSegment(file, name);
  const hash = new PayloadHash();
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  const torn = { torn_bytes: total_bytes - whole_bytes };
  await writer.append(segmentEntry(cameraId, factsOf(segment), hash.payload(`${path}/${name}`), at_utc_ms, torn));
}

/** What a file itself tells; who was damaged and when pictures arrived was known to the crashed recorder alone. */
function factsOf(segment: VideoSegment | null): SegmentFacts {
  const first = segment?.time_90khz[0] ?? null;
  const isEmpty = segment === null || first === null;
  return {
    codec: segment?.codec ?? null,
    width_px: segment?.width_px ?? null,
    height_px: segment?.height_px ?? null,
    start_time_90khz: first,
    end_time_90khz: isEmpty ? null : endTime(segment),
    zero_time_90khz: null,
    start_utc_ms: segment?.utc_ms[0] ?? null,
    end_utc_ms: isEmpty ? null : endUtcMs(segment),
    start_received_utc_ms: null,
    end_received_utc_ms: null,
    pictures: sum(segment?.pictures ?? []),
    keyframes: sum(segment?.keyframe ?? []),
    damaged_pictures: null,
    times: (segment?.time_90khz ?? []).map((time, i) => [time, segment!.utc_ms[i]!, segment!.captured[i]!]),
  };
}

async function lastPicture(folder: string, path: string, names: string[]): Promise<OpenedFolder['after']> {
  for (const name of names.toReversed()) {
    const { segment } = await scanSegment(join(folder, path, name), name);
    if (segment && segment.utc_ms.length > 0) return { time_90khz: endTime(segment), utc_ms: endUtcMs(segment) };
  }
  return null;
}

const endTime = ({ time_90khz, duration_90khz }: VideoSegment): number =>
  (time_90khz.at(-1) ?? 0) + (duration_90khz.at(-1) ?? 0);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
