import { useQuery } from '@tanstack/react-query';
import { call } from '../../live/api.js';
import { useLive } from '../../live/hooks.js';
import { hourText } from '../../ui/time.js';

/** The last incidents that were closed, for context. */
export function ClosedToday() {
  const open = useLive((state) => state.incidents.length, 0);
  const closed = useQuery({
    queryKey: ['incidents', 'closed', open],
    queryFn: () => call('GET', '/incidents', { query: { state: 'closed', limit: 6 } }),
    placeholderData: (previous) => previous,
  });
  if (!closed.data || closed.data.items.length === 0) return null;
  return (
    <section className="closed" aria-label="Closed lately">
      <h2 className="cap">Closed lately</h2>
      <ul>
        {closed.data.items.map((incident) => (
          <li key={incident.id} className="row small muted">
            <span className="clip">
              {incident.type}
              {incident.location.address ? `, ${incident.location.address}` : ''}
            </span>
            <span className="num">{hourText(incident.closed_at_utc_ms ?? incident.updated_at_utc_ms)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
