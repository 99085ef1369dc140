import type { Quantity } from '@outrider/core/units';
import { useRef } from 'react';
import { useTelemetryTick } from '../../live/hooks.js';
import type { TelemetryEntry } from '../../live/telemetry.js';
import { freshnessOf } from '../../live/telemetry.js';

interface LiveProps {
  aircraftId: string;
}

/** Text from the newest telemetry, ten times a second, without rendering. */
export function LiveText({
  aircraftId,
  of,
  className,
}: LiveProps & {
  of: (entry: TelemetryEntry | undefined, nowMs: number) => string;
  className?: string;
}) {
  const node = useRef<HTMLSpanElement>(null);
  useTelemetryTick(aircraftId, (entry) => {
    const text = of(entry, performance.now());
    if (node.current && node.current.textContent !== text) node.current.textContent = text;
  });
  return <span ref={node} className={className} />;
}

/** A figure with its unit; a dash while unknown, struck through when the data is lost. */
export function LiveValue({
  aircraftId,
  label,
  of,
}: LiveProps & {
  label: string;
  of: (entry: TelemetryEntry) => Quantity | null;
}) {
  const figure = useRef<HTMLSpanElement>(null);
  const unit = useRef<HTMLSpanElement>(null);
  const host = useRef<HTMLDivElement>(null);
  useTelemetryTick(aircraftId, (entry) => {
    const value = entry ? of(entry) : null;
    const known = value !== null && value.unit !== '';
    write(figure.current, known ? value.figure : '—');
    write(unit.current, known ? value.unit : 'unknown');
    const fresh = freshnessOf(entry, performance.now());
    if (host.current && host.current.dataset['fresh'] !== fresh) host.current.dataset['fresh'] = fresh;
  });
  return (
    <div className="reading" ref={host}>
      <dt className="cap">{label}</dt>
      <dd>
        <span ref={figure} className="num" /> <span ref={unit} className="unit" />
      </dd>
    </div>
  );
}

function write(node: HTMLElement | null, text: string): void {
  if (node && node.textContent !== text) node.textContent = text;
}
