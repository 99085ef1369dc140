/** The part of the clip that a timeline shows. */
export interface View {
  from_ms: number;
  to_ms: number;
}

const LEAST_MS = 500;

/** Nearer (factor below 1) or farther, with a moment staying where it is. */
export function zoomed({ from_ms, to_ms }: View, factor: number, at_ms: number, duration_ms: number): View {
  const span = Math.min(duration_ms, Math.max(LEAST_MS, (to_ms - from_ms) * factor));
  const share = to_ms > from_ms ? (at_ms - from_ms) / (to_ms - from_ms) : 0.5;
  return inside(at_ms - share * span, span, duration_ms);
}

export const panned = ({ from_ms, to_ms }: View, by_ms: number, duration_ms: number): View =>
  inside(from_ms + by_ms, to_ms - from_ms, duration_ms);

/** The same part, or where it does not hold the moment, one that does. */
export function showing(view: View, at_ms: number, duration_ms: number): View {
  if (at_ms >= view.from_ms && at_ms <= view.to_ms) return view;
  const span = view.to_ms - view.from_ms;
  return inside(at_ms - span * 0.1, span, duration_ms);
}

function inside(from: number, span: number, duration_ms: number): View {
  const from_ms = Math.max(0, Math.min(from, duration_ms - span));
  return { from_ms, to_ms: Math.min(duration_ms, from_ms + span) };
}

/** Steps of a ruler in ms, so that at most `most` of them are in a span. */
export function rulerStep(span_ms: number, most: number): number {
  const steps = [100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000];
  return steps.find((step) => span_ms / step <= most) ?? 3_600_000;
}
