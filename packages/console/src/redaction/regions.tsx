import { REGION_KINDS } from '@outrider/schema';
import type { RedactionPlan, RedactionRegion, RegionKind } from '@outrider/schema';
import { suggestedPadding } from '@outrider/core/redaction';
import { Button } from '../ui/button.js';
import { SelectField, TextField } from '../ui/field.js';
import { changeRegion, withoutKeyframe, withoutRegion } from './edit.js';

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
  onSelect(id: string): void;
  onSeek(timeMs: number): void;
}

/** Every region; the chosen one with its keyframes. */
export function Regions({ plan, selected, onChange, onSelect, onSeek }: RegionsProps) {
  if (plan.regions.length === 0)
    return (
      <p className="muted">Nothing is marked yet. Drag a box over the picture, or press N for one in the middle.</p>
    );
  return (
    <ul className="redaction-regions">
      {plan.regions.map((region, index) => (
        <li key={region.id} data-selected={region.id === selected}>
          <button
            type="button"
            className="region-name"
            aria-pressed={region.id === selected}
            onClick={() => onSelect(region.id)}
          >
            {index + 1}. {region.label || KINDS[region.kind]} <span className="num muted">{spanOf(region)}</span>
          </button>
          {region.id === selected && <RegionFields {...{ plan, region, onChange, onSeek }} />}
        </li>
      ))}
    </ul>
  );
}

function RegionFields({
  plan,
  region,
  onChange,
  onSeek,
}: Omit<RegionsProps, 'selected' | 'onSelect'> & { region: RedactionRegion }) {
  const set = (changes: Partial<RedactionRegion>): void => onChange(changeRegion(plan, region.id, changes));
  const seconds = (ms: number): string => (ms / 1000).toFixed(2);
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
      <Button compact kind="quiet" onClick={() => onChange(withoutRegion(plan, region.id))}>
        Remove region
      </Button>
    </div>
  );
}

const spanOf = ({ from_ms, to_ms }: RedactionRegion): string =>
  `${(from_ms / 1000).toFixed(1)}–${(to_ms / 1000).toFixed(1)} s`;
