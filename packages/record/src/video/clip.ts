import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { endUtcMsOf, fragmentsOf } from '@outrider/core/video';
import type { IndexedFragment } from '@outrider/core/video';
import { FRAGMENT_HEAD_BYTES, INIT_BYTES, progressiveHead, readFragmentHead, readInit } from '../mp4/index.js';
import type { FragmentHead, InitInfo } from '../mp4/index.js';
import { ClipRefused, chooseFragments, clipParts, requireOneKind } from './clip-plan.js';
import type { ChosenFragments, ClipPart, ClipRange } from './clip-plan.js';
import { cameraFolder } from './layout.js';
import { segmentHashes } from './segment-hashes.js';
import { readAt } from './scan-segment.js';
import { readVideoIndex } from './video-index.js';

/** Whose record a clip comes from; it is written into the clip. */
export interface ClipIdentity {
  agency_id: string;
  agency_name: string;
  flight_id: string;
  flight_number: string;
}

export interface Clip {
  bytes: number;
  body: Readable;
  /** What stands in the file about itself. */
  facts: ClipFacts;
}

export interface ClipFacts extends ClipIdentity {
  camera_id: string;
  camera_name: string | null;
  from_utc_ms: number;
  to_utc_ms: number;
  /** Pictures from here to `from_utc_ms` are in the file, since decoding needs them, and are not shown. */
  first_picture_utc_ms: number;
  /** The recorded files that it was taken from, as the record's chain vouches for them. */
  segments: { file: string; sha256: string | null }[];
}

const MOST_HOURS = 6;

/**
 * Cuts a clip out of a recording without changing a picture: an MP4 that plays at once, with an edit list that begins and ends it at the
 * times asked for. Throws ClipRefused where there is nothing to cut, or pictures of two kinds.
 */
export async function cutClip(
  recordFolder: string,
  cameraId: string,
  range: ClipRange,
  identity: ClipIdentity,
): Promise<Clip> {
  if (range.to_utc_ms - range.from_utc_ms > MOST_HOURS * 3_600_000)
    throw new ClipRefused(`A clip holds at most ${MOST_HOURS} hours.`);
  const index = await readVideoIndex(recordFolder, cameraId);
  if (!index) throw new ClipRefused('No video of this camera was recorded.');
  const folder = cameraFolder(recordFolder, cameraId);
  const chosen = chooseFragments(fragmentsOf(index), range);
  const { init, parts } = await readParts(folder, chosen);
  const facts: ClipFacts = {
    ...identity,
    camera_id: cameraId,
    camera_name: index.camera_name,
    from_utc_ms: Math.max(range.from_utc_ms, chosen.fragments[0]!.utc_ms),
    to_utc_ms: Math.min(range.to_utc_ms, endUtcMsOf(chosen.fragments.at(-1)!)),
    first_picture_utc_ms: chosen.fragments[0]!.utc_ms,
    segments: await segmentHashes(folder, namesOf(chosen.fragments)),
  };
  const { head, data_bytes } = headOf(init, parts, chosen, facts);
  return { bytes: head.byteLength + data_bytes, body: Readable.from(bytesOf(folder, head, parts)), facts };
}

function headOf(init: InitInfo, parts: readonly ClipPart[], chosen: ChosenFragments, facts: ClipFacts) {
  const start = chosen.fragments[0]!.time_90khz;
  return progressiveHead({
    sample_entry: init.sample_entry,
    size: init,
    chunks: parts.map(({ samples }) => samples),
    shown: { from_90khz: chosen.from_90khz - start, duration_90khz: chosen.to_90khz - chosen.from_90khz },
    created_at_utc_ms: facts.from_utc_ms,
    tags: {
      title: `${facts.agency_name}, flight ${facts.flight_number}, ${facts.camera_name ?? facts.camera_id}`,
      comment: JSON.stringify(facts),
    },
  });
}

interface ReadParts {
  init: InitInfo;
  parts: ClipPart[];
}

async function readParts(folder: string, { fragments, to_90khz }: ChosenFragments): Promise<ReadParts> {
  const inits: { init: InitInfo; start_utc_ms: number }[] = [];
  const heads: { fragment: IndexedFragment; head: FragmentHead }[] = [];
  for (const name of namesOf(fragments)) {
    const own = fragments.filter(({ segment }) => segment.name === name);
    const file = await open(join(folder, name), 'r');
    try {
      const init = readInit(await readAt(file, 0, INIT_BYTES));
      if (!init) throw new ClipRefused(`The recorded file ${name} cannot be read.`);
      inits.push({ init, start_utc_ms: own[0]!.utc_ms });
      for (const fragment of own) heads.push({ fragment, head: await readHead(file, fragment) });
    } finally {
      await file.close();
    }
  }
  return { init: requireOneKind(inits), parts: clipParts(heads, to_90khz) };
}

const namesOf = (fragments: readonly IndexedFragment[]): string[] => [
  ...new Set(fragments.map(({ segment }) => segment.name)),
];

async function readHead(file: FileHandle, { segment, at }: IndexedFragment): Promise<FragmentHead> {
  const head = readFragmentHead(await readAt(file, segment.offset_bytes[at]!, FRAGMENT_HEAD_BYTES));
  if (!head) throw new ClipRefused(`The recorded file ${segment.name} is damaged.`);
  return head;
}

/** The head, then the pictures as they lie in the recorded files. */
async function* bytesOf(folder: string, head: Uint8Array, parts: readonly ClipPart[]): AsyncGenerator<Uint8Array> {
  yield head;
  for (const { fragment, data_offset, samples } of parts) {
    const bytes = samples.reduce((sum, sample) => sum + sample.bytes, 0);
    const place = { start: data_offset, end: data_offset + bytes - 1 };
    yield* createReadStream(join(folder, fragment.segment.name), place) as AsyncIterable<Uint8Array>;
  }
}
