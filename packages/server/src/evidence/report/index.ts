import { recordPath } from '@outrider/record/folder';
import { courtReport } from '@outrider/record/report';
import { thinTrack } from '@outrider/record/track';
import { findFlight } from '../../flights/store.js';
import { found } from '../../platform/index.js';
import type { AgencyTransaction, Principal } from '../../platform/index.js';
import { recordState } from '../record-state.js';
import { verifyNow } from '../verify-now.js';
import { gatherReport } from './gather.js';
import { videoFacts } from './video-facts.js';

/** More would not be seen on paper. */
const MOST_POINTS = 4_000;
type Read = <T>(work: (tx: AgencyTransaction) => Promise<T>) => Promise<T>;

/** The readable report about a flight, with what a verification finds now. Throws not_found. */
export async function makeReport(recordsDir: string, read: Read, principal: Principal, id: string): Promise<string> {
  const { agencyId, agencyName: agency_name, name: made_by } = principal;
  const { facts, rows } = await read(async (tx) => gatherReport(tx, found(await findFlight(tx, id), 'flight')));
  const verification = await verifyNow(recordsDir, agencyId, read, id);
  return courtReport({
    ...facts,
    agency_name,
    made_by,
    track: thinTrack(facts.track, MOST_POINTS),
    ...(await videoFacts(recordPath(recordsDir, agencyId, id))),
    record: await recordState(recordsDir, agencyId, id, rows),
    verification,
  });
}
