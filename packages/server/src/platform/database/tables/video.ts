import type { CameraPlace, CameraSource, Lens } from '@outrider/schema';
import type { Json, NullableJson } from './column.js';

export interface CameraTable {
  agency_id: string;
  id: string;
  name: string;
  aircraft_id: string | null;
  place: NullableJson<CameraPlace>;
  lens: Lens;
  maker: string | null;
  model: string | null;
  /** Without the password. */
  source: Json<CameraSource>;
  source_password: string | null;
  publish_key: string | null;
  horizontal_fov_deg: number | null;
  criminal_justice: boolean;
  enabled: boolean;
  reported_as: string | null;
  simulated: boolean;
}
