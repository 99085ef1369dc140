import { useRef } from 'react';
import { useTelemetryTick } from '../live/hooks.js';
import { freshnessOf } from '../live/telemetry.js';
import { batteryBar } from './dispatch/bars.js';

interface BatteryBarProps {
  aircraftId: string;
  /** On the ground: one colour, green when it could go. */
  idle?: boolean;
  ready?: boolean;
  /** Mark the return point with an H. */
  mark?: boolean;
}

/** Battery from the newest telemetry: red to land, yellow to return, green free. Grey when the data is old. */
export function BatteryBarLive({ aircraftId, idle = false, ready = true, mark = false }: BatteryBarProps) {
  const bar = useRef<HTMLSpanElement>(null);
  const drawn = useRef('');
  useTelemetryTick(aircraftId, (entry) => {
    const node = bar.current;
    if (!node) return;
    const sample = entry?.sample;
    const parts = batteryBar(
      sample?.battery_percent ?? null,
      idle ? null : (sample?.energy_to_return_percent ?? null),
      sample?.energy_to_land_percent ?? null,
    );
    const known = idle ? ready : parts.known;
    const fresh = freshnessOf(entry, performance.now());
    const { land_percent, return_percent, free_percent } = parts;
    const look = `${land_percent.toFixed(1)}|${return_percent.toFixed(1)}|${free_percent.toFixed(1)}|${known}|${fresh}`;
    if (drawn.current === look) return;
    drawn.current = look;
    node.style.setProperty('--land', `${land_percent}%`);
    node.style.setProperty('--return', `${return_percent}%`);
    node.style.setProperty('--free', `${free_percent}%`);
    node.dataset['known'] = String(known);
    node.dataset['fresh'] = fresh;
  });
  return (
    <span className="battery" ref={bar} aria-hidden="true">
      <i data-part="land" />
      <i data-part="return" />
      <i data-part="free" />
      {mark && <span className="battery-mark">H</span>}
    </span>
  );
}
