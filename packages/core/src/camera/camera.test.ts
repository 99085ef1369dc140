import { describe, expect, it } from 'vitest';
import type { Camera } from '@outrider/schema';
import { destination, geodesicDistance } from '../geo/index.js';
import { directionAt, firstLooks, groundPosition, mayFlyByHand } from './index.js';
import type { CameraView, GroundPosition } from './index.js';

const position = { latitude_deg: 37.485, longitude_deg: -122.236 };
const view = (change: Partial<CameraView> = {}): CameraView => ({
  position,
  altitude_amsl_m: 70,
  height_above_takeoff_m: 60,
  pitch_deg: -45,
  bearing_deg: 90,
  gnss_hdop: 1,
  ...change,
});
const found = (answer: ReturnType<typeof groundPosition>): GroundPosition => {
  if (typeof answer === 'string') throw new Error(answer);
  return answer;
};

describe('ground position', () => {
  it('at 45 degrees lies as far ahead as the aircraft is high', () => {
    const there = found(groundPosition(view(), null));
    expect(there.ground).toBe('take_off_height');
    expect(geodesicDistance(position, there)).toBeCloseTo(60, 3);
    expect(there.longitude_deg).toBeGreaterThan(position.longitude_deg);
    expect(there.latitude_deg).toBeCloseTo(position.latitude_deg, 6);
  });

  it('is below the aircraft when the camera looks straight down, with the error of the position alone and of one degree', () => {
    const there = found(groundPosition(view({ pitch_deg: -90 }), null));
    expect(there.distance_m).toBe(0);
    expect(there.error_m).toBeGreaterThan(1.5);
    expect(there.error_m).toBeLessThan(3);
  });

  it('meets a hill where the terrain says, not behind it', () => {
    // A plateau 30 m higher begins 25 m to the east; the aircraft flies 60 m above the plain.
    const edge = destination(position, 90, 25).longitude_deg;
    const hill = (longitude: number) => (longitude > edge ? 40 : 10);
    const there = found(groundPosition(view(), hill));
    expect(there.ground).toBe('terrain');
    expect(there.distance_m).toBeCloseTo(30, 1);
    const plain = found(groundPosition(view(), () => 10));
    expect(plain.distance_m).toBeCloseTo(60, 1);
  });

  it('grows less certain towards the horizon, and is none above it', () => {
    const steep = found(groundPosition(view({ pitch_deg: -60 }), null));
    const flat = found(groundPosition(view({ pitch_deg: -8 }), null));
    expect(flat.error_m).toBeGreaterThan(10 * steep.error_m);
    expect(groundPosition(view({ pitch_deg: 0 }), null)).toBe('above_horizon');
    expect(groundPosition(view({ pitch_deg: -0.5 }), null)).toBe('too_far');
  });

  it('agrees with the closed form of the error of pitch, h / sin2', () => {
    const there = found(groundPosition(view({ pitch_deg: -35, gnss_hdop: 0 }), null));
    const along = (60 / Math.sin((35 * Math.PI) / 180) ** 2) * (Math.PI / 180);
    const across = there.distance_m * (Math.PI / 180);
    const height = 2 / Math.tan((35 * Math.PI) / 180);
    expect(there.error_m).toBeCloseTo(Math.hypot(along, across, height), 0);
  });

  it('needs a height', () => {
    expect(groundPosition(view({ height_above_takeoff_m: null }), null)).toBe('height_unknown');
    expect(groundPosition(view({ height_above_takeoff_m: null, altitude_amsl_m: null }), () => 10)).toBe(
      'height_unknown',
    );
  });
});

describe('a place in the picture', () => {
  const camera = { pitch_deg: -30, bearing_deg: 350 };
  it('in the middle is where the camera points', () => {
    expect(directionAt(camera, { right: 0, down: 0 }, 80).pitch_deg).toBeCloseTo(-30, 9);
    expect(directionAt(camera, { right: 0, down: 0 }, 80).bearing_deg).toBeCloseTo(350, 9);
  });
  it('at the edge is half the field of view away', () => {
    const level = { pitch_deg: 0, bearing_deg: 350 };
    expect(directionAt(level, { right: 0.5, down: 0 }, 80).bearing_deg).toBeCloseTo(30, 9);
    expect(directionAt(level, { right: -0.5, down: 0 }, 80).bearing_deg).toBeCloseTo(310, 9);
  });
  it('above the middle looks higher', () => {
    const up = directionAt(camera, { right: 0, down: -0.25 }, 80);
    expect(up.pitch_deg).toBeCloseTo(-30 + (Math.atan(0.5 * Math.tan((40 * Math.PI) / 180)) * 180) / Math.PI, 9);
  });
});

const fixed = (id: string, east_m: number, change: Partial<Camera> = {}): Camera => ({
  id,
  name: id,
  aircraft_id: null,
  place: {
    position: { ...destination(position, 90, east_m), altitude_amsl_m: 20 },
    heading_deg: null,
    pitch_deg: null,
  },
  lens: 'wide',
  maker: null,
  model: null,
  source: { kind: 'rtp', port: 0, codec: 'h264' },
  horizontal_fov_deg: 90,
  criminal_justice: false,
  enabled: true,
  reported: false,
  simulated: false,
  publish_key: null,
  ...change,
});

describe('a first look', () => {
  it('is the nearest fixed camera, before it one that looks there, and none that is far, off or flies', () => {
    const towards = fixed('far', 900);
    const looking = { ...towards, place: { ...towards.place!, heading_deg: 270 } };
    const all = [
      fixed('near', 100),
      looking,
      fixed('beyond', 2000),
      fixed('off', 10, { enabled: false }),
      fixed('flies', 0, { place: null, aircraft_id: 'x' }),
    ];
    expect(firstLooks(all, position).map(({ camera, in_view }) => [camera.id, in_view])).toEqual([
      ['far', true],
      ['near', null],
    ]);
  });
});

it('a real aircraft is flown by hand on live video or in sight', () => {
  expect(mayFlyByHand({ simulated: false, live_video: false, sight_confirmed: false })).toBe(false);
  expect(mayFlyByHand({ simulated: true, live_video: false, sight_confirmed: false })).toBe(true);
  expect(mayFlyByHand({ simulated: false, live_video: true, sight_confirmed: false })).toBe(true);
  expect(mayFlyByHand({ simulated: false, live_video: false, sight_confirmed: true })).toBe(true);
});
