import type { AddressPoint, DemoSeed } from '@outrider/schema';
import type { LatLon } from '../geometry/index.js';
import { seededRandom } from '../random/index.js';
import { townVolumes } from './airspace.js';
import { baseMap } from './base-map.js';
import { townBlocks } from './blocks.js';
import { demoFleet, demoIncidents, demoSites } from './fleet.js';
import { toLatLon } from './frame.js';
import { HOSPITAL, SCHOOL } from './layout.js';
import { demoUsers } from './people.js';
import { demoApprovedMakers, demoPolicy } from './rules.js';
import { crossings, marshTrail } from './streets.js';
import { townTerrain } from './terrain.js';

export interface SeedOptions {
  /** Shapes buildings and addresses; the grid, the stations and the airspace are the same for every seed. */
  seed: number;
  /** Dates of contracts and lists, and times of incidents, are counted from here. */
  now_utc_ms: number;
  /** First part of a vehicle key: the gateway's name and the id of its simulated link. */
  link: string;
}

function landmarkAddresses(): AddressPoint[] {
  const trail = marshTrail().points;
  const mile = (n: number): AddressPoint[] => {
    const point = trail[Math.round((n * 1609) / 65)];
    return point ? [{ label: `Marsh Trail, mile ${n}`, ...toLatLon(point) }] : [];
  };
  const middle = (rect: typeof HOSPITAL) => toLatLon({ u: (rect.u0 + rect.u1) / 2, v: (rect.v0 + rect.v1) / 2 });
  return [
    ...mile(1),
    // The trail is a little short of two miles: its marker stands at the end.
    ...trail.slice(-1).map((point) => ({ label: 'Marsh Trail, mile 2', ...toLatLon(point) })),
    { label: 'Redwood General Hospital', ...middle(HOSPITAL) },
    { label: 'Harriet Lane School', ...middle(SCHOOL) },
    { label: 'Bay Park', ...toLatLon({ u: -1100, v: -960 }) },
    { label: 'Heritage Park', ...toLatLon({ u: -500, v: 600 }) },
  ];
}

/** The demo agency as one file: a town, its rules, people, aircraft, airspace, addresses, terrain, map and first incidents. */
export function demoSeed({ seed, now_utc_ms, link }: SeedOptions): DemoSeed {
  const { buildings, addresses: houses } = townBlocks(seededRandom(seed).fork('town'));
  const addresses = [...houses, ...crossings(), ...landmarkAddresses()];
  const find = (label: string): LatLon | null => addresses.find((address) => address.label === label) ?? null;
  return {
    agency: 'Redwood Fire & Police',
    policy: demoPolicy(),
    approved_makers: demoApprovedMakers(now_utc_ms),
    users: demoUsers(),
    sites: demoSites(),
    aircraft: demoFleet(now_utc_ms).map(({ aircraft, site, vehicle }) => ({
      aircraft,
      site,
      vehicle_key: `${link}/${vehicle.system_id}`,
    })),
    volumes: townVolumes(buildings),
    addresses,
    terrain: townTerrain(),
    base_map: { ...baseMap(buildings) },
    incidents: demoIncidents(now_utc_ms, find),
  };
}
