import { describe, expect, it } from 'vitest';
import { telemetrySample } from '../testing/samples.js';
import type { ShareFacts } from './facts.js';
import { hasEnded, sharedFeed } from './rules.js';

const place = { latitude_deg: 37.5, longitude_deg: -122.2 };
const facts: ShareFacts = {
  id: 'share',
  agencyId: 'agency',
  label: 'Engine 7',
  expiresAtUtcMs: 1000,
  revoked: false,
  camera: { id: 'camera', name: 'Nose', place: null, criminalJustice: false, horizontalFovDeg: 70 },
  aircraft: { id: 'aircraft', name: 'Heron' },
  flight: { id: 'flight', state: 'en_route', over: false },
  scopedToFlight: true,
  incident: { id: 'incident', type: 'Fire', address: null, position: place, sensitivity: 'public' },
  sharesPosition: true,
};
const sample = { ...telemetrySample('aircraft'), heading_deg: 300, gimbal_yaw_deg: 90, camera_hfov_deg: null };
const seen = { status: null, sample, member: false, nowUtcMs: 500 };

describe('what a link tells', () => {
  it('is where the camera looks: the nose and the yaw against it', () => {
    expect(sharedFeed(facts, seen).camera.heading_deg).toBe(30);
    const ahead = { ...sample, gimbal_yaw_deg: null };
    expect(sharedFeed(facts, { ...seen, sample: ahead }).camera.heading_deg).toBe(300);
    const lost = { ...sample, heading_deg: null };
    expect(sharedFeed(facts, { ...seen, sample: lost }).camera.heading_deg).toBeNull();
  });

  it('is the field of view as the camera has it now, or as it was entered', () => {
    expect(sharedFeed(facts, seen).camera.horizontal_fov_deg).toBe(70);
    const near = { ...sample, camera_hfov_deg: 12 };
    expect(sharedFeed(facts, { ...seen, sample: near }).camera.horizontal_fov_deg).toBe(12);
  });

  it('leaves out places that the agency does not share, and sensitive incidents for strangers', () => {
    const hidden = sharedFeed({ ...facts, sharesPosition: false }, seen);
    expect([hidden.aircraft?.position, hidden.camera.heading_deg]).toEqual([null, null]);
    const incident = { ...facts.incident!, sensitivity: 'sensitive' as const };
    expect(sharedFeed({ ...facts, incident }, seen).incident).toBeNull();
    expect(sharedFeed({ ...facts, incident }, { ...seen, member: true }).incident).toMatchObject({ type: 'Fire' });
  });
});

it('a link ends by its time, by a revocation, and with the flight that it is about', () => {
  expect(hasEnded(facts, 999)).toBe(false);
  expect(hasEnded(facts, 1000)).toBe(true);
  expect(hasEnded({ ...facts, revoked: true }, 0)).toBe(true);
  const over = { ...facts, flight: { ...facts.flight!, over: true } };
  expect(hasEnded(over, 0)).toBe(true);
  expect(hasEnded({ ...over, scopedToFlight: false }, 0)).toBe(false);
});
