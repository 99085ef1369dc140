import type { Clock } from '@outrider/runtime';
import type { UploadResult } from '../vehicle/adapter.js';
import { MissionType } from './enums.js';
import type { MissionItem } from './mission-items.js';
import { difference } from './mission-items.js';
import type { MissionProtocol } from './mission.js';
import { describeMissionAck } from './mission.js';

const NAMES: Readonly<Record<number, string>> = {
  [MissionType.MISSION]: 'plan',
  [MissionType.FENCE]: 'fence',
  [MissionType.RALLY]: 'rally points',
};

/** Uploads, downloads and compares; an empty list clears. Ends with a whole sentence where it does not hold. */
export async function uploadVerified(
  missions: MissionProtocol,
  type: MissionType,
  items: readonly MissionItem[],
  options: { ignoreFirst: boolean },
  clock: Clock,
): Promise<UploadResult> {
  const sent =
    items.length === 0
      ? await missions.clear(type, clock.monotonicMs())
      : await missions.upload(type, items, clock.monotonicMs());
  if (!sent.ok) return failed(`The ${NAMES[type]} could not be uploaded: ${describeMissionAck(sent.ack)}.`);
  const back = await missions.download(type, clock.monotonicMs());
  if (!back.ok) return failed(`The ${NAMES[type]} could not be read back: ${describeMissionAck(back.ack)}.`);
  const found = difference(items, back.items, options);
  if (found) return failed(`The ${NAMES[type]} that came back is another: ${found}.`);
  return { ok: true, items: items.length };
}

function failed(detail: string): UploadResult {
  return { ok: false, detail };
}
