import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { recordPath } from '@outrider/record/folder';
import { recordedCameras } from '@outrider/record/video';
import type { Flight, UploadState } from '@outrider/schema';
import { oneAtATime } from '../evidence/one-at-a-time.js';
import { findFlight } from '../flights/store.js';
import type { FlightServices } from '../flights/services.js';
import { filePart } from '../flights/video/file-part.js';
import { found, implement, refuse } from '../platform/index.js';
import type { AgencyTransaction, Call, Implementation } from '../platform/index.js';
import { keepOriginal } from './keep.js';
import { originalsOf } from './list.js';
import { takePiece, uploadFile } from './uploads.js';

type Services = Pick<FlightServices, 'recordsDir' | 'vault' | 'settings'>;
const GIB = 2 ** 30;

/** Originals from the aircraft's own card, a second source beside what was recorded live. */
export function originalRoutes(services: Services): Implementation[] {
  const { recordsDir, settings } = services;
  const largest = (): number => Math.floor(settings.evidence.original_limit_gib * GIB);
  return [
    implement('listOriginals', async ({ params, principal, read }) => {
      const flight = found(await read((tx) => findFlight(tx, params.id)), 'flight');
      const kept = await originalsOf(recordPath(recordsDir, principal.agencyId, flight.id));
      const items = kept.map(({ file: _file, ...original }) => original);
      return { items, largest_bytes: largest(), piece_bytes: settings.http.body_limit_bytes };
    }),
    implement('uploadOriginal', async (call) => {
      const { params, query, principal, read } = call;
      const flight = found(await read((tx) => findFlight(tx, params.id)), 'flight');
      const record = recordPath(recordsDir, principal.agencyId, flight.id);
      await requireCamera(read, record, query.camera_id);
      if (query.total_bytes > largest())
        throw refuse('too_large', `An original has at most ${largest()} bytes (evidence.original_limit_gib).`);
      return oneAtATime(`upload ${query.upload_id}`, () => takeUpload(services, call, flight));
    }),
    implement('getOriginal', async ({ params, principal, read, reply, note }) => {
      const flight = found(await read((tx) => findFlight(tx, params.id)), 'flight');
      const record = recordPath(recordsDir, principal.agencyId, flight.id);
      const original = found((await originalsOf(record))[params.number - 1], 'original');
      note(flight.id, { original: original.number, name: original.name });
      return filePart(join(record, original.file), original.name, reply.request.headers.range);
    }),
  ];
}

/** Throws not_found for a camera that the agency has not and that recorded nothing in this flight. */
async function requireCamera(
  read: <T>(work: (tx: AgencyTransaction) => Promise<T>) => Promise<T>,
  record: string,
  cameraId: string,
): Promise<void> {
  const known = await read(({ sql }) =>
    sql.selectFrom('cameras').select('id').where('id', '=', cameraId).executeTakeFirst(),
  );
  if (!known && !(await recordedCameras(record)).includes(cameraId))
    throw refuse('not_found', 'There is no camera with this id.', 'camera_id');
}

async function takeUpload(services: Services, call: Call<'uploadOriginal'>, flight: Flight): Promise<UploadState> {
  const { recordsDir, vault } = services;
  const { query, principal, note, read, change, reply } = call;
  const upload = { agency_id: principal.agencyId, flight_id: flight.id, piece: query };
  const body = reply.request.body;
  const bytes = body instanceof Uint8Array ? body : Buffer.alloc(0);
  const at_utc_ms = await read(async ({ nowUtcMs }) => nowUtcMs);
  const received_bytes = await takePiece(recordsDir, upload, bytes, at_utc_ms);
  note(flight.id, { name: query.name, received_bytes, total_bytes: query.total_bytes });
  if (received_bytes < query.total_bytes) return { received_bytes, original: null };
  const path = uploadFile(recordsDir, upload);
  const original = {
    camera_id: query.camera_id,
    path,
    name: query.name,
    imported_by: principal.name,
    at_utc_ms,
    move: true,
  };
  // Sealing takes the same turn, so the record is open or sealed from here to the end.
  const key = `record ${flight.id}`;
  await oneAtATime(key, () => keepOriginal({ recordsDir, vault, flight, original, call: { principal, read, change } }));
  await rm(path, { force: true });
  const kept = (await originalsOf(recordPath(recordsDir, principal.agencyId, flight.id))).at(-1);
  if (!kept) throw new TypeError('the original that was added is not there');
  const { file: _file, ...shown } = kept;
  return { received_bytes, original: shown };
}
