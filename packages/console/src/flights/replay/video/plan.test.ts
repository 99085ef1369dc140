import type { VideoSegment } from '@outrider/schema';
import { describe, expect, it } from 'vitest';
import { nextPictureUtcMs, pieceAfter, pieceFor, positionAt, recordingOf } from './plan.js';

/** Ten seconds, half a second a fragment, a keyframe each second, 1000 bytes each behind 700 of the start. */
function segment(name: string, from_s: number, utc_ms: number): VideoSegment {
  const steps = Array.from({ length: 20 }, (_, i) => i);
  return {
    name,
    bytes: 20_700,
    init_bytes: 700,
    codec: 'h264',
    codec_string: 'avc1.42C01F',
    width_px: 640,
    height_px: 360,
    offset_bytes: steps.map((i) => 700 + i * 1000),
    fragment_bytes: steps.map(() => 1000),
    time_90khz: steps.map((i) => from_s * 90_000 + i * 45_000),
    duration_90khz: steps.map(() => 45_000),
    utc_ms: steps.map((i) => utc_ms + i * 500),
    captured: steps.map(() => 1),
    keyframe: steps.map((i) => (i % 2 === 0 ? 1 : 0)),
    pictures: steps.map(() => 15),
  };
}
const recording = recordingOf({
  format_version: 1,
  camera_id: 'c',
  camera_name: null,
  segments: [segment('000001.mp4', 0, 100_000), segment('000002.mp4', 15, 115_000)],
  gaps: [],
});

describe('what a player fetches', () => {
  it('begins with the keyframe before the position and reaches just past it', () => {
    expect(pieceFor(recording, 6.7)).toMatchObject({
      segment: '000001.mp4',
      start: 12_700,
      withInit: false,
      from_s: 6,
    });
    expect(pieceFor(recording, 6.7)!.to_s).toBe(7.5);
    expect(pieceFor(recording, 0)).toMatchObject({ start: 0, withInit: true, from_s: 0 });
  });
  it('goes on without a hole to the end of a file, then with the next', () => {
    let piece = pieceFor(recording, 4)!;
    expect(piece.to_s).toBe(5);
    piece = pieceAfter(recording, piece)!;
    expect(piece.to_s).toBe(9.5);
    piece = pieceAfter(recording, piece)!;
    expect(piece.to_s).toBe(10);
    piece = pieceAfter(recording, piece)!;
    expect(piece).toMatchObject({ segment: '000002.mp4', start: 0, withInit: true, from_s: 15 });
    const next = pieceAfter(recording, piece)!;
    expect(next.start).toBe(piece.end + 1);
    expect(pieceAfter(recording, next)?.end ?? next.end).toBe(20_699);
  });
  it('stands nowhere in a gap', () => {
    expect(positionAt(recording, 104_250)).toBeCloseTo(4.25);
    expect(positionAt(recording, 112_000)).toBeNull();
    expect(positionAt(recording, 99_000)).toBeNull();
    expect(nextPictureUtcMs(recording, 112_000)).toBe(115_000);
    expect(nextPictureUtcMs(recording, 130_000)).toBeNull();
  });
});
