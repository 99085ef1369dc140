import type { EnergyBudget, TimeToScene } from '@outrider/schema';

export interface Segment {
  key: string;
  label: string;
  /** Share of the whole bar, 0 to 100. */
  percent: number;
}

const share = (value: number, whole: number): number => (whole > 0 ? (Math.max(0, value) / whole) * 100 : 0);

/** Parts of the time from request to scene, in the order in which they pass. */
export function timeSegments(time: TimeToScene): Segment[] {
  const parts: [string, string, number][] = [
    ['accept', 'accept', time.accept_s],
    ['launch', 'launch', time.launch_s],
    ['climb', 'climb', time.climb_s],
    ['cruise', 'fly', time.cruise_s],
    ['descend', 'descend', time.descend_s],
  ];
  const whole = parts.reduce((sum, [, , seconds]) => sum + Math.max(0, seconds), 0);
  const shown = parts.filter(([, , seconds]) => seconds >= 0.5);
  return shown.map(([key, word, seconds], index) => {
    // The unit stands once, behind the last.
    const unit = index === shown.length - 1 ? ' s' : '';
    return { key, label: `${word} ${Math.round(seconds)}${unit}`, percent: share(seconds, whole) };
  });
}

/** Parts of the battery as it is now: out, on scene, back, and what is left on landing. Unknown battery counts as full. */
export function energySegments(energy: EnergyBudget): Segment[] {
  const now = energy.battery_now_percent ?? 100;
  const left = now - energy.out_percent - energy.hold_percent - energy.back_percent;
  const label = (name: string, value: number) => `${name} ${Math.round(value)} %`;
  const segments: Segment[] = [
    { key: 'out', label: label('out', energy.out_percent), percent: energy.out_percent },
    { key: 'hold', label: label('on scene', energy.hold_percent), percent: energy.hold_percent },
    { key: 'back', label: label('back', energy.back_percent), percent: energy.back_percent },
    { key: 'left', label: label('left', left), percent: Math.max(0, left) },
  ];
  const whole = segments.reduce((sum, { percent }) => sum + percent, 0);
  return segments.map((segment) => ({ ...segment, percent: share(segment.percent, Math.max(100, whole)) }));
}

export interface BatteryBar {
  /** Shares of a full battery that are drawn from the left: red, yellow, green. */
  land_percent: number;
  return_percent: number;
  free_percent: number;
  /** Whether the needs are known; without them the whole charge is one grey bar. */
  known: boolean;
}

/** Battery as green (free), yellow (return) and red (land); needs beyond the charge are cut, land first served. */
export function batteryBar(percent: number | null, toReturn: number | null, toLand: number | null): BatteryBar {
  const charge = Math.min(100, Math.max(0, percent ?? 0));
  if (percent === null || toReturn === null) {
    return { land_percent: 0, return_percent: 0, free_percent: charge, known: false };
  }
  const land = Math.min(charge, Math.max(0, toLand ?? 0));
  const back = Math.min(charge - land, Math.max(0, toReturn - land));
  return { land_percent: land, return_percent: back, free_percent: charge - land - back, known: true };
}
