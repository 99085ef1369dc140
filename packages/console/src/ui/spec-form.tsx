import type { Units } from '@outrider/core/units';
import type { FormEvent, ReactNode } from 'react';
import { useState } from 'react';
import { useUnits } from '../app/units.js';
import { ApiError } from '../live/api.js';
import { Button } from './button.js';
import { CheckField, SelectField, TextArea, TextField } from './field.js';
import type { FieldSpec } from './spec.js';
import { readForm, shownLimits, shownNumber, unitOf, valueAt } from './spec.js';
import { ErrorNote } from './state.js';

export interface SpecGroup {
  title: string;
  fields: readonly FieldSpec[];
}
interface SpecFormProps<T> {
  groups: readonly SpecGroup[];
  value: T;
  submit: string;
  onSubmit: (value: T) => Promise<unknown>;
  onLeave?: () => void;
  readOnly?: boolean;
  children?: ReactNode;
}

/** A form from a description. The server's refusal stands at the field that it names. */
export function SpecForm<T>({ groups, value, submit, onSubmit, onLeave, readOnly, children }: SpecFormProps<T>) {
  const units = useUnits();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = groups.flatMap((group) => group.fields);
    setBusy(true);
    setError(null);
    try {
      await onSubmit(readForm(fields, new FormData(event.currentTarget), value, units));
    } catch (refused) {
      setError(refused);
    }
    setBusy(false);
  };
  return (
    <form className="stack spec-form" onSubmit={(event) => void send(event)}>
      {groups.map((group) => (
        <fieldset key={group.title} disabled={readOnly || busy}>
          <legend className="cap">{group.title}</legend>
          <div className="form-grid">
            {group.fields.map((spec) => (
              <SpecField
                key={spec.path}
                spec={spec}
                value={valueAt(value, spec.path)}
                units={units}
                error={errorAt(error, spec)}
              />
            ))}
          </div>
        </fieldset>
      ))}
      {children}
      <ErrorNote error={error} />
      {!readOnly && (
        <div className="cluster">
          <Button kind="primary" type="submit" disabled={busy}>
            {submit}
          </Button>
          {onLeave && <Button onClick={onLeave}>Leave</Button>}
        </div>
      )}
    </form>
  );
}

function errorAt(error: unknown, spec: FieldSpec): string | null {
  if (!(error instanceof ApiError) || error.field === null) return null;
  const named = error.field
    .replace(/^\/?body[./]/, '')
    .replace(/^\//, '')
    .replaceAll('/', '.');
  return named === spec.path ? error.message : null;
}

interface SpecFieldProps {
  spec: FieldSpec;
  value: unknown;
  units: Units;
  error: string | null;
}

function SpecField({ spec, value, units, error }: SpecFieldProps) {
  const common = { label: spec.label, hint: spec.hint, error, name: spec.path };
  const text = value === null || value === undefined ? '' : String(value as string | number | boolean);
  const required = !spec.optional;
  switch (spec.type) {
    case 'check':
      return <CheckField {...common} defaultChecked={value === true} />;
    case 'choice':
      return <SelectField {...common} options={spec.options} defaultValue={text} />;
    case 'area':
      return <TextArea {...common} defaultValue={text} required={required} />;
    case 'number':
      return (
        <TextField
          {...common}
          type="number"
          step="any"
          {...shownLimits(spec, units)}
          unit={unitOf(spec, units)}
          defaultValue={shownNumber(spec, value, units)}
          required={required}
        />
      );
    default:
      return <TextField {...common} type={spec.type} defaultValue={text} required={required} />;
  }
}
