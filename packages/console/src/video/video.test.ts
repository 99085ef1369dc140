import { describe, expect, it } from 'vitest';
import { ClockEstimate } from './clock-estimate.js';
import { pictureUtc, RecentMedian, rtpMilliseconds } from './latency.js';
import { PictureClock } from './picture-clock.js';
import { MOST_ZOOM, placeUnder, zoomStep, zoomText, zoomWheel } from './zoom.js';

describe('the clock of the media process', () => {
  it('is known best from the answer with the shortest way', () => {
    const clock = new ClockEstimate();
    expect(clock.offset_ms).toBeNull();
    // Their clock is 500 ms ahead; the first answer came back on a slow way.
    clock.add(1000, 1510, 1210);
    clock.add(2000, 2505, 2010);
    expect(clock.offset_ms).toBe(500);
    expect(clock.round_trip_ms).toBe(10);
    clock.add(3000, 3500, 2990);
    expect(clock.round_trip_ms).toBe(10);
  });

  it('forgets answers that are older than the last ten', () => {
    const clock = new ClockEstimate();
    clock.add(0, 100, 2);
    for (let n = 0; n < 10; n++) clock.add(1000 * n, 1000 * n + 210, 1000 * n + 20);
    expect(clock.offset_ms).toBe(200);
  });
});

describe('the time of a picture', () => {
  const known = { rtp_timestamp: 90_000, received_utc_ms: 5000, captured_utc_ms: 4900 };
  it('counts 90 a millisecond from one that is known, also before it and over the wrap', () => {
    expect(pictureUtc(90_000 + 900, known)).toEqual({ received_utc_ms: 5010, captured_utc_ms: 4910 });
    expect(pictureUtc(90_000 - 900, known).captured_utc_ms).toBe(4890);
    expect(rtpMilliseconds(0xffffffff - 89, 90)).toBe(2);
  });
  it('is that of its receipt alone where the source does not tell', () => {
    const untold = { ...known, captured_utc_ms: null };
    expect(pictureUtc(90_000, untold)).toEqual({ received_utc_ms: 5000, captured_utc_ms: null });
  });
});

it('the median of the last values does not follow a single late one', () => {
  const recent = new RecentMedian(5);
  for (const value of [9, 10, 11, 400, 10, 12]) recent.add(value);
  expect(recent.value).toBe(11);
});

describe('pictures that are shown', () => {
  /** Thirty pictures a second that are shown 100 ms after they were taken, by a clock that is 1 s ahead of ours. */
  const shown = (pictures: PictureClock, count: number, from_ms = 0) => {
    for (let n = 0; n < count; n++) {
      const shown_ms = from_ms + n * (1000 / 30);
      pictures.shown({ shown_ms, rtp_timestamp: Math.round(90 * (shown_ms - 100)) >>> 0 });
    }
    return from_ms + (count - 1) * (1000 / 30);
  };
  const ready = () => {
    const pictures = new PictureClock();
    pictures.clock.add(performance.timeOrigin, performance.timeOrigin + 1005, performance.timeOrigin + 10);
    const captured_utc_ms = performance.timeOrigin + 1000;
    pictures.told({ rtp_timestamp: 0, received_utc_ms: captured_utc_ms + 20, captured_utc_ms });
    return pictures;
  };

  it('have the latency from capture, as both clocks tell', () => {
    const pictures = ready();
    const last = shown(pictures, 30);
    expect(pictures.numbers(last).capture_to_shown_ms).toBeCloseTo(100, 0);
    expect(pictures.numbers(last).receipt_to_shown_ms).toBeCloseTo(80, 0);
    expect(pictures.numbers(last).frame_rate_hz).toBeCloseTo(30, 0);
  });

  it('are stale within a second of the last one', () => {
    const pictures = ready();
    const last = shown(pictures, 30);
    expect(pictures.isStale(last + 500)).toBe(false);
    expect(pictures.isStale(last + 950)).toBe(true);
  });

  it('of a camera that sends one a second are not stale between two', () => {
    const pictures = ready();
    for (let n = 0; n < 6; n++) pictures.shown({ shown_ms: n * 1000, rtp_timestamp: n * 90_000 });
    expect(pictures.isStale(5900)).toBe(false);
    expect(pictures.isStale(8100)).toBe(true);
  });

  it('have no latency from a source that began anew until its clock is told again', () => {
    const pictures = ready();
    const last = shown(pictures, 30);
    pictures.shown({ shown_ms: last + 33, rtp_timestamp: 3_000_000_000 });
    expect(pictures.numbers(last + 33).capture_to_shown_ms).toBeCloseTo(100, 0);
  });
});

describe('digital zoom', () => {
  const box = { left: 0, top: 0, width: 1600, height: 1000 };
  const picture = { width: 640, height: 360 };

  it('goes by steps and stays within its bounds', () => {
    expect(zoomStep(1, 1)).toBeCloseTo(Math.SQRT2);
    expect(zoomStep(1, -1)).toBe(1);
    expect(zoomStep(MOST_ZOOM, 1)).toBe(MOST_ZOOM);
    expect(zoomStep(zoomStep(2.3, 1), -1)).toBeCloseTo(2, 0);
    expect(zoomWheel(1, -240)).toBe(2);
    expect([zoomText(1), zoomText(Math.SQRT2), zoomText(8)]).toEqual(['1×', '1.4×', '8×']);
  });

  it('leaves the middle of the picture in the middle', () => {
    for (const zoom of [1, 2, 8]) {
      expect(placeUnder({ x: 800, y: 500 }, box, picture, zoom)).toEqual({ right: 0, down: 0 });
    }
  });

  it('makes the same distance on the screen a smaller one in the picture', () => {
    expect(placeUnder({ x: 1600, y: 500 }, box, picture, 1)!.right).toBeCloseTo(0.5);
    expect(placeUnder({ x: 1600, y: 500 }, box, picture, 4)!.right).toBeCloseTo(0.125);
  });

  it('finds nothing in the bars beside the picture', () => {
    expect(placeUnder({ x: 800, y: 20 }, box, picture, 1)).toBeNull();
    expect(placeUnder({ x: 800, y: 20 }, box, picture, 2)).not.toBeNull();
  });
});
