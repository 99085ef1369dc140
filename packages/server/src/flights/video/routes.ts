import { join } from 'node:path';
import { recordPath } from '@outrider/record/folder';
import { ClipRefused, cameraFolder, cutClip, readVideoIndex, recordedCameras, summaryOf } from '@outrider/record/video';
import type { Clip, ClipIdentity } from '@outrider/record/video';
import type { Flight, VideoIndex } from '@outrider/schema';
import { recordCustody, recordViewing } from '../../evidence/custody/events.js';
import { requirePermission } from '../../platform/auth/authenticate.js';
import { found, implement, refuse } from '../../platform/index.js';
import type { NewCustodyEvent } from '../../evidence/custody/events.js';
import type { AgencyTransaction, FileAnswer, Implementation } from '../../platform/index.js';
import type { FlightServices } from '../services.js';
import { findFlight } from '../store.js';
import { filePart } from './file-part.js';

type Read = <T>(work: (transaction: AgencyTransaction) => Promise<T>) => Promise<T>;

/** Recorded video of a flight, read from its record; the media process is not needed for it. */
export function flightVideoRoutes({
  recordsDir,
  vault,
}: Pick<FlightServices, 'recordsDir' | 'vault'>): Implementation[] {
  const recordOf = (agencyId: string, flight: Flight): string => recordPath(recordsDir, agencyId, flight.id);
  return [
    implement('listFlightVideo', async ({ params, principal, read }) => {
      const folder = recordOf(principal.agencyId, await flightOf(read, params.id));
      const cameras = await recordedCameras(folder);
      const indexes = await Promise.all(cameras.map((camera) => readVideoIndex(folder, camera)));
      return { items: indexes.filter((index) => index !== null).map(summaryOf) };
    }),
    implement('getFlightVideo', async ({ params, principal, read, change, note }) => {
      const flight = await flightOf(read, params.id);
      note(flight.id, { camera_id: params.camera_id });
      const index = await indexOf(recordOf(principal.agencyId, flight), params.camera_id);
      const { camera_id, camera_name } = index;
      await change((tx) => recordViewing(tx, vault, principal, { flight_id: flight.id, camera_id, camera_name }));
      return index;
    }),
    implement('getVideoSegment', async ({ params, principal, read, reply }) => {
      const folder = recordOf(principal.agencyId, await flightOf(read, params.id));
      const { range } = reply.request.headers;
      return filePart(join(cameraFolder(folder, params.camera_id), params.name), params.name, range);
    }),
    implement('exportVideoClip', async ({ params, query, principal, read, change, note }) => {
      // A feed's key may export reports of flights, and sees no pictures.
      requirePermission(principal, 'video:view');
      const flight = await flightOf(read, params.id);
      note(flight.id, { camera_id: params.camera_id, ...query });
      const folder = recordOf(principal.agencyId, flight);
      const range = rangeIn(await indexOf(folder, params.camera_id), query);
      const clip = await cut(() => cutClip(folder, params.camera_id, range, identityOf(flight, principal)));
      await change((tx) => recordCustody(tx, vault, principal, clipEvent(flight, clip)));
      return clipAnswer(flight, clip);
    }),
  ];
}

const flightOf = async (read: Read, id: string): Promise<Flight> =>
  found(await read((tx) => findFlight(tx, id)), 'flight');

const indexOf = async (folder: string, cameraId: string): Promise<VideoIndex> =>
  found(await readVideoIndex(folder, cameraId), 'recording');

const identityOf = (flight: Flight, principal: { agencyId: string; agencyName: string }): ClipIdentity => ({
  agency_id: principal.agencyId,
  agency_name: principal.agencyName,
  flight_id: flight.id,
  flight_number: flight.number,
});

interface AskedRange {
  from_utc_ms?: number;
  to_utc_ms?: number;
}

/** The whole recording where no time is asked for. */
function rangeIn(index: VideoIndex, asked: AskedRange): { from_utc_ms: number; to_utc_ms: number } {
  const recorded = summaryOf(index);
  const from_utc_ms = asked.from_utc_ms ?? recorded.from_utc_ms ?? 0;
  const to_utc_ms = asked.to_utc_ms ?? recorded.to_utc_ms ?? from_utc_ms;
  if (asked.to_utc_ms !== undefined && to_utc_ms <= from_utc_ms)
    throw refuse('bad_request', 'The end of the clip must be after its start.', 'to_utc_ms');
  return { from_utc_ms, to_utc_ms };
}

async function cut(work: () => Promise<Clip>): Promise<Clip> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ClipRefused) throw refuse('clip_refused', error.message, 'from_utc_ms');
    throw error;
  }
}

function clipEvent(flight: Flight, { bytes, facts }: Clip): NewCustodyEvent {
  const [from, to] = [facts.from_utc_ms, facts.to_utc_ms].map((ms) => new Date(ms).toISOString());
  const text = `A clip of ${facts.camera_name ?? 'a camera'} from ${from} to ${to} was exported.`;
  const { camera_id, from_utc_ms, to_utc_ms } = facts;
  return { flight_id: flight.id, kind: 'clip_exported', text, detail: { camera_id, from_utc_ms, to_utc_ms, bytes } };
}

function clipAnswer(flight: Flight, { bytes, body, facts }: Clip): FileAnswer {
  const at = new Date(facts.from_utc_ms).toISOString().slice(0, 19).replaceAll(':', '');
  return {
    name: `${flight.number}-${facts.camera_name ?? 'camera'}-${at}Z.mp4`,
    type: 'video/mp4',
    body,
    headers: { 'content-length': String(bytes) },
  };
}
