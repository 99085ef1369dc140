import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApprovedMakers } from '@outrider/schema';
import { useCan, useSession } from '../app/session.js';
import { call } from '../live/api.js';
import { notify } from '../ui/notices.js';
import { Panel } from '../ui/page.js';
import type { SpecGroup } from '../ui/spec-form.js';
import { SpecForm } from '../ui/spec-form.js';
import { ErrorNote, Loading } from '../ui/state.js';

const GROUPS: SpecGroup[] = [
  {
    title: 'List',
    fields: [
      { path: 'enabled', label: 'The list is in force', type: 'check' },
      { path: 'in_force_since', label: 'In force since', type: 'date', optional: true },
      {
        path: 'grandfather_cap_days',
        label: 'Existing aircraft go on for at most',
        type: 'number',
        kind: 'plain',
        unit: 'days',
        min: 0,
        max: 3660,
        hint: 'Until their contract ends, and no longer than this. Renewal ends it.',
      },
      { path: 'citation', label: 'Rule it rests on', type: 'text', optional: true },
    ],
  },
  {
    title: 'Makers, one on each line',
    fields: [{ path: 'lines', label: 'Approved makers', type: 'area', optional: true }],
  },
];
type Shown = Omit<ApprovedMakers, 'makers'> & { lines: string | null };

export const shownOf = ({ makers, ...rest }: ApprovedMakers): Shown => ({ ...rest, lines: makers.join('\n') });
/** The list as it is kept: without empty lines and repeats. */
export function makersOf({ lines, ...rest }: Shown): ApprovedMakers {
  const makers = (lines ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return { ...rest, makers: [...new Set(makers)] };
}

/** Approved makers: the host's list, which every agency reads and the host sets; and the agency's own. */
export function MakersPage() {
  const queries = useQueryClient();
  const ofHost = useSession().session?.agency === null;
  const lists = useQuery({ queryKey: ['approved-makers'], queryFn: () => call('GET', '/trust/approved-makers') });
  const mayWrite = useCan('trust:write');
  if (lists.isPending) return <Loading what="lists" />;
  if (!lists.data) return <ErrorNote error={lists.error} />;
  const { host, agency } = lists.data;
  return (
    <div className="panels">
      {!ofHost && <HostList list={host} />}
      <Panel title={ofHost ? 'Of the host, for every agency' : 'Of this agency'}>
        <SpecForm
          key={lists.dataUpdatedAt}
          groups={GROUPS}
          value={shownOf(ofHost ? host : agency)}
          submit="Save list"
          readOnly={!mayWrite}
          onSubmit={async (value) => {
            await call('PUT', '/trust/approved-makers', { body: makersOf(value) });
            notify('List saved', 'No aircraft in flight is touched by it.');
            await queries.invalidateQueries({ queryKey: ['approved-makers'] });
          }}
        />
      </Panel>
    </div>
  );
}

function HostList({ list }: { list: ApprovedMakers }) {
  return (
    <Panel title="Of the host">
      <p className={list.enabled ? '' : 'muted'}>
        {list.enabled
          ? `In force since ${list.in_force_since ?? 'always'}: ${list.makers.join(', ') || 'no maker'}`
          : 'Not in force.'}
      </p>
      {list.citation && <p className="small faint">{list.citation}</p>}
    </Panel>
  );
}
