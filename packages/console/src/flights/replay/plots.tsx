import type { Track } from '@outrider/schema';
import { feetOf, knotsOf, milesPerHourOf } from '@outrider/core/units';
import { useMemo } from 'react';
import { useUnits } from '../../app/units.js';
import type { ReplayClock } from './clock.js';
import { Plot } from './plot.js';

const convert = (values: readonly (number | null)[], by: (value: number) => number): (number | null)[] =>
  values.map((value) => (value === null ? null : by(value)));
const same = (value: number): number => value;

/** Height, speed, climb, battery and link over one time axis. */
export function Plots({ track, clock, onSeek }: { track: Track; clock: ReplayClock; onSeek: (ms: number) => void }) {
  const units = useUnits();
  const plots = useMemo(() => {
    const height = units === 'si' ? same : feetOf;
    const speed = units === 'us' ? milesPerHourOf : units === 'si' ? same : knotsOf;
    const heightUnit = units === 'si' ? 'm' : 'ft';
    const speedUnit = { us: 'mph', si: 'm/s', aviation: 'kt' }[units];
    return [
      {
        title: 'Height above take-off',
        unit: heightUnit,
        values: convert(track.height_above_takeoff_m, height),
        colour: '#3fd0e0',
      },
      { title: 'Ground speed', unit: speedUnit, values: convert(track.ground_speed_mps, speed), colour: '#58a6ff' },
      { title: 'Battery', unit: '%', values: convert(track.battery_percent, same), colour: '#4f9e7f' },
      { title: 'Link age', unit: 's', values: convert(track.link_age_ms, (ms) => ms / 1000), colour: '#c9d6e4' },
      {
        title: 'Climb',
        unit: units === 'si' ? 'm/s' : 'fpm',
        values: convert(track.climb_mps, units === 'si' ? same : (v) => feetOf(v) * 60),
        colour: '#a3bdd8',
      },
    ];
  }, [track, units]);
  const { startMs, endMs } = clock;
  const range = useMemo(() => [startMs, endMs] as const, [startMs, endMs]);
  return (
    <div className="plots">
      {plots.map((plot, index) => (
        <Plot
          key={plot.title}
          {...plot}
          axis={index === plots.length - 1}
          utcMs={track.utc_ms}
          range={range}
          atMs={clock.atMs}
          onSeek={onSeek}
        />
      ))}
    </div>
  );
}
