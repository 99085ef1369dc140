import { DemoSeed } from '@outrider/schema';
import Value from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { distanceM, insideRing } from '../geometry/index.js';
import { demoFleet, demoSeed, padPosition, townGround } from './index.js';

const NOW = Date.UTC(2026, 10, 21);
const town = demoSeed({ seed: 1, now_utc_ms: NOW, link: 'gw1/sim' });

describe('the demo town', () => {
  it('is a valid seed', () => {
    expect(Value.Errors(DemoSeed, town).slice(0, 3)).toEqual([]);
  });

  it('is the same for the same seed and another for another', () => {
    const again = demoSeed({ seed: 1, now_utc_ms: NOW, link: 'gw1/sim' });
    expect(JSON.stringify(again)).toBe(JSON.stringify(town));
    const other = demoSeed({ seed: 2, now_utc_ms: NOW, link: 'gw1/sim' });
    expect(JSON.stringify(other.base_map)).not.toBe(JSON.stringify(town.base_map));
  });

  it('has every address of the sketch, once', () => {
    const labels = town.addresses.map((address) => address.label);
    expect(labels.filter((label) => label === 'Harbor Blvd at Quay Rd')).toHaveLength(1);
    expect(new Set(labels).size).toBe(labels.length);
    expect(town.addresses.length).toBeGreaterThan(4000);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 20])('opens with three incidents on seed %i', (seed) => {
    const { incidents } = demoSeed({ seed, now_utc_ms: NOW, link: 'gw1/sim' });
    expect(incidents.map((incident) => incident.priority)).toEqual([1, 2, 3]);
  });

  it('keeps every pad clear of obstacles, keep-outs and neighbours', () => {
    const fleet = demoFleet(NOW);
    const pads = fleet.map((aircraft) => padPosition(aircraft, fleet));
    for (const pad of pads) {
      const blocking = town.volumes.filter(
        (volume) =>
          (volume.kind === 'keep_out' || volume.kind === 'obstacle') &&
          insideRing(pad.longitude_deg, pad.latitude_deg, volume.rings[0] ?? []),
      );
      expect(blocking).toEqual([]);
      expect(pads.filter((other) => distanceM(other, pad) < 8)).toEqual([pad]);
      expect(townGround(pad)).toBeGreaterThan(1);
    }
  });

  it('names one vehicle for each aircraft', () => {
    expect(town.aircraft.map((entry) => entry.vehicle_key)).toEqual([1, 2, 3, 4, 5, 6].map((id) => `gw1/sim/${id}`));
  });
});
