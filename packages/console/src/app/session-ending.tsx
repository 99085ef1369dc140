import { useNow } from '../live/hooks.js';
import { serverNow } from '../live/live.js';
import { Button } from '../ui/button.js';
import { clockText } from '../ui/time.js';
import { session, useSession } from './session.js';

/** So long before a session ends its user is told: longer than a flight lasts. */
const TOLD_BEFORE_MS = 45 * 60_000;

/** Says in time that a session has a longest duration. The lock opens a new one; nobody has to leave the page. */
export function SessionEnding() {
  const { session: signedIn } = useSession();
  useNow(10_000);
  const ends = signedIn?.expires_at_utc_ms ?? Infinity;
  if (ends - serverNow() > TOLD_BEFORE_MS) return null;
  return (
    <div className="banner" role="status">
      <span>
        Your session ends at <b className="num">{clockText(ends)}</b>. Enter your password once more before you fly.
      </span>
      <Button compact onClick={() => session.set({ locked: true })}>
        Go on with a new session
      </Button>
    </div>
  );
}
