import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { call } from '../../live/api.js';
import { STATES } from '../../redaction/steps.js';
import { Panel } from '../../ui/page.js';
import { Empty, ErrorNote } from '../../ui/state.js';

/** Redacted versions of the record's video. */
export function RedactionList({ flightId }: { flightId: string }) {
  const list = useQuery({
    queryKey: ['redactions', flightId],
    queryFn: () => call('GET', '/flights/{id}/redactions', { path: { id: flightId } }),
  });
  return (
    <Panel title="Redactions" tools={<Link href={`/flights/${flightId}`}>Begin one in the replay</Link>}>
      <ErrorNote error={list.error} />
      {list.data?.items.length === 0 && (
        <Empty>None. What is released to the public is a redacted copy; the recording itself never changes.</Empty>
      )}
      <ul className="plain-list">
        {list.data?.items.map((redaction) => (
          <li key={redaction.id} className="list-line">
            <Link href={`/flights/${flightId}/redactions/${redaction.id}`}>{redaction.title}</Link>
            <span className="tag">{STATES[redaction.state]}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
