import type { Point, SharedFeed } from '@outrider/schema';
import { useState } from 'react';
import type { SharedFeedAsker } from '../shared-feed.js';
import { Marks } from './marks.js';
import { useFingers } from './use-fingers.js';
import { useGround } from './use-ground.js';
import { BOX, dragged, eyeOf, firstView, groundTransform, toGround, zoomed } from './view.js';
import type { PlanView } from './view.js';

interface PlanProps {
  asker: SharedFeedAsker;
  feed: SharedFeed;
  pin: Point | null;
  onPin: (pin: Point) => void;
}

/** A plan of the ground: where the camera is and looks, the incident, and the viewer's pin. North is up. */
export function Plan({ asker, feed, pin, onPin }: PlanProps) {
  const eye = eyeOf(feed);
  const [first] = useState(() => firstView(feed));
  const [own, setOwn] = useState<PlanView | null>(first);
  const [following, setFollowing] = useState(true);
  const base = own ?? firstView(feed);
  const view = base && following && eye ? { ...base, centre: eye } : base;
  const ground = useGround(asker.token, eye ?? feed.incident?.position ?? null);
  const fingers = useFingers({
    onTap: (at) => view && onPin(toGround(view, at)),
    onDrag: (by) => {
      if (!view) return;
      setFollowing(false);
      setOwn(dragged(view, by));
    },
  });
  if (!view) return <p className="share-plan-none">No place is shared, so there is no map.</p>;
  const zoom = (steps: number) => setOwn(zoomed(view, steps));
  return (
    <section className="share-plan" aria-label="Map">
      <svg
        viewBox={`${-BOX.width / 2} ${-BOX.height / 2} ${BOX.width} ${BOX.height}`}
        preserveAspectRatio="xMidYMid slice"
        role="img"
        aria-label={titleOf(feed)}
        {...fingers}
      >
        {ground && (
          <g transform={groundTransform(view, ground.origin)}>
            {ground.paths.map(({ kind, width_m, d }) => (
              <path key={`${kind}${width_m ?? ''}`} d={d} data-kind={kind} strokeWidth={width_m ?? undefined} />
            ))}
          </g>
        )}
        <Marks view={view} feed={feed} pin={pin} />
      </svg>
      <div className="share-plan-tools">
        <button type="button" className="btn icon" aria-label="Nearer" onClick={() => zoom(1)}>
          +
        </button>
        <button type="button" className="btn icon" aria-label="Farther" onClick={() => zoom(-1)}>
          −
        </button>
        {!following && eye && (
          <button type="button" className="btn" onClick={() => setFollowing(true)}>
            Follow
          </button>
        )}
      </div>
    </section>
  );
}

function titleOf({ aircraft, camera, incident }: SharedFeed): string {
  const who = aircraft?.name ?? camera.name;
  return incident ? `Map with ${who} and the incident` : `Map with ${who}`;
}
