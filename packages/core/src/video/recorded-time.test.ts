import type { VideoSegment } from '@outrider/schema';
import { describe, expect, it } from 'vitest';
import { fileTimeOf, fragmentAt, fragmentsOf, utcOf } from './index.js';

const segment = (name: string, time_90khz: number[], utc_ms: number[]): VideoSegment => ({
  name,
  bytes: 1000,
  init_bytes: 700,
  codec: 'h264',
  codec_string: 'avc1.42C01F',
  width_px: 640,
  height_px: 360,
  offset_bytes: time_90khz.map((_, i) => 700 + i * 100),
  fragment_bytes: time_90khz.map(() => 100),
  time_90khz,
  duration_90khz: time_90khz.map(() => 45_000),
  utc_ms,
  captured: utc_ms.map(() => 1),
  keyframe: utc_ms.map((_, i) => (i === 0 ? 1 : 0)),
  pictures: utc_ms.map(() => 15),
});
// Half a second each; two seconds are missing before the second segment, in which the camera's clock ran 10 ms fast.
const fragments = fragmentsOf({
  segments: [segment('000001.mp4', [0, 45_000], [10_000, 10_500]), segment('000002.mp4', [270_900], [13_000])],
});

describe('recorded time', () => {
  it('is found by the time of day, in a gap by the next picture', () => {
    expect(fileTimeOf(fragments, 10_600)).toBe(54_000);
    expect(fileTimeOf(fragments, 12_000)).toBe(270_900);
    expect(fileTimeOf(fragments, 13_100)).toBe(279_900);
    expect(fileTimeOf(fragments, 9000)).toBe(0);
    expect(fileTimeOf(fragments, 13_500)).toBeNull();
    expect(fileTimeOf([], 1)).toBeNull();
  });
  it('gives the time of day back', () => {
    expect(utcOf(fragments, 54_000)).toBe(10_600);
    expect(utcOf(fragments, 279_900)).toBe(13_100);
    expect(utcOf([], 0)).toBeNull();
  });
  it('knows the fragment that began last', () => {
    expect(fragmentAt(fragments, 9999)).toBeNull();
    expect(fragmentAt(fragments, 12_999)?.time_90khz).toBe(45_000);
    expect(fragmentAt(fragments, 1e9)?.segment.name).toBe('000002.mp4');
  });
});
