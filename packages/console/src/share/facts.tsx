import type { SharedFeed } from '@outrider/schema';
import { useSyncExternalStore } from 'react';
import { useNow } from '../ui/use-now.js';
import { FLIGHT_STATE } from '../operations/words.js';
import type { SharedFeedAsker } from './shared-feed.js';
import { endsText, headingText, oldText, positionAgeMs } from './words.js';

/** What is shown, where it looks, what it is about, and how old that is. */
export function Facts({ asker, feed }: { asker: SharedFeedAsker; feed: SharedFeed }) {
  const { heard_ms, trouble, clock_offset_ms } = useSyncExternalStore(asker.view.subscribe, asker.view.get);
  useNow();
  const since_heard_ms = heard_ms === null ? 0 : performance.now() - heard_ms;
  const old = oldText(since_heard_ms) ?? oldText(positionAgeMs(feed, since_heard_ms));
  const { aircraft, camera, incident } = feed;
  const height_m = aircraft?.height_above_takeoff_m ?? null;
  const looks = [
    camera.heading_deg === null ? null : `looks ${headingText(camera.heading_deg)}`,
    height_m === null ? null : `${Math.round(height_m)} m above take-off`,
  ].filter((words) => words !== null);
  return (
    <section className="share-facts" aria-label="What is shown">
      <h1>
        {aircraft?.name ?? camera.name}
        {aircraft?.flight_state && <span className="share-state">{FLIGHT_STATE[aircraft.flight_state]}</span>}
      </h1>
      {incident && (
        <p className="share-incident">
          {incident.type}
          {incident.address && <span> · {incident.address}</span>}
        </p>
      )}
      <p className="share-looks">
        {looks.length > 0 ? looks.join(' · ') : 'Its position is not shared.'}
        {old && <b className="share-old"> · {old}</b>}
      </p>
      <p className="share-ends">
        For {feed.label} · {endsText(feed.expires_at_utc_ms, clock_offset_ms)}
      </p>
      {trouble && (
        <p className="share-trouble" role="alert">
          {trouble} Trying again by itself.
        </p>
      )}
    </section>
  );
}
