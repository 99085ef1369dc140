import type { DetectRequest } from '@outrider/schema';
import { useState } from 'react';
import { Button } from '../ui/button.js';
import { CheckField, SelectField } from '../ui/field.js';
import { ErrorNote } from '../ui/state.js';
import type { EditorState } from './use-editor.js';

const DETAILS = { coarse: 'Large and middling', fine: 'Small ones too (several times slower)' };
const KINDS: readonly [DetectRequest['kinds'][number], string][] = [
  ['person', 'Persons'],
  ['vehicle', 'Vehicles'],
  ['face', 'Faces'],
];

/** What a detector shall look for. It never decides: what it finds are proposals. */
export function DetectionPanel({ editor }: { editor: EditorState }) {
  const { detection: looking, editable, time } = editor;
  const [kinds, setKinds] = useState<DetectRequest['kinds']>(['person', 'vehicle']);
  const [detail, setDetail] = useState<DetectRequest['detail']>('fine');
  const [least, setLeast] = useState(0.35);
  const [whole, setWhole] = useState(true);
  if (!editable) return null;
  const { state, progress, detail: why } = looking.detection ?? { state: 'none', progress: 0, detail: null };
  const runs = state === 'waiting' || state === 'running';
  const begin = (): void => {
    const span = { from_ms: 0, to_ms: Math.floor(time.durationMs) };
    looking.begin({ ...span, kinds, detail, least_confidence: least, whole_persons: whole });
  };
  const toggle = (kind: (typeof kinds)[number], on: boolean): void =>
    setKinds(KINDS.map(([one]) => one).filter((one) => (one === kind ? on : kinds.includes(one))));
  return (
    <details className="detection" open={runs}>
      <summary>Let a detector propose</summary>
      <div className="cluster">
        {KINDS.map(([kind, label]) => (
          <CheckField
            key={kind}
            label={label}
            checked={kinds.includes(kind)}
            disabled={runs}
            onChange={({ target }) => toggle(kind, target.checked)}
          />
        ))}
      </div>
      <SelectField
        label="How small"
        options={DETAILS}
        value={detail}
        disabled={runs}
        onChange={({ target }) => setDetail(target.value === 'coarse' ? 'coarse' : 'fine')}
      />
      <label className="proposals-least small">
        Surer than <b className="num">{Math.round(least * 100)} %</b>
        <input
          type="range"
          min={0.15}
          max={0.9}
          step={0.05}
          value={least}
          disabled={runs}
          onChange={({ target }) => setLeast(Number(target.value))}
        />
      </label>
      <CheckField
        label="Whole persons"
        hint="Faces and people seen in part are grown to head and feet."
        checked={whole}
        disabled={runs}
        onChange={({ target }) => setWhole(target.checked)}
      />
      {runs ? (
        <div className="cluster">
          <progress aria-label="Looking through the clip" value={state === 'waiting' ? undefined : progress} />
          <Button compact onClick={looking.end}>
            End
          </Button>
        </div>
      ) : (
        <Button compact disabled={kinds.length === 0 || editor.busy} onClick={begin}>
          Look through the clip
        </Button>
      )}
      {state === 'failed' && <p className="small">{why}</p>}
      <p className="small muted" role="status">
        {looking.said}
      </p>
      <p className="small muted">
        It misses people, above all small and hidden ones. Look through all of the clip yourself.
      </p>
      <ErrorNote error={looking.error} />
    </details>
  );
}
