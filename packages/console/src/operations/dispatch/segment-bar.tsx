import type { Segment } from './bars.js';

/** A bar of parts with their words below. */
export function SegmentBar({ kind, title, segments }: { kind: 'time' | 'energy'; title: string; segments: Segment[] }) {
  return (
    <div
      className="segment-bar"
      data-kind={kind}
      role="img"
      aria-label={`${title}: ${segments.map((s) => s.label).join(', ')}`}
    >
      <div className="segment-track">
        {segments.map((segment) => (
          <i key={segment.key} data-part={segment.key} style={{ width: `${segment.percent}%` }} />
        ))}
      </div>
      <div className="segment-words small faint">
        {segments.map((segment) => (
          <span key={segment.key}>{segment.label}</span>
        ))}
      </div>
    </div>
  );
}
