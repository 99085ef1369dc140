import { useQuery } from '@tanstack/react-query';
import { call } from '../../live/api.js';
import { ErrorNote, Loading } from '../../ui/state.js';
import { DeletionsPanel } from './deletions-panel.js';
import { PolicyPanel } from './policy-panel.js';

/** How long records are kept, and what will be deleted when. */
export function RetentionPage() {
  const retention = useQuery({ queryKey: ['retention'], queryFn: () => call('GET', '/evidence/retention') });
  if (retention.isPending) return <Loading what="retention" />;
  if (!retention.data) return <ErrorNote error={retention.error} />;
  return (
    <div className="retention">
      <PolicyPanel key={retention.data.changed_at_utc_ms} state={retention.data} />
      <DeletionsPanel />
    </div>
  );
}
