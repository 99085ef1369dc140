import type { RedactionRegion } from '@outrider/schema';
import { useRef, useState } from 'react';
import type { PointerEvent, WheelEvent } from 'react';
import { Button } from '../ui/button.js';
import type { EditorState } from './use-editor.js';
import { nameOf } from './regions.js';
import { panned, rulerStep, showing, zoomed } from './view.js';
import type { View } from './view.js';

const NEARER = 0.6;
const MOST_MARKS = 10;

/** All regions over the time of the clip. Wheel and buttons zoom; a drag along the ruler goes through the clip. */
export function Timeline({ editor }: { editor: EditorState }) {
  const { time, seek, plan, selected, select } = editor;
  const [wanted, setView] = useState<View | null>(null);
  const ruler = useRef<HTMLDivElement>(null);
  const whole = { from_ms: 0, to_ms: Math.max(1, time.durationMs) };
  const view = showing(wanted ?? whole, time.ms, whole.to_ms);
  const zoom = (factor: number, at_ms = time.ms): void => setView(zoomed(view, factor, at_ms, whole.to_ms));
  const timeAt = (clientX: number): number => {
    const { left, width } = ruler.current!.getBoundingClientRect();
    return view.from_ms + ((clientX - left) / width) * (view.to_ms - view.from_ms);
  };
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId);
    if (event.buttons === 1) seek(timeAt(event.clientX));
  };
  const wheel = (event: WheelEvent): void => {
    const span = view.to_ms - view.from_ms;
    if (event.shiftKey || event.deltaX !== 0)
      setView(panned(view, Math.sign(event.deltaX || event.deltaY) * span * 0.1, whole.to_ms));
    else if (event.ctrlKey || event.altKey) zoom(event.deltaY < 0 ? NEARER : 1 / NEARER, timeAt(event.clientX));
  };
  const shown = plan.regions.filter(({ proposal }) => proposal?.decision !== 'rejected');
  return (
    <section className="timeline" aria-label="Timeline" onWheel={wheel}>
      <div className="timeline-tools">
        <Button compact kind="quiet" aria-label="Zoom in" onClick={() => zoom(NEARER)}>
          +
        </Button>
        <Button compact kind="quiet" aria-label="Zoom out" onClick={() => zoom(1 / NEARER)}>
          −
        </Button>
        <Button compact kind="quiet" onClick={() => setView(null)}>
          Whole clip
        </Button>
      </div>
      <div
        ref={ruler}
        className="timeline-ruler"
        role="slider"
        tabIndex={0}
        aria-label="Time in the clip"
        aria-valuemin={0}
        aria-valuemax={Math.round(time.durationMs)}
        aria-valuenow={Math.round(time.ms)}
        aria-valuetext={`${(time.ms / 1000).toFixed(2)} seconds`}
        onPointerDown={drag}
        onPointerMove={drag}
      >
        <Marks view={view} />
      </div>
      <div className="timeline-rows">
        {shown.map((region) => (
          <div key={region.id} className="timeline-row">
            <Bar region={region} view={view} selected={region.id === selected} onSelect={() => select(region)} />
          </div>
        ))}
      </div>
      <i className="timeline-now" style={{ left: `${shareOf(view, time.ms) * 100}%` }} />
    </section>
  );
}

function Marks({ view }: { view: View }) {
  const step = rulerStep(view.to_ms - view.from_ms, MOST_MARKS);
  const first = Math.ceil(view.from_ms / step) * step;
  const marks = Array.from({ length: Math.floor((view.to_ms - first) / step) + 1 }, (_, at) => first + at * step);
  return marks.map((ms) => (
    <span key={ms} className="num" style={{ left: `${shareOf(view, ms) * 100}%` }}>
      {clipTime(ms)}
    </span>
  ));
}

interface BarProps {
  region: RedactionRegion;
  view: View;
  selected: boolean;
  onSelect(): void;
}

function Bar({ region, view, selected, onSelect }: BarProps) {
  const [from, to] = [Math.max(0, shareOf(view, region.from_ms)), Math.min(1, shareOf(view, region.to_ms))];
  if (to < 0 || from > 1) return null;
  const place = { left: `${from * 100}%`, width: `${Math.max(0.3, (to - from) * 100)}%` };
  const byHand = region.keyframes.filter(({ confidence }) => confidence === null);
  return (
    <>
      <button
        type="button"
        className="timeline-bar"
        data-kind={region.kind}
        data-open={region.proposal?.decision === 'open'}
        aria-pressed={selected}
        style={place}
        onClick={onSelect}
      >
        {nameOf(region)}
      </button>
      {selected &&
        byHand.map(({ time_ms }) => (
          <i key={time_ms} className="timeline-key" style={{ left: `${shareOf(view, time_ms) * 100}%` }} />
        ))}
    </>
  );
}

const shareOf = ({ from_ms, to_ms }: View, ms: number): number => (ms - from_ms) / (to_ms - from_ms);

/** Minutes, seconds and tenths of a clip. */
export function clipTime(ms: number): string {
  const tenths = Math.round(ms / 100);
  const seconds = `${Math.floor((tenths % 600) / 10)}`.padStart(2, '0');
  return `${Math.floor(tenths / 600)}:${seconds}${tenths % 10 === 0 ? '' : `.${tenths % 10}`}`;
}
