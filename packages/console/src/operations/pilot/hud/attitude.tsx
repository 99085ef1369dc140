import { useRef } from 'react';
import { useTelemetryTick } from '../../../live/hooks.js';
import { freshnessOf } from '../../../live/telemetry.js';

const PIXELS_PER_DEGREE = 0.9;
const LADDER = [-20, -10, 10, 20];

/** Attitude indicator: the horizon moves, the aircraft stays. Crossed out while attitude is unknown or lost. */
export function Attitude({ aircraftId }: { aircraftId: string }) {
  const horizon = useRef<SVGGElement>(null);
  const face = useRef<SVGSVGElement>(null);
  useTelemetryTick(aircraftId, (entry) => {
    const roll = entry?.sample.roll_deg ?? null;
    const pitch = entry?.sample.pitch_deg ?? null;
    const known = roll !== null && pitch !== null && freshnessOf(entry, performance.now()) !== 'lost';
    if (face.current) face.current.dataset['known'] = String(known);
    if (!known) return;
    const shift = Math.max(-40, Math.min(40, pitch)) * PIXELS_PER_DEGREE;
    horizon.current?.setAttribute('transform', `rotate(${(-roll).toFixed(1)}) translate(0 ${shift.toFixed(1)})`);
  });
  return (
    <svg
      ref={face}
      className="attitude"
      viewBox="-32 -32 64 64"
      width="60"
      height="60"
      role="img"
      aria-label="Attitude"
    >
      <clipPath id="attitude-face">
        <circle r="30" />
      </clipPath>
      <g clipPath="url(#attitude-face)">
        <g ref={horizon}>
          <rect x="-90" y="-120" width="180" height="120" fill="#1b3a57" />
          <rect x="-90" y="0" width="180" height="120" fill="#33281c" />
          <line x1="-90" x2="90" y1="0" y2="0" stroke="#dfe8f1" strokeWidth="1.2" />
          {LADDER.map((degrees) => (
            <line
              key={degrees}
              x1="-8"
              x2="8"
              y1={-degrees * PIXELS_PER_DEGREE}
              y2={-degrees * PIXELS_PER_DEGREE}
              stroke="#dfe8f1"
              strokeOpacity="0.55"
              strokeWidth="0.9"
            />
          ))}
        </g>
        <g className="attitude-cross" stroke="#ff5a52" strokeWidth="2">
          <line x1="-24" y1="-24" x2="24" y2="24" />
          <line x1="24" y1="-24" x2="-24" y2="24" />
        </g>
      </g>
      <circle r="30" fill="none" stroke="#2a3949" strokeWidth="1.5" />
      <path d="M-18 0h10l3 4M18 0h-10l-3 4" fill="none" stroke="#fff" strokeWidth="2" />
      <circle r="1.6" fill="#fff" />
      <path d="M0 -30l3 5h-6z" fill="#dfe8f1" />
    </svg>
  );
}
