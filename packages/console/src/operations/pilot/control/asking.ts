/** Asking whoever steers for control, and taking it the moment that it is given. */
import { TAKEOVER_OPEN_MS } from '@outrider/core/command';
import type { ControlLease } from '@outrider/schema';
import { session } from '../../../app/session.js';
import { control, live } from '../../../live/live.js';
import { createStore } from '../../../live/store.js';
import { notifyError } from '../../../ui/notices.js';
import { takeControl } from './session.js';

/** A grant at the last moment is still on its way. */
const ANSWER_ON_ITS_WAY_MS = 2000;

interface Asked {
  aircraftId: string;
  sight: boolean;
  untilMs: number;
  /** Of the lease that was asked for: a grant makes a new one. Null until the answer is there. */
  epoch: number | null;
}
/** What was asked for in this window and is not answered yet. */
export const asking = createStore<{ asked: Asked | null }>({ asked: null });

/**
 * Asks the holder, who has ten seconds to hand over; nobody holding, control is taken at once. Rejects with the reason when refused, or
 * when `stopAsking` came first.
 */
export async function askForControl(aircraftId: string, confirmedSight: boolean): Promise<'taken' | 'asked'> {
  const sight = confirmedSight ? { visual_line_of_sight_confirmed: true } : {};
  const untilMs = performance.now() + TAKEOVER_OPEN_MS + ANSWER_ON_ITS_WAY_MS;
  const asked: Asked = { aircraftId, sight: confirmedSight, untilMs, epoch: null };
  asking.set({ asked });
  try {
    const lease = await control('request_takeover', aircraftId, 'aircraft', sight);
    const isTaken = isMine(lease) && lease.requested_by === null;
    if (asking.get().asked !== asked) {
      if (isTaken) await control('release', aircraftId, 'aircraft', { epoch: lease.epoch }).catch(() => undefined);
      throw new Error('Nobody waited for control any more, so it was let go again.');
    }
    if (!isTaken) {
      asking.set({ asked: { ...asked, epoch: lease.epoch } });
      takeWhatIsGranted();
      return 'asked';
    }
    stopAsking();
    await takeControl(aircraftId, confirmedSight);
    return 'taken';
  } catch (error) {
    if (asking.get().asked === asked) stopAsking();
    throw error;
  }
}

/** The cockpit was left, or the console locked: what is given from now on is taken up by nobody. */
export const stopAsking = (): void => asking.set({ asked: null });

const isMine = (lease: ControlLease): boolean => lease.holder_user_id === session.get().session?.user.id;

/** The lease is this person's, and nobody steers under it until this window says so. */
function takeWhatIsGranted(): void {
  const { asked } = asking.get();
  if (!asked) return;
  if (performance.now() > asked.untilMs || session.get().locked) return stopAsking();
  const { aircraftId, epoch } = asked;
  const lease = live.get().state?.leases.find((one) => one.aircraft_id === aircraftId && one.scope === 'aircraft');
  if (!lease || epoch === null || lease.epoch <= epoch || !isMine(lease)) return;
  stopAsking();
  takeControl(aircraftId, asked.sight).catch((error: unknown) => notifyError('Control was not taken', error));
}

live.subscribe(takeWhatIsGranted);
session.subscribe(() => session.get().locked && stopAsking());
