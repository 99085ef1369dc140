import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readLumaTimeCode } from '../../time-code/index.js';
import { burnIn } from '../overlay/index.js';
import { blankPicture } from '../picture.js';
import type { EncodedPicture, MakeEncoder } from './index.js';
import { hasFfmpeg, makeFfmpegEncoder, makeNpmEncoder } from './index.js';

const ABSENT = 'ffmpeg-absent';
const present = hasFfmpeg();
const FORMAT = { width: 640, height: 360, frame_rate_hz: 30, bitrate_bps: 1_500_000 };
const START_UTC_MS = 1_790_000_000_123;
const STEP_MS = 70;

/** Feeds a moving picture until so many have come out. */
async function encoded(make: MakeEncoder, count: number): Promise<EncodedPicture[]> {
  const pictures: EncodedPicture[] = [];
  const failures: string[] = [];
  const encoder = make(FORMAT, { onPicture: (each) => pictures.push(each), onFailure: (why) => failures.push(why) });
  const picture = blankPicture(FORMAT.width, FORMAT.height);
  for (let index = 0; pictures.length < count && failures.length === 0 && index < 4000; index++) {
    // Slopes that move: hard enough for an encoder, and no noise.
    for (let at = 0; at < picture.y.length; at++) picture.y[at] = 16 + (((at % FORMAT.width) + index * 5) % 200);
    const taken = { utc_ms: START_UTC_MS + index * STEP_MS, monotonic_ms: index * STEP_MS };
    burnIn(picture, 'Heron 1', taken.utc_ms);
    encoder.encode(picture, taken);
    await sleep(4);
  }
  encoder.close();
  expect(failures).toEqual([]);
  return pictures;
}

/** The codes that an independent decoder shows, in order. */
function decodedCodes(pictures: readonly EncodedPicture[]): (number | null)[] {
  const startCode = Buffer.of(0, 0, 0, 1);
  const stream = Buffer.concat(pictures.flatMap(({ nals }) => nals.flatMap((nal) => [startCode, nal])));
  const arguments_ = '-v error -xerror -f h264 -i pipe:0 -f rawvideo -pix_fmt yuv420p -vsync passthrough pipe:1'.split(
    ' ',
  );
  const { stdout, stderr } = spawnSync('ffmpeg', arguments_, { input: stream, maxBuffer: 1 << 30 });
  expect(String(stderr)).toBe('');
  const bytes = (FORMAT.width * FORMAT.height * 3) / 2;
  return Array.from({ length: stdout.length / bytes }, (_, index) =>
    readLumaTimeCode(stdout.subarray(index * bytes), FORMAT.width, FORMAT.height),
  );
}

describe.each<[string, MakeEncoder, number, number]>([
  // Longer than the time between two keyframes, which goes by the clock.
  ['ffmpeg', makeFfmpegEncoder, 400, 0],
  // More than one file of the encoder's own. Where the picture gets too hard for its rate, a few codes are beyond reading.
  ['the encoder that npm brings', makeNpmEncoder, 640, 0.03],
])('H.264 by %s', (_, make, count, unreadable) => {
  it('is decoded by ffmpeg, each picture with the moment that went in, in order', async (context) => {
    context.skip(!present, ABSENT);
    const pictures = await encoded(make, count);
    const codes = decodedCodes(pictures);
    const moments = pictures.map(({ taken }) => taken.utc_ms);
    expect(codes.map((code, index) => code ?? moments[index])).toEqual(moments);
    expect(codes.filter((code) => code === null).length).toBeLessThanOrEqual(unreadable * count);
    expect(pictures[0]?.keyframe).toBe(true);
    expect(pictures.filter(({ keyframe }) => keyframe).length).toBeGreaterThan(1);
    const types = pictures
      .filter(({ keyframe }) => keyframe)
      .map(({ nals }) => nals.slice(0, 2).map((nal) => nal[0]! & 31));
    expect(new Set(types.map(String))).toEqual(new Set(['7,8']));
  }, 120_000);
});
