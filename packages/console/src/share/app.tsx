import { useSyncExternalStore } from 'react';
import { Ended, NotWhole, Opening } from './closed.js';
import { LivePage } from './live-page.js';
import type { SharedFeedAsker } from './shared-feed.js';
import { SignInHere } from './sign-in-here.js';

/** One page for each answer that a link can give. */
export function App({ asker }: { asker: SharedFeedAsker | null }) {
  return asker ? <Behind asker={asker} /> : <NotWhole />;
}

function Behind({ asker }: { asker: SharedFeedAsker }) {
  const { door, feed, trouble, clock_offset_ms } = useSyncExternalStore(asker.view.subscribe, asker.view.get);
  if (door === 'ended') {
    const hasExpired = feed !== null && feed.expires_at_utc_ms <= Date.now() + clock_offset_ms + 1000;
    return <Ended hasExpired={hasExpired} wasOpen={feed !== null} />;
  }
  if (door === 'sign_in') return <SignInHere onSignedIn={() => asker.askNow()} />;
  return feed ? <LivePage asker={asker} feed={feed} /> : <Opening trouble={trouble} />;
}
