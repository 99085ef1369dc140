import { useLiveView, useNow } from '../live/hooks.js';
import { agoText } from '../ui/time.js';

/** Says that nothing on this screen is current, and since when. */
export function ConnectionBanner() {
  const connection = useLiveView((view) => view.connection);
  const since = useLiveView((view) => view.lost_since_ms);
  useNow();
  if (connection !== 'lost' || since === null) return null;
  return (
    <div className="banner" data-level="warning" role="alert">
      <b>Connection to server lost</b>
      <span>
        Nothing here is current: last heard <span>{agoText(performance.now() - since)}</span> ago. Aircraft stay under
        the gateway and their own failsafes. Trying again.
      </span>
    </div>
  );
}
