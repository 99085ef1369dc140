import type { Camera, CameraSource, Lens, VehicleCamera } from '@outrider/schema';
import type { AgencyTransaction } from '../platform/index.js';
import { findCamera, saveCamera } from './store.js';

type Stream = VehicleCamera['streams'][number];

/**
 * Cameras that an aircraft reported by itself (MAVLink camera protocol): one for each stream that can be taken in. What people set
 * (name, on or off, criminal justice) stays; where the pictures come from follows what the aircraft says.
 */
export async function saveReported(
  transaction: AgencyTransaction,
  aircraftId: string,
  reported: VehicleCamera,
  simulated: boolean,
): Promise<void> {
  for (const stream of reported.streams) {
    const source = sourceOf(stream);
    if (!source) continue;
    const reportedAs = `${reported.component_id}/${stream.stream_id}`;
    const before = await findReported(transaction, aircraftId, reportedAs);
    const camera = describe(before, stream, reported);
    const id = before?.id ?? transaction.newId();
    await saveCamera(transaction, { ...camera, id, aircraft_id: aircraftId, source, simulated }, reportedAs);
  }
}

async function findReported(transaction: AgencyTransaction, aircraftId: string, as: string): Promise<Camera | null> {
  const row = await transaction.sql
    .selectFrom('cameras')
    .select('id')
    .where('aircraft_id', '=', aircraftId)
    .where('reported_as', '=', as)
    .executeTakeFirst();
  return row ? findCamera(transaction, row.id) : null;
}

/** What people set before, or what a camera begins with, under what the aircraft says of it. Pure. */
function describe(
  before: Camera | null,
  stream: Stream,
  { maker, model }: VehicleCamera,
): Omit<Camera, 'id' | 'aircraft_id' | 'source' | 'simulated'> {
  const lens = lensOf(stream);
  return {
    name: before?.name ?? (stream.name.trim() || lens),
    place: null,
    lens,
    maker: maker || (before?.maker ?? null),
    model: model || (before?.model ?? null),
    horizontal_fov_deg: inRange(stream.hfov_deg) ?? before?.horizontal_fov_deg ?? null,
    criminal_justice: before?.criminal_justice ?? false,
    enabled: before?.enabled ?? true,
    reported: true,
    publish_key: null,
  };
}

const inRange = (deg: number | null): number | null => (deg !== null && deg > 0 && deg <= 180 ? deg : null);

function lensOf({ thermal, name }: Stream): Lens {
  if (thermal) return 'thermal';
  return /zoom|tele/i.test(name) ? 'zoom' : 'wide';
}

/** Null for what cannot be taken in (a kind that nobody knows, or an address that is none). Pure. */
export function sourceOf({ kind, uri, encoding }: Stream): CameraSource | null {
  if (kind === 'rtp' || kind === 'mpegts') {
    const port = Number(/(\d+)\/?$/.exec(uri)?.[1]);
    if (!(port > 0 && port < 65_536)) return null;
    return kind === 'rtp' ? { kind, port, codec: encoding ?? 'h264' } : { kind, port };
  }
  return kind === 'rtsp' ? rtspSource(uri) : null;
}

/** An address may carry the login; it is kept apart, so that nobody is shown it. */
function rtspSource(uri: string): CameraSource | null {
  if (!URL.canParse(uri)) return null;
  const url = new URL(uri);
  if (url.protocol !== 'rtsp:' && url.protocol !== 'rtsps:') return null;
  const login = {
    username: decodeURIComponent(url.username) || null,
    password: decodeURIComponent(url.password) || null,
  };
  url.username = '';
  url.password = '';
  return { kind: 'rtsp', url: url.href, transport: 'auto', ...login };
}
