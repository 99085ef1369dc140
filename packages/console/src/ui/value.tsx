import type { Quantity } from '@outrider/core/units';

/** A figure with its unit set smaller; "unknown" stands in words, never as a number. */
export function Value({ of: { figure, unit } }: { of: Quantity }) {
  if (unit === '') return <span className="muted">{figure}</span>;
  return (
    <span className="value">
      <span className="num">{figure}</span> <span className="unit">{unit}</span>
    </span>
  );
}
