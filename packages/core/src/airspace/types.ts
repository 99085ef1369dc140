/** What the airspace step works on: volumes made flat, with their heights brought to mean sea level, and a tree to find them. */
import type { TerrainGrid, Volume } from '@outrider/schema';
import type Flatbush from 'flatbush';
import type { LocalPlane, Xy } from '../geo/plane.js';

/** Makes a digest of a text; SHA-256 in hex wherever an answer is kept. */
export type Hasher = (content: string | Uint8Array) => string;

/** A terrain grid with the lowest and highest ground of each block of cells, so that a large area is judged quickly. */
export interface Terrain {
  readonly grid: TerrainGrid;
  readonly block_columns: number;
  readonly block_rows: number;
  /** Per block; NaN where any cell of it is unknown. */
  readonly block_min_amsl_m: Float64Array;
  readonly block_max_amsl_m: Float64Array;
}

/** One volume on the plane. Heights are AMSL; infinite where the volume is open or its height cannot be known. */
export interface Shape {
  readonly volume: Volume;
  /** Rings without the repeated last point; the solid lies to the left of each edge. */
  readonly rings: readonly (readonly Xy[])[];
  readonly min_x: number;
  readonly min_y: number;
  readonly max_x: number;
  readonly max_y: number;
  readonly floor_amsl_m: number;
  readonly top_amsl_m: number;
  /** Ground within the shape's box; null where unknown. */
  readonly ground: { readonly min_amsl_m: number; readonly max_amsl_m: number } | null;
  /** True where the volume's heights are above ground and the ground is not known: a keep-out or obstacle then reaches every height. */
  readonly ground_unknown: boolean;
}

/** Built once per change of volumes or terrain with `buildAirspaceIndex`; read by every decision. */
export interface AirspaceIndex {
  readonly plane: LocalPlane;
  readonly shapes: readonly Shape[];
  /** Boxes of the shapes by position in `shapes`; null when there are none (flatbush refuses to be empty). */
  readonly tree: Flatbush | null;
  /** Positions in `shapes` of the keep-in volumes. */
  readonly keep_in: readonly number[];
  readonly terrain: Terrain | null;
  /** Digest of volumes and terrain, part of a decision's input hash. */
  readonly fingerprint: string;
}
