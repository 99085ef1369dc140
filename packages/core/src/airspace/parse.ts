/** GeoJSON (RFC 7946) to volumes. All or nothing: the first fault is named with its feature, its property and the remedy. */
import type { Volume, VolumeKind } from '@outrider/schema';
import { parseOutlines } from './parse-geometry.js';
import { isRecord, ParseFault } from './parse-fault.js';
import type { VolumeFault } from './parse-fault.js';

export type { VolumeFault } from './parse-fault.js';
/** A volume before the application gives it an id. */
export type VolumeDraft = Omit<Volume, 'id'>;
export type ParsedVolumes = { readonly volumes: readonly VolumeDraft[] } | { readonly error: VolumeFault };

const KINDS: readonly VolumeKind[] = ['keep_out', 'ceiling', 'keep_in', 'obstacle'];
const MAX_FEATURES = 50_000;
/** Above the highest ground by far; a larger figure is in feet or wrong. */
const HEIGHT_RANGE_M = [-500, 12_000] as const;

/**
 * Reads a FeatureCollection (or one Feature) of Polygon, MultiPolygon, or Point with `radius_m`. Properties: `kind`, `name`, `floor_m`,
 * `top_m`, `datum` (amsl or agl), `starts_at`, `ends_at` (ISO 8601 with a zone), `reason`. A MultiPolygon becomes one volume a part.
 */
export function parseVolumes(geojson: unknown, source: string): ParsedVolumes {
  try {
    const volumes = featuresOf(geojson).flatMap((feature, index) => volumesOfFeature(feature, index, source));
    return { volumes };
  } catch (fault) {
    if (fault instanceof ParseFault) return { error: fault.fault };
    throw fault;
  }
}

function featuresOf(geojson: unknown): readonly unknown[] {
  const refuse = (message: string, remedy: string): never => {
    throw new ParseFault({ feature_index: null, property: 'type', message, remedy });
  };
  if (!isRecord(geojson)) return refuse('The document is not a GeoJSON object.', 'Send a FeatureCollection.');
  if (geojson['type'] === 'Feature') return [geojson];
  const features = geojson['features'];
  if (geojson['type'] !== 'FeatureCollection' || !Array.isArray(features)) {
    return refuse('The document is not a FeatureCollection.', 'Wrap the features in {"type":"FeatureCollection"}.');
  }
  if (features.length === 0) {
    return refuse('The document holds no features.', 'Delete volumes one by one where that is what you want.');
  }
  if (features.length > MAX_FEATURES) {
    return refuse(`The document holds ${features.length} features.`, `Split it; ${MAX_FEATURES} are read at once.`);
  }
  return features;
}

function volumesOfFeature(feature: unknown, index: number, source: string): VolumeDraft[] {
  const refuse = refuseFeature(index);
  if (!isRecord(feature) || feature['type'] !== 'Feature') {
    return refuse('type', 'It is not a Feature.', 'Give it "type":"Feature" with geometry and properties.');
  }
  const properties = feature['properties'];
  if (!isRecord(properties)) return refuse('properties', 'There are none.', 'Give at least kind and name.');
  const common = readProperties(properties, index, source);
  const outlines = parseOutlines(feature['geometry'], properties, common.kind, index);
  return outlines.map((rings, part) => ({
    ...common,
    name: outlines.length === 1 ? common.name : `${common.name} (${part + 1})`,
    rings,
  }));
}

function readProperties(
  properties: Record<string, unknown>,
  index: number,
  source: string,
): Omit<VolumeDraft, 'rings'> {
  const refuse = refuseFeature(index);
  const kind = KINDS.find((known) => known === properties['kind']);
  if (kind === undefined)
    return refuse('kind', `"${String(properties['kind'])}" is unknown.`, `Use ${KINDS.join(', ')}.`);
  const name = properties['name'];
  if (typeof name !== 'string' || name.trim() === '' || name.length > 190) {
    return refuse('name', 'It is missing or too long.', 'Give a name of 1 to 190 characters.');
  }
  const reason = properties['reason'] ?? null;
  if (reason !== null && typeof reason !== 'string') return refuse('reason', 'It is not a text.', 'Leave it out.');
  return {
    name: name.trim(),
    kind,
    ...readHeights(properties, kind, index),
    ...readTimes(properties, index),
    source,
    reason,
    enabled: true,
  };
}

function readHeights(
  properties: Record<string, unknown>,
  kind: VolumeKind,
  index: number,
): Pick<VolumeDraft, 'floor_m' | 'top_m' | 'datum'> {
  const refuse = refuseFeature(index);
  const floor_m = readHeight(properties, 'floor_m', index);
  const top_m = readHeight(properties, 'top_m', index);
  const datum = properties['datum'];
  if (datum !== undefined && datum !== null && datum !== 'amsl' && datum !== 'agl') {
    return refuse('datum', `"${String(datum)}" is unknown.`, 'Use amsl (above mean sea level) or agl (above ground).');
  }
  if ((floor_m !== null || top_m !== null) && (datum === undefined || datum === null)) {
    return refuse('datum', 'A height without a datum says nothing.', 'Add "datum": "amsl" or "agl".');
  }
  if (floor_m !== null && top_m !== null && floor_m >= top_m) {
    return refuse('top_m', `It (${top_m}) is not above floor_m (${floor_m}).`, 'Swap or correct the two.');
  }
  if (top_m === null && (kind === 'ceiling' || kind === 'obstacle')) {
    return refuse('top_m', `A volume of kind ${kind} needs it.`, 'Give the height in metres.');
  }
  if (floor_m !== null && (kind === 'ceiling' || kind === 'keep_in')) {
    return refuse('floor_m', `A volume of kind ${kind} starts at the ground.`, 'Leave it out.');
  }
  return { floor_m, top_m, datum: datum === 'amsl' ? 'amsl' : 'agl' };
}

function readHeight(properties: Record<string, unknown>, key: 'floor_m' | 'top_m', index: number): number | null {
  const value = properties[key] ?? null;
  if (value === null) return null;
  if (typeof value !== 'number' || !(value >= HEIGHT_RANGE_M[0] && value <= HEIGHT_RANGE_M[1])) {
    return refuseFeature(index)(
      key,
      `${JSON.stringify(value)} is not a height in metres.`,
      `Give a number from ${HEIGHT_RANGE_M[0]} to ${HEIGHT_RANGE_M[1]}, or leave it out where it is open.`,
    );
  }
  return value;
}

function readTimes(
  properties: Record<string, unknown>,
  index: number,
): Pick<VolumeDraft, 'starts_at_utc_ms' | 'ends_at_utc_ms'> {
  const starts_at_utc_ms = readTime(properties, 'starts_at', index);
  const ends_at_utc_ms = readTime(properties, 'ends_at', index);
  if (starts_at_utc_ms !== null && ends_at_utc_ms !== null && starts_at_utc_ms >= ends_at_utc_ms) {
    return refuseFeature(index)('ends_at', 'It is not after starts_at.', 'Swap or correct the two.');
  }
  return { starts_at_utc_ms, ends_at_utc_ms };
}

function readTime(properties: Record<string, unknown>, key: 'starts_at' | 'ends_at', index: number): number | null {
  const value = properties[key] ?? null;
  if (value === null) return null;
  const zoned = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/.test(value);
  const utc_ms = zoned ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(utc_ms) || utc_ms < 0) {
    return refuseFeature(index)(
      key,
      `${JSON.stringify(value)} is not a time with a zone.`,
      'Write it as 2026-05-01T18:00:00Z.',
    );
  }
  return utc_ms;
}

function refuseFeature(feature_index: number) {
  return (property: string, message: string, remedy: string): never => {
    throw new ParseFault({ feature_index, property, message, remedy });
  };
}
