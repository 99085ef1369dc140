import type { Point, SharedFeed } from '@outrider/schema';
import { eyeOf, toBox } from './view.js';
import type { BoxPoint, PlanView } from './view.js';

const LOOK_LENGTH = 70;
const USUAL_FOV_DEG = 60;

/** Camera with its view, incident and pin, in the size of the screen whatever the plan's scale. */
export function Marks({ view, feed, pin }: { view: PlanView; feed: SharedFeed; pin: Point | null }) {
  const { aircraft, camera, incident } = feed;
  const eye = eyeOf(feed);
  return (
    <>
      {eye && (
        <g transform={shift(toBox(view, eye))}>
          {camera.heading_deg !== null && (
            <path
              className="share-look"
              transform={`rotate(${camera.heading_deg})`}
              d={wedge(camera.horizontal_fov_deg ?? USUAL_FOV_DEG)}
            />
          )}
          {aircraft ? (
            <path
              className="share-eye"
              transform={`rotate(${aircraft.heading_deg ?? 0})`}
              d={aircraft.heading_deg === null ? 'M-8 0a8 8 0 1 0 16 0a8 8 0 1 0 -16 0' : 'M0 -13L9 11L0 6L-9 11Z'}
            />
          ) : (
            <rect className="share-eye" x="-7" y="-7" width="14" height="14" rx="3" />
          )}
        </g>
      )}
      {incident && (
        <g transform={shift(toBox(view, incident.position))} className="share-incident-mark">
          <path d="M0 -12L11 8L-11 8Z" />
          <text y="24">{incident.type}</text>
        </g>
      )}
      {pin && (
        <g transform={shift(toBox(view, pin))} className="share-pin-mark">
          <path d="M0 0C-4 -8 -9 -11 -9 -17A9 9 0 1 1 9 -17C9 -11 4 -8 0 0Z" />
          <circle cy="-17" r="3.5" />
        </g>
      )}
    </>
  );
}

const shift = ({ x, y }: BoxPoint): string => `translate(${x.toFixed(1)} ${y.toFixed(1)})`;

/** What a camera sees from above, its middle straight up. */
function wedge(fov_deg: number): string {
  const half = (Math.min(160, fov_deg) * Math.PI) / 360;
  const [x, y] = [Math.sin(half) * LOOK_LENGTH, -Math.cos(half) * LOOK_LENGTH];
  return `M0 0L${(-x).toFixed(1)} ${y.toFixed(1)}A${LOOK_LENGTH} ${LOOK_LENGTH} 0 0 1 ${x.toFixed(1)} ${y.toFixed(1)}Z`;
}
