import { REGION_KINDS } from '@outrider/schema';
import type { RedactionPlan, RedactionRegion, RegionKind } from '@outrider/schema';
import { suggestedPadding } from '@outrider/core/redaction';
import { Button } from '../ui/button.js';
import { SelectField, TextField } from '../ui/field.js';
import { changeRegion, withoutKeyframe, withoutRegion } from './edit.js';
import { decided } from './proposals.js';

const KINDS: Readonly<Record<RegionKind, string>> = {
  person: 'Person',
  vehicle: 'Vehicle',
  face: 'Face',
  screen: 'Screen or sign',
  other: 'Other',
};

interface RegionsProps {
  plan: RedactionPlan;
  selected: string | null;
  onChange(plan: RedactionPlan): void;
  onSelect(region: RedactionRegion): void;
  onSeek(timeMs: number): void;
}

/** Every region that counts, with its span; the chosen one with its fields and keyframes. */
export function Regions({ plan, selected, onChange, onSelect, onSeek }: RegionsProps) {
  const rejected = plan.regions.filter(({ proposal }) => proposal?.decision === 'rejected');
  const shown = plan.regions.filter(({ proposal }) => !proposal || proposal.decision === 'accepted');
  return (
    <section aria-label="Regions">
      <h2 className="redaction-heading">
        Regions <span className="num muted">{shown.length}</span>
      </h2>
      {shown.length === 0 && <p className="muted small">None yet. Drag a box over the picture, or press N.</p>}
      <ul className="redaction-regions">
        {shown.map((region) => (
          <li key={region.id} data-selected={region.id === selected} data-kind={region.kind}>
            <RegionName region={region} selected={region.id === selected} onSelect={onSelect} />
            {region.id === selected && <RegionFields {...{ plan, region, onChange, onSeek }} />}
          </li>
        ))}
      </ul>
      {rejected.length > 0 && (
        <details className="small">
          <summary>{rejected.length === 1 ? 'One proposal was' : `${rejected.length} proposals were`} rejected</summary>
          <ul className="redaction-regions">
            {rejected.map((region) => (
              <li key={region.id}>
                <RegionName region={region} selected={false} onSelect={() => onSeek(region.from_ms)} />
                <Button
                  compact
                  kind="quiet"
                  onClick={() => onChange(decided(plan, 'open', ({ id }) => id === region.id))}
                >
                  Decide again
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

interface RegionNameProps {
  region: RedactionRegion;
  selected: boolean;
  onSelect(region: RedactionRegion): void;
}

export function RegionName({ region, selected, onSelect }: RegionNameProps) {
  return (
    <button type="button" className="region-name" aria-pressed={selected} onClick={() => onSelect(region)}>
      <span className="clip">{nameOf(region)}</span>
      <span className="num muted">{spanOf(region)}</span>
    </button>
  );
}

/** What people call it, or its kind and number. */
export const nameOf = ({ label, kind, id, proposal }: RedactionRegion): string =>
  label || `${KINDS[kind]} ${proposal ? 'P' : ''}${id.slice(1)}`;

type FieldsProps = Pick<RegionsProps, 'plan' | 'onChange' | 'onSeek'> & { region: RedactionRegion };

function RegionFields({ plan, region, onChange, onSeek }: FieldsProps) {
  const set = (changes: Partial<RedactionRegion>): void => onChange(changeRegion(plan, region.id, changes));
  const time = (value: string): number => Math.max(0, Number(value) * 1000);
  return (
    <div className="region-fields">
      <SelectField
        label="Kind"
        options={KINDS}
        value={region.kind}
        onChange={({ target }) => {
          const kind = REGION_KINDS.find((one) => one === target.value) ?? 'other';
          set({ kind, padding: suggestedPadding(kind) });
        }}
      />
      <TextField
        label="Label"
        value={region.label}
        maxLength={80}
        onChange={({ target }) => set({ label: target.value })}
      />
      <TextField
        label="From"
        unit="s"
        type="number"
        step="0.1"
        value={seconds(region.from_ms)}
        onChange={({ target }) => set({ from_ms: time(target.value) })}
      />
      <TextField
        label="To"
        unit="s"
        type="number"
        step="0.1"
        value={seconds(region.to_ms)}
        onChange={({ target }) => set({ to_ms: time(target.value) })}
      />
      <TextField
        label="Margin"
        unit="%"
        type="number"
        min={0}
        max={200}
        value={Math.round(region.padding * 100)}
        onChange={({ target }) => set({ padding: Math.min(2, Math.max(0, Number(target.value) / 100)) })}
      />
      <Keyframes {...{ plan, region, onChange, onSeek }} />
      <Button compact kind="quiet" onClick={() => onChange(withoutRegion(plan, region.id))}>
        Remove region
      </Button>
    </div>
  );
}

function Keyframes({ plan, region, onChange, onSeek }: FieldsProps) {
  return (
    <ol className="keyframes" aria-label="Keyframes">
      {region.keyframes.map(({ time_ms, confidence }) => (
        <li key={time_ms} data-unsure={confidence !== null && confidence < 0.7}>
          <button type="button" className="num" onClick={() => onSeek(time_ms)}>
            {seconds(time_ms)} s {confidence === null ? 'by hand' : `followed, ${Math.round(confidence * 100)} %`}
          </button>
          <button
            type="button"
            aria-label={`Remove the keyframe at ${seconds(time_ms)} s`}
            onClick={() => onChange(withoutKeyframe(plan, region.id, time_ms))}
          >
            ×
          </button>
        </li>
      ))}
    </ol>
  );
}

const seconds = (ms: number): string => (ms / 1000).toFixed(2);
const spanOf = ({ from_ms, to_ms }: RedactionRegion): string =>
  `${(from_ms / 1000).toFixed(1)}–${(to_ms / 1000).toFixed(1)} s`;
