import { useQueryClient } from '@tanstack/react-query';
import { RETENTION_NOTICE_MS } from '@outrider/schema';
import type { PlannedDeletion, RetentionPeriods, RetentionPolicy, RetentionState } from '@outrider/schema';
import { useState } from 'react';
import { useCan } from '../../app/session.js';
import { call } from '../../live/api.js';
import { PURPOSE } from '../../operations/words.js';
import { Button } from '../../ui/button.js';
import { HoldButton } from '../../ui/hold-button.js';
import { notify } from '../../ui/notices.js';
import { Panel } from '../../ui/page.js';
import { ErrorNote } from '../../ui/state.js';
import { dateText, dateTimeText } from '../../ui/time.js';
import { DeletionTable } from './deletion-table.js';

const PURPOSES = ['incident', 'patrol', 'training', 'test'] as const;
const KINDS = [
  ['video_days', 'Video'],
  ['telemetry_days', 'Telemetry'],
] as const;
type Typed = Record<(typeof PURPOSES)[number], Record<keyof RetentionPeriods, string>>;

/** The policy: days for each purpose and kind; empty is for ever. What it would delete is shown before it is set. */
export function PolicyPanel({ state }: { state: RetentionState }) {
  const queries = useQueryClient();
  const mayWrite = useCan('evidence:retention');
  const [typed, setTyped] = useState(() => typedOf(state.policy));
  const [preview, setPreview] = useState<{ items: PlannedDeletion[]; more: boolean } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const run = async (work: () => Promise<void>): Promise<void> => {
    setError(null);
    await work().catch(setError);
  };
  const show = () =>
    run(async () => setPreview(await call('POST', '/evidence/retention/preview', { body: policyOf(typed) })));
  const save = () =>
    run(async () => {
      const saved = await call('PUT', '/evidence/retention', { body: policyOf(typed) });
      notify('Policy set', `Nothing is deleted by it before ${dateText(saved.deletes_from_utc_ms ?? 0)}.`);
      queries.setQueryData(['retention'], saved);
      await queries.invalidateQueries({ queryKey: ['deletions'] });
    });
  const change = (purpose: keyof Typed, kind: keyof RetentionPeriods, text: string): void => {
    setPreview(null);
    setTyped((present) => ({ ...present, [purpose]: { ...present[purpose], [kind]: text } }));
  };
  return (
    <Panel title="Policy">
      <p className="muted policy-head">{headOf(state)}</p>
      <PolicyTable typed={typed} readOnly={!mayWrite} onChange={change} />
      <p className="small muted">
        Days after the end of the flight; empty is for ever. Nothing is deleted of a record that is not sealed or that
        is held. The record’s entries, hashes and signatures always stay. Ask your counsel which periods your law
        demands.
      </p>
      <ErrorNote error={error} />
      {mayWrite && (
        <div className="cluster policy-actions">
          <Button onClick={() => void show()}>Show what it would delete</Button>
          <HoldButton kind="primary" label="Set the policy" onConfirm={() => void save()}>
            Set the policy
          </HoldButton>
        </div>
      )}
      {preview && <Preview {...preview} />}
    </Panel>
  );
}

function headOf({ changed_at_utc_ms, changed_by, deletes_from_utc_ms }: RetentionState): string {
  if (changed_at_utc_ms === null || deletes_from_utc_ms === null)
    return 'No policy was set, so everything is kept for ever.';
  const since = `Set by ${changed_by}, ${dateTimeText(changed_at_utc_ms)}.`;
  return `${since} It deletes nothing before ${dateText(deletes_from_utc_ms)}.`;
}

interface TableProps {
  typed: Typed;
  readOnly: boolean;
  onChange: (purpose: keyof Typed, kind: keyof RetentionPeriods, text: string) => void;
}

function PolicyTable({ typed, readOnly, onChange }: TableProps) {
  return (
    <table className="policy-table">
      <thead>
        <tr>
          <th scope="col">Flights for</th>
          {KINDS.map(([kind, name]) => (
            <th key={kind} scope="col">
              {name}, days
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {PURPOSES.map((purpose) => (
          <tr key={purpose}>
            <th scope="row">{PURPOSE[purpose]}</th>
            {KINDS.map(([kind, name]) => (
              <td key={kind} className="field">
                <input
                  type="number"
                  min={7}
                  max={36500}
                  step={1}
                  placeholder="for ever"
                  aria-label={`${PURPOSE[purpose]}: ${name}, days`}
                  readOnly={readOnly}
                  value={typed[purpose][kind]}
                  onChange={(event) => onChange(purpose, kind, event.target.value)}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Preview({ items, more }: { items: PlannedDeletion[]; more: boolean }) {
  const soon = items.filter(({ at_utc_ms }) => at_utc_ms <= Date.now() + RETENTION_NOTICE_MS + 60_000).length;
  return (
    <section aria-label="What the policy would delete" className="preview">
      <p role="status">
        {items.length === 0
          ? 'It would delete nothing within a year.'
          : `Within a year it would delete from ${more ? 'more than ' : ''}${items.length} records or parts; ${soon} of them right after the first week.`}
      </p>
      {items.length > 0 && <DeletionTable items={items} label="What the policy would delete" />}
    </section>
  );
}

const shown = (days: number | null): string => (days === null ? '' : String(days));
const days = (text: string): number | null => (text.trim() === '' ? null : Number(text));

const typedOf = (policy: RetentionPolicy): Typed =>
  Object.fromEntries(
    PURPOSES.map((purpose) => [
      purpose,
      { video_days: shown(policy[purpose].video_days), telemetry_days: shown(policy[purpose].telemetry_days) },
    ]),
  ) as Typed;

const policyOf = (typed: Typed): RetentionPolicy =>
  Object.fromEntries(
    PURPOSES.map((purpose) => [
      purpose,
      { video_days: days(typed[purpose].video_days), telemetry_days: days(typed[purpose].telemetry_days) },
    ]),
  ) as RetentionPolicy;
