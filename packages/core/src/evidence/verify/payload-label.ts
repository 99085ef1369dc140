import type { ChainEntry, ChainPayload } from '@outrider/schema';
import type { KnownPayload } from './check.js';

/** What a chain told so far that later payloads are named by. */
export interface ChainWords {
  camera: string | null;
  /** Begin of the first recorded part. */
  began_utc_ms: number | null;
  parts: Map<string, number>;
  /** Name that the newest file from an aircraft's own card had there. */
  original: string | null;
}
export const newChainWords = (): ChainWords => ({ camera: null, began_utc_ms: null, parts: new Map(), original: null });

const STREAM_NAMES: Readonly<Record<string, string>> = {
  'raw.tlog': 'raw frames of the link',
  'samples.bin': 'telemetry samples',
};

/** Remembers what an entry says of the chain, and names its payload in words of a reader who knows no file. */
export function labelled(chain: string, entry: ChainEntry, words: ChainWords): KnownPayload | null {
  const { body, payload, seq } = entry;
  if (typeof body['camera_name'] === 'string') words.camera = body['camera_name'].slice(0, 100);
  if (!payload) return null;
  const [start, end] = [timeOf(body['start_utc_ms']), timeOf(body['end_utc_ms'])];
  words.began_utc_ms ??= start;
  const since = (at: number | null): number | null =>
    at === null || words.began_utc_ms === null ? null : Math.max(0, at - words.began_utc_ms) / 1000;
  const [from_s, to_s] = [since(start), since(end)];
  const span = from_s === null || to_s === null ? '' : ` (${clockText(from_s)}\u2013${clockText(to_s)})`;
  if (entry.kind === 'video_imported') words.original = typeof body['name'] === 'string' ? body['name'] : null;
  return { chain, seq, ...payload, label: `${nameOf(chain, payload, words)}${span}`, from_s, to_s };
}

function nameOf(chain: string, payload: ChainPayload, words: ChainWords): string {
  const part = (words.parts.get(STREAM_NAMES[payload.file] ?? chain) ?? 0) + 1;
  words.parts.set(STREAM_NAMES[payload.file] ?? chain, part);
  const stream = STREAM_NAMES[payload.file];
  if (stream) return `${stream}, part ${part}`;
  const [, folder, name] = /^video\/([^/]+)\/(.+)$/.exec(payload.file) ?? [];
  if (!folder) return payload.file;
  if (name?.startsWith('originals/')) return `original ${words.original ?? name} from the aircraft\u2019s card`;
  const number = /^0*(\d+)\.mp4$/.exec(name ?? '')?.[1];
  return number ? `video ${words.camera ?? folder}, segment ${number}` : `video ${words.camera ?? folder}, ${name}`;
}

const timeOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Seconds as mm:ss.t, or h:mm:ss.t of an hour and more. */
export function clockText(seconds: number): string {
  const tenths = Math.round(seconds * 10);
  const two = (n: number): string => String(n).padStart(2, '0');
  const [hours, minutes] = [Math.floor(tenths / 36_000), Math.floor(tenths / 600) % 60];
  const rest = `${two(minutes)}:${two(Math.floor(tenths / 10) % 60)}.${tenths % 10}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
