/** A whole agency as one file: what the simulator writes and the server imports at the first demo start. */
import Type, { type Static } from 'typebox';
import { TerrainGrid, Volume } from './airspace.js';
import { ApprovedMakers } from './dispatch.js';
import { AgencyPolicy, AircraftInput, SiteInput } from './fleet.js';
import { AddressPoint, IncidentInput } from './incident.js';
import { Role } from './people.js';
import { Nullable, Strict, Text } from './primitives.js';

export const DemoSeed = Strict({
  agency: Text(),
  policy: AgencyPolicy,
  approved_makers: ApprovedMakers,
  users: Type.Array(
    Strict({ username: Text(60), display_name: Text(), roles: Type.Array(Role), on_duty: Type.Boolean() }),
  ),
  sites: Type.Array(SiteInput),
  /** site: index into sites; vehicle_key: what the simulator will fly it as, or null for an aircraft without a link. */
  aircraft: Type.Array(
    Strict({ aircraft: AircraftInput, site: Nullable(Type.Number()), vehicle_key: Nullable(Type.String()) }),
  ),
  volumes: Type.Array(Type.Omit(Volume, ['id'])),
  addresses: Type.Array(AddressPoint),
  terrain: TerrainGrid,
  /** GeoJSON FeatureCollection; properties.layer is one of water, park, street, building, label; building has height_m, street has name and class. */
  base_map: Type.Record(Type.String(), Type.Unknown()),
  incidents: Type.Array(IncidentInput),
});
export type DemoSeed = Static<typeof DemoSeed>;
