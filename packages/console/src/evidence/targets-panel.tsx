import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { CheckpointTarget, CheckpointTargetInput } from '@outrider/schema';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { useCan } from '../app/session.js';
import { call } from '../live/api.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { Panel } from '../ui/page.js';
import { Empty, ErrorNote } from '../ui/state.js';
import { dateTimeText } from '../ui/time.js';

const asInput = ({ kind, url }: CheckpointTarget): CheckpointTargetInput =>
  kind === 'webhook' ? { kind, url: url ?? '' } : { kind };

/** Places outside the agency that get every checkpoint. */
export function TargetsPanel() {
  const queries = useQueryClient();
  const mayChange = useCan('evidence:keys');
  const [error, setError] = useState<unknown>(null);
  const targets = useQuery({
    queryKey: ['targets'],
    queryFn: async () => (await call('GET', '/evidence/targets')).items,
  });
  const put = async (wanted: CheckpointTargetInput[]): Promise<void> => {
    setError(null);
    await call('PUT', '/evidence/targets', { body: { targets: wanted } }).catch(setError);
    await queries.invalidateQueries({ queryKey: ['targets'] });
  };
  const present = targets.data ?? [];
  const without = (gone: CheckpointTarget) => present.filter((target) => target !== gone).map(asInput);
  return (
    <Panel title="Checkpoints go to">
      <ErrorNote error={error ?? targets.error} />
      {targets.data?.length === 0 && (
        <Empty>Nobody. Until an outsider holds a checkpoint, the agency alone vouches for its log.</Empty>
      )}
      {present.map((target) => (
        <div key={`${target.kind} ${target.url}`} className="row small">
          <span className="wrap">
            <b>{target.url ?? 'Folder of the host'}</b> {standOf(target)}
          </span>
          {mayChange && (
            <Button compact kind="quiet" onClick={() => void put(without(target))}>
              Remove
            </Button>
          )}
        </div>
      ))}
      {mayChange && <AddTarget onAdd={(target) => put([...present.map(asInput), target])} />}
    </Panel>
  );
}

function standOf({ delivered_size, delivered_at_utc_ms, failure }: CheckpointTarget): string {
  const has =
    delivered_at_utc_ms === null
      ? 'has none yet'
      : `has ${delivered_size} leaves since ${dateTimeText(delivered_at_utc_ms)}`;
  return failure === null ? has : `${has}; the last attempt failed: ${failure}`;
}

function AddTarget({ onAdd }: { onAdd: (target: CheckpointTargetInput) => Promise<void> }) {
  const add = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    await onAdd({ kind: 'webhook', url: String(new FormData(form).get('url')) });
    form.reset();
  };
  return (
    <form className="cluster" onSubmit={(event) => void add(event)}>
      <TextField label="Address that takes a POST" name="url" type="url" required placeholder="https://" />
      <Button compact type="submit">
        Add address
      </Button>
      <Button compact onClick={() => void onAdd({ kind: 'folder' })}>
        Add folder of the host
      </Button>
    </form>
  );
}
