import type { ChecklistItem } from '@outrider/schema';
import { Button } from '../ui/button.js';
import { CheckField, TextField } from '../ui/field.js';

interface ChecklistEditorProps {
  items: readonly ChecklistItem[];
  onChange: (items: ChecklistItem[]) => void;
  readOnly: boolean;
}

const MAX_ITEMS = 60;

/** A key from a label: what ticks are kept under. */
export const keyOf = (label: string, taken: readonly string[]): string => {
  const base =
    label
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_|_$/g, '')
      .slice(0, 50) || 'item';
  let key = base;
  for (let n = 2; taken.includes(key); n++) key = `${base}_${n}`;
  return key;
};

/** Checklist items that people tick before flight. */
export function ChecklistEditor({ items, onChange, readOnly }: ChecklistEditorProps) {
  const change = (index: number, part: Partial<ChecklistItem>) =>
    onChange(items.map((item, at) => (at === index ? { ...item, ...part } : item)));
  const add = () => {
    const label = 'New item';
    const key = keyOf(
      label,
      items.map((item) => item.key),
    );
    onChange([...items, { key, label, source: 'person', enforced: true, valid_for_hours: 24 }]);
  };
  return (
    <fieldset disabled={readOnly}>
      <legend className="cap">Checklist</legend>
      <div className="stack">
        {items.map((item, index) => (
          <div key={item.key} className="checklist-row">
            <TextField
              label="Item"
              value={item.label}
              maxLength={200}
              onChange={(event) => change(index, { label: event.target.value })}
            />
            <TextField
              label="Lapses after"
              type="number"
              min={0}
              max={8760}
              unit="h"
              value={item.valid_for_hours}
              onChange={(event) => change(index, { valid_for_hours: Number(event.target.value) })}
            />
            <CheckField
              label="enforced"
              checked={item.enforced}
              onChange={(event) => change(index, { enforced: event.target.checked })}
            />
            <Button
              compact
              aria-label={`Remove ${item.label}`}
              onClick={() => onChange(items.filter((_, at) => at !== index))}
            >
              Remove
            </Button>
          </div>
        ))}
        {!readOnly && items.length < MAX_ITEMS && (
          <div>
            <Button compact onClick={add}>
              Add an item
            </Button>
          </div>
        )}
      </div>
    </fieldset>
  );
}
