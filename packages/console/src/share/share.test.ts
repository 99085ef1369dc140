import type { SharedFeed } from '@outrider/schema';
import { describe, expect, it } from 'vitest';
import { tokenOf } from './link.js';
import { groundOf } from './plan/ground.js';
import { BOX, apart_m, dragged, firstView, groundTransform, toBox, toGround, zoomed } from './plan/view.js';
import { behindText, endsText, headingText, oldText, positionAgeMs } from './words.js';

const eye = { latitude_deg: 37.5, longitude_deg: -122.2 };
const incident = { latitude_deg: 37.505, longitude_deg: -122.195 };
const feed: SharedFeed = {
  label: 'Engine 7',
  server_utc_ms: 10_000,
  expires_at_utc_ms: 99_000,
  camera: {
    name: 'Nose',
    state: 'live',
    codec: 'h264',
    horizontal_fov_deg: 70,
    heading_deg: 30,
    pitch_deg: 0,
    place: null,
  },
  aircraft: {
    name: 'Heron',
    flight_state: 'en_route',
    position: eye,
    height_above_takeoff_m: 60,
    heading_deg: 30,
    position_utc_ms: 9800,
  },
  incident: { type: 'Fire', address: null, position: incident },
};

it('a token stands whole behind the #, or there is none', () => {
  expect(tokenOf('#k6-nDTF_WnjY')).toBe('k6-nDTF_WnjY');
  for (const hash of ['', '#', '#a b', '#a/b', `#${'x'.repeat(101)}`]) expect(tokenOf(hash)).toBeNull();
});

describe('the plan', () => {
  it('starts with camera and incident on it', () => {
    const view = firstView(feed)!;
    expect(view.centre).toEqual(eye);
    const at = toBox(view, incident);
    expect(Math.abs(at.x)).toBeLessThan(BOX.width / 2);
    expect(Math.abs(at.y)).toBeLessThan(BOX.height / 2);
    expect([at.x > 0, at.y < 0]).toEqual([true, true]);
  });

  it('has nothing to show where no place is known', () => {
    const nowhere = { ...feed, incident: null, aircraft: { ...feed.aircraft!, position: null } };
    expect(firstView(nowhere)).toBeNull();
    expect(firstView({ ...nowhere, incident: feed.incident })?.centre).toEqual(incident);
  });

  it('finds the ground under a finger again', () => {
    const view = firstView(feed)!;
    const ground = toGround(view, { x: 40, y: -70 });
    const back = toBox(view, ground);
    expect(back.x).toBeCloseTo(40, 3);
    expect(back.y).toBeCloseTo(-70, 3);
  });

  it('keeps the ground under a finger that drags it, and its middle when it comes nearer', () => {
    const view = firstView(feed)!;
    const under = toGround(view, { x: 10, y: 20 });
    const moved = toBox(dragged(view, { x: 30, y: -15 }), under);
    expect(moved.x).toBeCloseTo(40, 1);
    expect(moved.y).toBeCloseTo(5, 1);
    expect(zoomed(view, 1).centre).toEqual(view.centre);
    expect(zoomed(view, 1).reach_m).toBeLessThan(view.reach_m);
    expect(zoomed(view, 50).reach_m).toBe(60);
  });

  it('draws the ground where its places are', () => {
    const view = { centre: eye, reach_m: 130 };
    // One unit of the box is a metre here.
    expect(groundTransform(view, eye)).toBe('translate(0.00 0.00) scale(1.00000)');
    const north = { latitude_deg: eye.latitude_deg + 0.001, longitude_deg: eye.longitude_deg };
    const { paths } = groundOf(
      {
        areas: [
          { kind: 'building', ring: [[eye.longitude_deg, eye.latitude_deg]] },
          { kind: 'park', ring: [[eye.longitude_deg, eye.latitude_deg]] },
        ],
        lines: [
          {
            width_m: 9,
            points: [
              [eye.longitude_deg, eye.latitude_deg],
              [north.longitude_deg, north.latitude_deg],
            ],
          },
        ],
      },
      eye,
    );
    expect(paths.map(({ kind }) => kind)).toEqual(['park', 'street', 'building']);
    const metres = apart_m(eye, north);
    expect(metres).toBeGreaterThan(110);
    expect(paths[1]).toMatchObject({ width_m: 9, d: `M0.0 0.0L0.0 -${metres.toFixed(1)}` });
  });
});

describe('its words', () => {
  it('say where the camera looks and how far behind the picture is', () => {
    expect([headingText(0), headingText(44.6), headingText(359.8), headingText(-90)]).toEqual([
      'N 0°',
      'NE 45°',
      'N 0°',
      'W 270°',
    ]);
    expect(behindText(449)).toBe('0.4 s behind');
  });

  it('say that a position is old, also when the server is silent', () => {
    expect(positionAgeMs(feed, 100)).toBe(300);
    expect(oldText(300)).toBeNull();
    expect(oldText(positionAgeMs(feed, 12_000))).toBe('12 s old');
    expect(positionAgeMs({ ...feed, aircraft: null }, 100)).toBeNull();
  });

  it('say when the link ends', () => {
    expect(endsText(Date.now() + 30_000, 0)).toBe('link ends within a minute');
    expect(endsText(Date.now() + 14.5 * 60_000, 0)).toBe('link ends in 15 min');
    // The server's clock is an hour ahead.
    expect(endsText(Date.now() + 64.5 * 60_000, 3_600_000)).toBe('link ends in 5 min');
    expect(endsText(Date.now() + 7_300_000, 0)).toMatch(/^link ends \d\d:\d\d$/);
  });
});
