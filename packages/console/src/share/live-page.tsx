import type { Point, SharedFeed } from '@outrider/schema';
import { useState } from 'react';
import { Facts } from './facts.js';
import { MessageBar } from './message-bar.js';
import { Plan } from './plan/plan.js';
import { SharedPicture } from './shared-picture.js';
import type { SharedFeedAsker } from './shared-feed.js';

/** Picture, what it is of, the ground around it, and a word to the crew. */
export function LivePage({ asker, feed }: { asker: SharedFeedAsker; feed: SharedFeed }) {
  const [pin, setPin] = useState<Point | null>(null);
  return (
    <main className="share-live">
      <SharedPicture asker={asker} feed={feed} />
      <Facts asker={asker} feed={feed} />
      <Plan asker={asker} feed={feed} pin={pin} onPin={setPin} />
      <MessageBar asker={asker} pin={pin} onPin={setPin} />
    </main>
  );
}
