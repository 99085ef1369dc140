import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { useId } from 'react';

interface FrameProps {
  label: string;
  hint?: ReactNode;
  error?: string | null;
}
interface Wiring {
  id: string;
  'aria-invalid': boolean | undefined;
  'aria-describedby': string | undefined;
}

function Frame({ label, hint, error, children }: FrameProps & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const describedBy = [error ? `${id}e` : '', hint ? `${id}h` : ''].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': error ? true : undefined, 'aria-describedby': describedBy || undefined })}
      {error && (
        <span className="error" id={`${id}e`}>
          {error}
        </span>
      )}
      {hint && (
        <span className="hint" id={`${id}h`}>
          {hint}
        </span>
      )}
    </div>
  );
}

/** One line of text, a number or a date, with its label, hint and error. */
export function TextField({
  label,
  hint,
  error,
  unit,
  ...input
}: FrameProps & { unit?: string } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Frame label={label} hint={hint} error={error}>
      {(wiring) =>
        unit ? (
          <span className="with-unit">
            <input {...input} {...wiring} />
            <span className="unit">{unit}</span>
          </span>
        ) : (
          <input {...input} {...wiring} />
        )
      }
    </Frame>
  );
}

export function TextArea({ label, hint, error, ...area }: FrameProps & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Frame label={label} hint={hint} error={error}>
      {(wiring) => <textarea {...area} {...wiring} />}
    </Frame>
  );
}

/** A choice among words; `options` maps the value to what is shown. */
export function SelectField<T extends string>({
  label,
  hint,
  error,
  options,
  ...select
}: FrameProps & { options: Readonly<Record<T, string>> } & SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <Frame label={label} hint={hint} error={error}>
      {(wiring) => (
        <select {...select} {...wiring}>
          {Object.entries<string>(options).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Frame>
  );
}

export function CheckField({ label, hint, ...input }: FrameProps & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label className="check">
      <input type="checkbox" {...input} />
      <span>
        {label}
        {hint && <span className="faint small"> {hint}</span>}
      </span>
    </label>
  );
}
