import { describe, expect, it } from 'vitest';
import { circleRing, pointAt } from './geometry.js';
import { Projector } from './projector.js';

/** Clip space that shows the whole Mercator square. */
const whole = [2, 0, 0, 0, 0, -2, 0, 0, 0, 0, 1, 0, -1, 1, 0, 1];

describe('projector', () => {
  const projector = new Projector();
  projector.begin(whole, 1000, 500);
  it('puts zero in the middle and the date line at the edge', () => {
    const [x, y] = projector.project(0, 0, 0)!;
    expect(x).toBeCloseTo(500);
    expect(y).toBeCloseTo(250);
    expect(projector.project(-180, 0, 0)![0]).toBeCloseTo(0);
  });
  it('draws nothing behind the camera', () => {
    projector.begin([...whole.slice(0, 15), -1], 1000, 500);
    expect(projector.project(0, 0, 0)).toBeNull();
  });
});

describe('geometry', () => {
  it('points lie where bearing and distance say', () => {
    const [x, y] = pointAt(10, 60, 90, 111_320);
    expect(x).toBeCloseTo(12, 1);
    expect(y).toBeCloseTo(60);
  });
  it('rings close', () => {
    const ring = circleRing(-122, 37, 100, 12);
    expect(ring).toHaveLength(13);
    expect(ring[0]![0]).toBeCloseTo(ring[12]![0]!);
  });
});
