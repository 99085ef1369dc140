import { useRef } from 'react';
import { useTelemetryTick } from '../../../live/hooks.js';
import { freshnessOf } from '../../../live/telemetry.js';
import { tapeMarks, threeDigits } from './tape.js';

const WIDTH = 320;

/** Heading tape: the present heading in the middle, marks each 15 degrees, where home lies. */
export function HeadingTape({ aircraftId }: { aircraftId: string }) {
  const marks = useRef<SVGGElement>(null);
  const figure = useRef<SVGTextElement>(null);
  const home = useRef<SVGTextElement>(null);
  const drawn = useRef<number | null>(null);
  useTelemetryTick(aircraftId, (entry) => {
    const heading = freshnessOf(entry, performance.now()) === 'lost' ? null : (entry?.sample.heading_deg ?? null);
    if (figure.current) figure.current.textContent = heading === null ? '---' : `${threeDigits(heading)}°`;
    const host = marks.current;
    if (!host || heading === drawn.current) return;
    drawn.current = heading;
    const shown = heading === null ? [] : tapeMarks(heading, WIDTH);
    Array.from(host.children).forEach((node, index) => {
      const mark = shown[index];
      node.setAttribute('visibility', mark ? 'visible' : 'hidden');
      if (!mark) return;
      node.setAttribute('x', mark.x.toFixed(1));
      node.setAttribute('opacity', mark.opacity.toFixed(2));
      if (node.textContent !== mark.text) node.textContent = mark.text;
    });
    placeHome(home.current, heading, entry?.sample.bearing_home_deg ?? null);
  });
  return (
    <svg
      className="tape"
      viewBox={`${-WIDTH / 2} 0 ${WIDTH} 30`}
      width={WIDTH}
      height="30"
      role="img"
      aria-label="Heading"
    >
      <g ref={marks} className="tape-marks">
        {Array.from({ length: 8 }, (_, index) => (
          <text key={index} y="19" textAnchor="middle" />
        ))}
      </g>
      <text ref={home} className="tape-home" y="28" textAnchor="middle">
        H
      </text>
      <rect x="-26" y="2" width="52" height="25" rx="4" className="tape-box" />
      <text ref={figure} className="tape-figure" y="20" textAnchor="middle" />
    </svg>
  );
}

function placeHome(node: SVGTextElement | null, heading: number | null, bearing: number | null): void {
  if (!node) return;
  const [mark] = heading === null || bearing === null ? [] : tapeMarks(heading, WIDTH, [bearing]);
  node.setAttribute('visibility', mark ? 'visible' : 'hidden');
  if (mark) node.setAttribute('x', mark.x.toFixed(1));
}
