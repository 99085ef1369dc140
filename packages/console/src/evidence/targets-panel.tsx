import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { CheckpointTarget, CheckpointTargetInput } from '@outrider/schema';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { useCan } from '../app/session.js';
import { call } from '../live/api.js';
import { Button } from '../ui/button.js';
import { SelectField, TextField } from '../ui/field.js';
import { Panel } from '../ui/page.js';
import { Empty, ErrorNote } from '../ui/state.js';
import { dateTimeText } from '../ui/time.js';

type Kind = CheckpointTarget['kind'];

const KINDS: Readonly<Record<Kind, string>> = {
  webhook: 'Address that takes a POST',
  mail: 'Mailbox',
  timestamp: 'Time-stamping authority (RFC 3161)',
  folder: 'Folder of the host',
};

const inputOf = (kind: Kind, text: string): CheckpointTargetInput => {
  if (kind === 'folder') return { kind };
  return kind === 'mail' ? { kind, address: text } : { kind, url: text };
};
const asInput = ({ kind, url }: CheckpointTarget): CheckpointTargetInput => inputOf(kind, url ?? '');

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
            <b>{target.url ?? KINDS.folder}</b> {standOf(target)}
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

function standOf({ kind, delivered_size, delivered_at_utc_ms, failure }: CheckpointTarget): string {
  const verb = kind === 'timestamp' ? 'stamped' : 'has';
  const has =
    delivered_at_utc_ms === null
      ? `${verb} none yet`
      : `${verb} ${delivered_size} leaves ${kind === 'timestamp' ? 'on' : 'since'} ${dateTimeText(delivered_at_utc_ms)}`;
  return failure === null ? has : `${has}; the last attempt failed: ${failure}`;
}

function AddTarget({ onAdd }: { onAdd: (target: CheckpointTargetInput) => Promise<void> }) {
  const [kind, setKind] = useState<Kind>('webhook');
  const add = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    await onAdd(inputOf(kind, String(new FormData(form).get('url') ?? '').trim()));
    form.reset();
  };
  return (
    <form className="cluster" onSubmit={(event) => void add(event)}>
      <SelectField
        label="Kind of place"
        options={KINDS}
        value={kind}
        onChange={(event) => setKind(event.target.value as Kind)}
      />
      {kind !== 'folder' && (
        <TextField
          label={KINDS[kind]}
          name="url"
          type={kind === 'mail' ? 'email' : 'url'}
          required
          placeholder={kind === 'mail' ? 'clerk@court.example' : 'https://'}
        />
      )}
      <Button compact type="submit">
        Add
      </Button>
    </form>
  );
}
