import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { VideoSegment } from '@outrider/schema';
import { FRAGMENT_HEAD_BYTES, INIT_BYTES, readFragmentHead, readInit } from '../mp4/index.js';
import type { FragmentHead } from '../mp4/index.js';

export interface ScannedSegment {
  /** Null where not even the start of the file is whole. */
  segment: VideoSegment | null;
  /** Bytes up to the end of the last whole fragment; what lies behind is torn. */
  whole_bytes: number;
  total_bytes: number;
}

/** Looks where the fragments of a segment lie, reading a little of each. A file that is still written is seen up to its last whole fragment. */
export async function scanSegment(path: string, name: string): Promise<ScannedSegment> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const init = readInit(await readAt(file, 0, INIT_BYTES));
    if (!init) return { segment: null, whole_bytes: 0, total_bytes: size };
    const segment = emptySegment(name, init);
    let at = init.bytes;
    for (;;) {
      const head = readFragmentHead(await readAt(file, at, FRAGMENT_HEAD_BYTES));
      if (!head || at + head.bytes > size) break;
      addFragment(segment, at, head);
      at += head.bytes;
    }
    return { segment: { ...segment, bytes: at }, whole_bytes: at, total_bytes: size };
  } finally {
    await file.close();
  }
}

function emptySegment(name: string, init: NonNullable<ReturnType<typeof readInit>>): VideoSegment {
  return {
    name,
    bytes: init.bytes,
    init_bytes: init.bytes,
    codec: init.codec,
    codec_string: init.codec_string,
    width_px: init.width_px,
    height_px: init.height_px,
    offset_bytes: [],
    fragment_bytes: [],
    time_90khz: [],
    duration_90khz: [],
    utc_ms: [],
    captured: [],
    keyframe: [],
    pictures: [],
  };
}

function addFragment(segment: VideoSegment, at: number, { clock, time_90khz, samples, bytes }: FragmentHead): void {
  segment.offset_bytes.push(at);
  segment.fragment_bytes.push(bytes);
  segment.time_90khz.push(time_90khz);
  segment.duration_90khz.push(samples.reduce((sum, sample) => sum + sample.duration_90khz, 0));
  segment.utc_ms.push(clock.utc_ms);
  segment.captured.push(clock.captured ? 1 : 0);
  segment.keyframe.push(samples[0]?.keyframe ? 1 : 0);
  segment.pictures.push(samples.length);
}

/** Up to `length` bytes at an offset; fewer at the end of the file. */
export async function readAt(file: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
}
