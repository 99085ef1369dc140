import { useQuery } from '@tanstack/react-query';
import { call } from '../live/api.js';
import { ErrorNote } from '../ui/state.js';
import { clockText, hourText } from '../ui/time.js';
import { deviceOf } from './device.js';

const LOOK_EVERY_MS = 5000;

/** Who looked through a link, from where, from when to when. */
export function ViewsOf({ linkId }: { linkId: string }) {
  const views = useQuery({
    queryKey: ['share-views', linkId],
    queryFn: async () => (await call('GET', '/shares/{id}/views', { path: { id: linkId } })).items,
    refetchInterval: LOOK_EVERY_MS,
  });
  if (!views.data) return <ErrorNote error={views.error} />;
  return (
    <ul className="views small" aria-label="Views">
      {views.data.map((view) => (
        <li key={view.id} title={view.user_agent}>
          <span className="num">
            {hourText(view.from_utc_ms)}–{view.to_utc_ms === null ? 'now' : clockText(view.to_utc_ms)}
          </span>{' '}
          {deviceOf(view.user_agent)} <span className="num muted">{view.address}</span>
        </li>
      ))}
    </ul>
  );
}
