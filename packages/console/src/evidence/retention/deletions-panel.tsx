import { useQuery } from '@tanstack/react-query';
import type { FlightPurpose, RetentionKind } from '@outrider/schema';
import { useState } from 'react';
import { call } from '../../live/api.js';
import { PURPOSE } from '../../operations/words.js';
import { SelectField, TextField } from '../../ui/field.js';
import { Panel } from '../../ui/page.js';
import { Empty, ErrorNote, Loading } from '../../ui/state.js';
import { DeletionTable } from './deletion-table.js';

interface Asked {
  until: string;
  kind: RetentionKind | '';
  purpose: FlightPurpose | '';
}

const queryOf = ({ until, kind, purpose }: Asked) => ({
  ...(until ? { until_utc_ms: new Date(`${until}T23:59:59`).getTime() } : {}),
  ...(kind ? { kind } : {}),
  ...(purpose ? { purpose } : {}),
});

/** What will be deleted when, as the policy and the holds stand. */
export function DeletionsPanel() {
  const [asked, setAsked] = useState<Asked>({ until: '', kind: '', purpose: '' });
  const planned = useQuery({
    queryKey: ['deletions', asked],
    queryFn: () => call('GET', '/evidence/deletions', { query: queryOf(asked) }),
    placeholderData: (previous) => previous,
  });
  const change = (part: Partial<Asked>) => setAsked((present) => ({ ...present, ...part }));
  return (
    <Panel title="What will be deleted when">
      <search className="filters">
        <TextField
          label="Until (a year from now when empty)"
          type="date"
          value={asked.until}
          onChange={(event) => change({ until: event.target.value })}
        />
        <SelectField
          label="What"
          options={{ '': 'Video and telemetry', video: 'Video', telemetry: 'Telemetry' }}
          value={asked.kind}
          onChange={(event) => change({ kind: event.target.value as RetentionKind | '' })}
        />
        <SelectField
          label="Purpose"
          options={{ '': 'Any purpose', ...PURPOSE }}
          value={asked.purpose}
          onChange={(event) => change({ purpose: event.target.value as FlightPurpose | '' })}
        />
      </search>
      <ErrorNote error={planned.error} />
      {planned.isPending && <Loading what="deletions" />}
      {planned.data?.items.length === 0 && (
        <Empty>Nothing will be deleted in that time: it is kept for ever, held, not sealed, or not due yet.</Empty>
      )}
      {planned.data && planned.data.items.length > 0 && (
        <DeletionTable items={planned.data.items} label="What will be deleted when" />
      )}
      {planned.data?.more && <p className="small muted">There is more behind these; choose an earlier day.</p>}
    </Panel>
  );
}
