import { Button } from '../../ui/button.js';
import { useKeys } from '../../ui/keys.js';
import { ageText, clockText } from '../../ui/time.js';
import type { ReplayClock } from './clock.js';
import { seek, setSpeed, SPEEDS, toggle } from './clock.js';
import type { Mark } from './marks.js';

interface TransportProps {
  clock: ReplayClock;
  change: (change: (clock: ReplayClock) => ReplayClock) => void;
  marks: readonly Mark[];
}

const STEP_MS = 5000;

/** Play, pause, speed, seek; every command, alert and message stands on the axis. */
export function Transport({ clock, change, marks }: TransportProps) {
  const span = Math.max(1, clock.endMs - clock.startMs);
  useKeys({
    k: () => change(toggle),
    arrowleft: () => change((c) => seek(c, c.atMs - STEP_MS)),
    arrowright: () => change((c) => seek(c, c.atMs + STEP_MS)),
  });
  return (
    <section className="transport" aria-label="Replay">
      <Button shortcut="K" onClick={() => change(toggle)}>
        {clock.playing ? 'Pause' : 'Play'}
      </Button>
      <div className="axis">
        <div className="axis-marks" aria-hidden="true">
          {marks.map((mark) => (
            <i
              key={mark.id}
              data-kind={mark.kind}
              data-level={mark.level}
              style={{ left: `${((mark.atMs - clock.startMs) / span) * 100}%` }}
              title={`${clockText(mark.atMs)} ${mark.text}`}
            />
          ))}
        </div>
        <input
          type="range"
          aria-label="Time of the replay"
          aria-valuetext={clockText(clock.atMs)}
          min={clock.startMs}
          max={clock.endMs}
          step={100}
          value={clock.atMs}
          onChange={(event) => change((c) => seek(c, Number(event.target.value)))}
        />
      </div>
      <span className="num transport-time">
        {clockText(clock.atMs)} <span className="muted">+{ageText(clock.atMs - clock.startMs)}</span>
      </span>
      <div className="segments" role="group" aria-label="Speed">
        {SPEEDS.map((speed) => (
          <button
            key={speed}
            type="button"
            aria-pressed={speed === clock.speed}
            onClick={() => change((c) => setSpeed(c, speed))}
          >
            {speed}×
          </button>
        ))}
      </div>
    </section>
  );
}
