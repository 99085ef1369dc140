import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { hourText } from '../../ui/time.js';

interface PlotProps {
  title: string;
  unit: string;
  utcMs: readonly number[];
  values: readonly (number | null)[];
  colour?: string;
  /** Whether the time axis is written below; one of a stack does. */
  axis: boolean;
  /** Time axis that all plots and the transport share. */
  range: readonly [startMs: number, endMs: number];
  atMs: number;
  onSeek: (ms: number) => void;
}

const HEIGHT = 76;
const AXIS_HEIGHT = 20;
const GRID = { stroke: '#1a2531', width: 1 };
const AXIS = { stroke: '#7f8fa3', font: '10.5px IBM Plex Mono', grid: GRID, ticks: { show: false } };

/** One value over the flight's time. A press seeks there; gaps stay gaps. */
export function Plot({ title, unit, utcMs, values, colour = '#58a6ff', axis, range, atMs, onSeek }: PlotProps) {
  const [startMs, endMs] = range;
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const now = useRef(atMs);
  now.current = atMs;
  const seek = useRef(onSeek);
  seek.current = onSeek;

  useEffect(() => {
    const node = host.current;
    if (!node) return;
    const height = axis ? HEIGHT + AXIS_HEIGHT : HEIGHT;
    const created = new uPlot(
      {
        width: node.clientWidth,
        height,
        legend: { show: false },
        cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
        scales: { x: { time: true, range: [startMs / 1000, endMs / 1000] } },
        axes: [
          {
            ...AXIS,
            show: axis,
            size: AXIS_HEIGHT,
            space: 70,
            values: (_, seconds) => seconds.map((s) => hourText(s * 1000)),
          },
          { ...AXIS, size: 44, space: 18 },
        ],
        series: [{}, { stroke: colour, width: 1.4, spanGaps: false, points: { show: false } }],
        hooks: { draw: [(chart) => drawNow(chart, now.current)] },
      },
      [utcMs.map((ms) => ms / 1000), [...values]],
      node,
    );
    plot.current = created;
    const press = () => {
      const { left } = created.cursor;
      if (left !== undefined && left >= 0) seek.current(created.posToVal(left, 'x') * 1000);
    };
    created.over.addEventListener('click', press);
    const resize = new ResizeObserver(() => created.setSize({ width: node.clientWidth, height }));
    resize.observe(node);
    return () => {
      resize.disconnect();
      created.destroy();
    };
  }, [utcMs, values, colour, axis, startMs, endMs]);

  useEffect(() => {
    plot.current?.redraw(false);
  }, [atMs]);

  return (
    <figure className="plot">
      <figcaption className="row small">
        <span className="muted">{title}</span>
        <span className="unit">{unit}</span>
      </figcaption>
      <div ref={host} />
    </figure>
  );
}

function drawNow(chart: uPlot, ms: number): void {
  const x = Math.round(chart.valToPos(ms / 1000, 'x', true));
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.strokeStyle = '#e6edf3';
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}
