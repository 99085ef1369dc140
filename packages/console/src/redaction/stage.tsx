import { boundsOf, counts, shapeAt, shapesAt } from '@outrider/core/redaction';
import type { RedactionPlan, RegionShape } from '@outrider/schema';
import type { CSSProperties, PointerEvent, RefObject } from 'react';
import { useEffect, useState } from 'react';
import { boxBetween } from './edit.js';

export type Tool = 'box' | 'polygon';
type Point = { x: number; y: number };

interface StageProps {
  url: string;
  video: RefObject<HTMLVideoElement | null>;
  plan: RedactionPlan;
  timeMs: number;
  selected: string | null;
  tool: Tool;
  /** Width of the picture over its height: the drawing has the picture's own proportions, so that a margin is as wide as it is high. */
  aspect: number;
  onAspect(aspect: number): void;
  onSelect(id: string | null): void;
  onDraw(shape: RegionShape): void;
  onTime(timeMs: number, durationMs: number): void;
}

/** The clip with what is hidden drawn over it. Drag for a box; click the corners of an outline and its first one again to close it. */
export function Stage({
  url,
  video,
  plan,
  timeMs,
  selected,
  tool,
  aspect,
  onAspect,
  onSelect,
  onDraw,
  onTime,
}: StageProps) {
  const [drag, setDrag] = useState<{ from: Point; to: Point } | null>(null);
  const [corners, setCorners] = useState<Point[]>([]);
  const down = (event: PointerEvent<SVGSVGElement>): void => {
    const at = pointOf(event);
    if (tool === 'box') {
      event.currentTarget.setPointerCapture(event.pointerId);
      return setDrag({ from: at, to: at });
    }
    const [first] = corners;
    const closes = first && corners.length > 2 && Math.hypot(first.x - at.x, first.y - at.y) < 0.025;
    if (!closes) return setCorners([...corners, at]);
    setCorners([]);
    onDraw({ type: 'polygon', points: corners });
  };
  const up = (): void => {
    const box = drag && boxBetween(drag.from, drag.to);
    setDrag(null);
    if (box) onDraw(box);
    else if (drag) onSelect(regionAt(plan, timeMs, drag.from));
  };
  const preview = drag && boxBetween(drag.from, drag.to);
  const tell = (of: HTMLVideoElement): void => onTime(of.currentTime * 1000, of.duration * 1000);
  useEachPicture(video, tell);
  return (
    <div className="redaction-stage">
      <div className="redaction-picture" style={{ '--aspect': aspect } as CSSProperties}>
        <video
          ref={video}
          src={url}
          muted
          playsInline
          onSeeked={(event) => tell(event.currentTarget)}
          onLoadedMetadata={({ currentTarget: { videoWidth, videoHeight } }) => onAspect(videoWidth / videoHeight)}
          onLoadedData={(event) => tell(event.currentTarget)}
        />
        <svg
          viewBox={`0 0 ${aspect} 1`}
          preserveAspectRatio="none"
          role="img"
          aria-label="Regions over the picture"
          onPointerDown={down}
          onPointerMove={(event) => drag && setDrag({ ...drag, to: pointOf(event) })}
          onPointerUp={up}
        >
          <Masks plan={plan} timeMs={timeMs} aspect={aspect} />
          {plan.regions.map((region) => {
            const shape = region.proposal?.decision === 'rejected' ? null : shapeAt(region, timeMs);
            const looks = { aspect, selected: region.id === selected, open: region.proposal?.decision === 'open' };
            return shape && <Outline key={region.id} shape={shape} {...looks} />;
          })}
          {preview && <Outline aspect={aspect} shape={preview} selected />}
          {corners.length > 0 && <polyline className="outline" points={textOf(corners, aspect)} data-selected />}
        </svg>
      </div>
    </div>
  );
}

/** What is hidden, with its padding, as it will be covered. */
function Masks({ plan, timeMs, aspect }: { plan: RedactionPlan; timeMs: number; aspect: number }) {
  const shapes = shapesAt(plan, timeMs);
  if (plan.mode === 'hide_chosen')
    return shapes.map(({ shape, padding }, index) => (
      <Shape key={index} aspect={aspect} shape={shape} padding={padding} className="mask" />
    ));
  return (
    <>
      <mask id="seen">
        <rect width={aspect} height="1" fill="white" />
        {shapes.map(({ shape }, index) => (
          <Shape key={index} aspect={aspect} shape={shape} padding={0} fill="black" />
        ))}
      </mask>
      <rect className="mask" width={aspect} height="1" mask="url(#seen)" />
    </>
  );
}

interface OutlineProps {
  aspect: number;
  shape: RegionShape;
  selected: boolean;
  /** A proposal on which nobody has decided yet. */
  open?: boolean;
}
const Outline = ({ open, ...props }: OutlineProps) => (
  <Shape {...props} padding={0} className={open ? 'outline open' : 'outline'} />
);

/** Tells of each picture that is shown, so that what is drawn over it keeps up while it plays. */
function useEachPicture(video: RefObject<HTMLVideoElement | null>, tell: (of: HTMLVideoElement) => void): void {
  useEffect(() => {
    const { current } = video;
    if (!current) return;
    const handle = current.requestVideoFrameCallback(() => tell(current));
    return () => current.cancelVideoFrameCallback(handle);
  });
}

function Shape({ aspect, shape, padding, className, fill, selected }: ShapeProps) {
  const looks = { className, fill, ...(selected ? { 'data-selected': true } : {}) };
  const { width, height } = boundsOf(shape);
  const pad = padding * Math.max(width * aspect, height);
  if (shape.type === 'polygon') {
    const thick = pad > 0 ? { stroke: 'currentColor', strokeWidth: 2 * pad, strokeLinejoin: 'round' as const } : {};
    return <polygon points={textOf(shape.points, aspect)} {...looks} {...thick} />;
  }
  const left = shape.x * aspect - pad;
  return <rect x={left} y={shape.y - pad} width={width * aspect + 2 * pad} height={height + 2 * pad} {...looks} />;
}
interface ShapeProps {
  /** Width of the picture over its height. */
  aspect: number;
  shape: RegionShape;
  padding: number;
  className?: string;
  fill?: string;
  selected?: boolean;
}

const textOf = (points: readonly Point[], aspect: number): string =>
  points.map(({ x, y }) => `${x * aspect},${y}`).join(' ');

function pointOf({ currentTarget, clientX, clientY }: PointerEvent<SVGSVGElement>): Point {
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  const share = (value: number): number => Math.min(1, Math.max(0, value));
  return { x: share((clientX - left) / width), y: share((clientY - top) / height) };
}

function regionAt(plan: RedactionPlan, timeMs: number, { x, y }: Point): string | null {
  const hit = plan.regions.findLast((region) => {
    const shape = counts({ mode: 'hide_chosen' }, region) ? shapeAt(region, timeMs) : null;
    if (shape?.type === 'polygon') return shape.points.some((point) => Math.hypot(point.x - x, point.y - y) < 0.05);
    return shape && x >= shape.x && y >= shape.y && x <= shape.x + shape.width && y <= shape.y + shape.height;
  });
  return hit?.id ?? null;
}
