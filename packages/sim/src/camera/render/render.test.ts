import { describe, expect, it } from 'vitest';
import { metresPerDegree } from '../../geometry/index.js';
import { HELIPAD, toLatLon, townBlocks, townGround } from '../../town/index.js';
import { seededRandom } from '../../random/index.js';
import { LensPainter } from '../painter.js';
import { blankPicture } from '../picture.js';
import { TownScene } from '../scene/town-scene.js';
import type { CameraView } from '../view.js';
import { Projection } from './projection.js';

const [WIDTH, HEIGHT] = [640, 360];
const DEG = Math.PI / 180;
const SEED = 1;
const scene = new TownScene(SEED);
const NOON_UTC_MS = 1_790_000_000_000;

/** The tallest building, and its corner by the map's own degrees. */
const tower = townBlocks(seededRandom(SEED).fork('town')).buildings.toSorted((a, b) => b.height_m - a.height_m)[0]!;

/** Where a place is in the picture by degrees and the textbook's pinhole alone: north, east, down and Euler angles. */
function pinhole(view: CameraView, target: { latitude_deg: number; longitude_deg: number; amsl_m: number }) {
  const from = toLatLon(view.at);
  const scale = metresPerDegree(from.latitude_deg);
  const north = (target.latitude_deg - from.latitude_deg) * scale.latitude;
  const east = (target.longitude_deg - from.longitude_deg) * scale.longitude;
  const down = view.altitude_amsl_m - target.amsl_m;
  const [yaw, pitch] = [view.bearing_deg * DEG, view.pitch_deg * DEG];
  const ahead = north * Math.cos(yaw) + east * Math.sin(yaw);
  const x = -north * Math.sin(yaw) + east * Math.cos(yaw);
  const z = ahead * Math.cos(pitch) - down * Math.sin(pitch);
  const y = ahead * Math.sin(pitch) + down * Math.cos(pitch);
  const focal = WIDTH / 2 / Math.tan((view.hfov_deg * DEG) / 2);
  return { x: WIDTH / 2 + (focal * x) / z, y: HEIGHT / 2 + (focal * y) / z };
}

function viewTo(at: { u: number; v: number }, over: Partial<CameraView> = {}): CameraView {
  return { at, altitude_amsl_m: townGround(toLatLon(at)) + 80, bearing_deg: 0, pitch_deg: -25, hfov_deg: 70, ...over };
}

function drawn(view: CameraView, thermal = false) {
  const picture = blankPicture(WIDTH, HEIGHT);
  new LensPainter(scene, thermal).draw(picture, view, NOON_UTC_MS);
  return picture;
}

describe('the camera', () => {
  it.each([0, 77, 190, 301])(
    'sees the corner of a tower where a pinhole has it, looking towards %i degrees',
    (bearing_deg) => {
      const corner = tower.outline[0]!;
      const turn = (bearing_deg + 12) * DEG;
      const view = viewTo(
        { u: corner.u - 200 * Math.sin(turn) + 15, v: corner.v - 200 * Math.cos(turn) },
        { bearing_deg },
      );
      const ground = scene.terrain.at(corner.u, corner.v);
      const by = new Projection(view, WIDTH, HEIGHT).project(corner.u, corner.v, ground + tower.height_m);
      const expected = pinhole(view, { ...toLatLon(corner), amsl_m: ground + tower.height_m });
      expect(Math.abs(by!.x - expected.x)).toBeLessThan(0.5);
      expect(Math.abs(by!.y - expected.y)).toBeLessThan(0.5);
      expect(expected.x).toBeGreaterThan(0);
      expect(expected.x).toBeLessThan(WIDTH);
    },
  );

  it('paints a roof where the tower is, and the ground beside it otherwise', () => {
    const [us, vs] = [tower.outline.map(({ u }) => u), tower.outline.map(({ v }) => v)];
    const middle = { u: (Math.min(...us) + Math.max(...us)) / 2, v: (Math.min(...vs) + Math.max(...vs)) / 2 };
    const view = viewTo(
      { u: middle.u, v: middle.v - 120 },
      { altitude_amsl_m: townGround(toLatLon(middle)) + 110, pitch_deg: -30, bearing_deg: -12 },
    );
    const without = new TownScene(SEED);
    const picture = drawn(view);
    const roof = new Projection(view, WIDTH, HEIGHT).project(
      middle.u,
      middle.v,
      without.terrain.at(middle.u, middle.v) + tower.height_m,
    )!;
    const [x, y] = [Math.round(roof.x), Math.round(roof.y)];
    // One even surface: the pixels around the roof's middle are the same.
    const around = [-4, 0, 4].flatMap((dy) => [-4, 0, 4].map((dx) => picture.y[(y + dy) * WIDTH + x + dx]!));
    expect(new Set(around).size).toBe(1);
  });

  it('shows the red ring of the helipad at its true place', () => {
    const view = viewTo(
      { u: HELIPAD.u, v: HELIPAD.v - 60 },
      { bearing_deg: -12, pitch_deg: -55, altitude_amsl_m: townGround(toLatLon(HELIPAD)) + 70 },
    );
    const picture = drawn(view);
    const camera = new Projection(view, WIDTH, HEIGHT);
    const redness = (radius_m: number): number => {
      const at = camera.project(HELIPAD.u + radius_m, HELIPAD.v, scene.terrain.at(HELIPAD.u, HELIPAD.v))!;
      return picture.v[(Math.round(at.y) >> 1) * (WIDTH / 2) + (Math.round(at.x) >> 1)]!;
    };
    expect(redness(12)).toBeGreaterThan(150);
    expect(redness(8)).toBeLessThan(140);
    expect(redness(16)).toBeLessThan(140);
  });

  it('has sky above the horizon and land below it', () => {
    const picture = drawn(viewTo({ u: 0, v: -400 }, { pitch_deg: 0, bearing_deg: 348 }));
    const row = (y: number): number => picture.y[y * WIDTH + WIDTH / 2]!;
    expect(picture.u[20 * (WIDTH / 2) + 100]).toBeGreaterThan(140);
    expect(row(HEIGHT / 2 - 6)).toBeGreaterThan(150);
    expect(picture.v[(HEIGHT / 2 - 20) * (WIDTH / 4)]).toBeDefined();
  });

  it('sees by warmth without colour', () => {
    const picture = drawn(viewTo({ u: 400, v: 1400 }), true);
    expect(new Set(picture.u)).toEqual(new Set([128]));
    expect(picture.y.some((value) => value > 130)).toBe(true);
  });

  it('sees nothing strange from the ground, straight down, or far outside the town', () => {
    const views = [
      viewTo({ u: 480, v: 1412 }, { altitude_amsl_m: townGround(toLatLon({ u: 480, v: 1412 })) + 0.35, pitch_deg: 0 }),
      viewTo({ u: 480, v: 1412 }, { pitch_deg: -90 }),
      viewTo({ u: 480, v: 1412 }, { pitch_deg: 30 }),
      viewTo({ u: 20_000, v: -30_000 }),
      viewTo({ u: 480, v: 1412 }, { hfov_deg: 4 }),
    ];
    for (const view of views) {
      const { y } = drawn(view);
      expect(y.reduce((least, value) => Math.min(least, value), 255)).toBeGreaterThanOrEqual(16);
      expect(y.reduce((most, value) => Math.max(most, value), 0)).toBeLessThanOrEqual(236);
    }
  });
});
