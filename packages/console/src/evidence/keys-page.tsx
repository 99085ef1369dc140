import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AgencyPublicKey } from '@outrider/schema';
import { useCan } from '../app/session.js';
import { call } from '../live/api.js';
import { HoldButton } from '../ui/hold-button.js';
import { attempt } from '../ui/notices.js';
import { Panel } from '../ui/page.js';
import { Empty, ErrorNote } from '../ui/state.js';
import { dateTimeText } from '../ui/time.js';
import { TargetsPanel } from './targets-panel.js';

/** Public keys of the agency, its newest checkpoint, and who outside has it. */
export function KeysPage() {
  return (
    <div className="panels">
      <KeysPanel />
      <CheckpointPanel />
      <TargetsPanel />
    </div>
  );
}

function KeysPanel() {
  const queries = useQueryClient();
  const mayRotate = useCan('evidence:keys');
  const keys = useQuery({
    queryKey: ['evidence-keys'],
    queryFn: async () => (await call('GET', '/evidence/keys')).items,
  });
  const rotate = async (): Promise<void> => {
    await attempt('The key stays', () => call('POST', '/evidence/keys/rotate'));
    await queries.invalidateQueries({ queryKey: ['evidence-keys'] });
  };
  return (
    <Panel title="Public keys">
      <ErrorNote error={keys.error} />
      {keys.data?.length === 0 && <Empty>The first key is made when the first record is sealed.</Empty>}
      {keys.data?.map((key) => (
        <KeyLine key={key.key_id} shown={key} />
      ))}
      {keys.data && keys.data.length > 0 && (
        <a className="btn compact" href={jsonLink(keys.data)} download="agency-keys.json">
          Save public keys
        </a>
      )}
      {mayRotate && (
        <HoldButton kind="danger" className="compact" label="Sign with a new key" onConfirm={() => void rotate()}>
          New key
        </HoldButton>
      )}
      <p className="small muted">
        Publish the keys: who verifies a record must have them from you and not from the record.
      </p>
    </Panel>
  );
}

const jsonLink = (value: unknown): string => `data:application/json,${encodeURIComponent(JSON.stringify(value))}`;

function KeyLine({ shown }: { shown: AgencyPublicKey }) {
  const until = shown.until_utc_ms === null ? 'in use' : `until ${dateTimeText(shown.until_utc_ms)}`;
  return (
    <p className="small">
      <b className="num">{shown.key_id}</b> from {dateTimeText(shown.from_utc_ms)}, {until}
      <br />
      <span className="num wrap muted">{shown.verifier_key}</span>
    </p>
  );
}

function CheckpointPanel() {
  const query = { limit: 1 };
  const newest = useQuery({
    queryKey: ['checkpoints'],
    queryFn: async () => (await call('GET', '/evidence/checkpoints', { query })).items[0] ?? null,
  });
  return (
    <Panel title="Newest checkpoint of the log">
      <ErrorNote error={newest.error} />
      {newest.data === null && <Empty>The log is empty.</Empty>}
      {newest.data && (
        <>
          <pre className="num small wrap">{newest.data.note}</pre>
          <a
            className="btn compact"
            href={`data:text/plain,${encodeURIComponent(newest.data.note)}`}
            download="checkpoint.txt"
          >
            Save checkpoint
          </a>
        </>
      )}
    </Panel>
  );
}
