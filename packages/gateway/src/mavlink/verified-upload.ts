import type { Clock } from '@outrider/runtime';
import type { UploadResult } from '../vehicle/adapter.js';
import { MissionType } from './enums.js';
import type { MissionItem } from './mission-items.js';
import { difference } from './mission-items.js';
import type { MissionProtocol } from './mission.js';
import { describeMissionAck } from './mission.js';

/** MAV_MISSION_ERROR, and the autopilot's own giving up because nothing reached it for a while: both say nothing about the items. */
const WORTH_ANOTHER_TRY: ReadonlySet<number> = new Set([1, 15]);
const NAMES: Readonly<Record<number, string>> = {
  [MissionType.MISSION]: 'plan',
  [MissionType.FENCE]: 'fence',
  [MissionType.RALLY]: 'rally points',
};

const ATTEMPTS = 3;

/**
 * Uploads, downloads and compares; an empty list clears. What is read back decides, not the acknowledgement: that may be lost, and an
 * autopilot that has finished answers a repeated item with an error. Ends with a whole sentence where it does not hold.
 */
export async function uploadVerified(
  missions: MissionProtocol,
  type: MissionType,
  items: readonly MissionItem[],
  options: { ignoreFirst: boolean },
  clock: Clock,
): Promise<UploadResult> {
  let last = failed(`The ${NAMES[type]} could not be uploaded.`);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const sent =
      items.length === 0
        ? await missions.clear(type, clock.monotonicMs())
        : await missions.upload(type, items, clock.monotonicMs());
    last = failed(`The ${NAMES[type]} could not be uploaded: ${describeMissionAck(sent.ok ? null : sent.ack)}.`);
    if (!sent.ok && sent.aborted) return last;
    if (!sent.ok && sent.ack !== null && !WORTH_ANOTHER_TRY.has(sent.ack)) return last;
    const back = await missions.download(type, clock.monotonicMs());
    if (!back.ok && back.aborted) return last;
    if (!back.ok) {
      if (sent.ok) last = failed(`The ${NAMES[type]} could not be read back: ${describeMissionAck(back.ack)}.`);
      continue;
    }
    const found = difference(items, back.items, options);
    if (!found) return { ok: true, items: items.length };
    if (sent.ok) return failed(`The ${NAMES[type]} that came back is another: ${found}.`);
  }
  return last;
}

function failed(detail: string): UploadResult {
  return { ok: false, detail };
}
