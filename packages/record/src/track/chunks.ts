import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { TelemetrySample } from '@outrider/schema';
import { encodeSampleEntry, readSamples } from './samples.js';

/** Length of a chunk: short enough to load a part of a long flight, long enough to compress well. */
export const CHUNK_MS = 60_000;
// 60 s at 100 Hz would be 1 MB; more than this is not a track but an attack.
const MAX_CHUNK_BYTES = 16 * 1024 * 1024;

/** About a minute of a track: compressed samples with their time range and bounding box (null without any position). */
export interface TrackChunk {
  from_utc_ms: number;
  to_utc_ms: number;
  box: { west: number; south: number; east: number; north: number } | null;
  count: number;
  payload: Uint8Array;
}

/** Cuts samples (ordered by time) at whole minutes of UTC, so that the same samples always give the same chunks. */
export function chunkSamples(samples: readonly TelemetrySample[]): TrackChunk[] {
  const minutes = new Map<number, TelemetrySample[]>();
  for (const sample of samples) {
    const minute = Math.floor(sample.utc_ms / CHUNK_MS);
    const inMinute = minutes.get(minute);
    if (inMinute) inMinute.push(sample);
    else minutes.set(minute, [sample]);
  }
  return [...minutes.values()].map(packChunk);
}

/** Whether a sample of this time belongs to the minute of a chunk that begins at `fromUtcMs`. */
export function isOfChunk(fromUtcMs: number, utcMs: number): boolean {
  return Math.floor(fromUtcMs / CHUNK_MS) === Math.floor(utcMs / CHUNK_MS);
}

/** The payload of a chunk with later samples of its minute behind its own, which are not read. Throws as `unpackChunk`. */
export function extendPayload(payload: Uint8Array, later: readonly TelemetrySample[]): Uint8Array {
  return pack([inflate(payload), ...later.map(encodeSampleEntry)]);
}

const pack = (entries: readonly Uint8Array[]): Uint8Array => deflateRawSync(Buffer.concat(entries), { level: 6 });
const inflate = (payload: Uint8Array): Uint8Array => inflateRawSync(payload, { maxOutputLength: MAX_CHUNK_BYTES });

function packChunk(samples: TelemetrySample[]): TrackChunk {
  const times = samples.map((sample) => sample.utc_ms);
  return {
    from_utc_ms: Math.min(...times),
    to_utc_ms: Math.max(...times),
    box: boundingBox(samples),
    count: samples.length,
    payload: pack(samples.map(encodeSampleEntry)),
  };
}

/** The samples of a chunk. Throws when the payload is damaged or inflates beyond 16 MiB. */
export function unpackChunk(payload: Uint8Array): TelemetrySample[] {
  return readSamples(inflate(payload)).samples;
}

/** Around all positions that are known; null without any. */
export function boundingBox(samples: readonly TelemetrySample[]): TrackChunk['box'] {
  let box: TrackChunk['box'] = null;
  for (const { latitude_deg: lat, longitude_deg: lon } of samples) {
    if (lat === null || lon === null) continue;
    box ??= { west: lon, south: lat, east: lon, north: lat };
    box.west = Math.min(box.west, lon);
    box.east = Math.max(box.east, lon);
    box.south = Math.min(box.south, lat);
    box.north = Math.max(box.north, lat);
  }
  return box;
}
