import { boundsOf, shapeAt, wholePerson } from '@outrider/core/redaction';
import type { RedactionPlan, RedactionRegion, RegionShape } from '@outrider/schema';
import { useState } from 'react';
import { nextByHand, regionOf, withKeyframe, withRegion } from './edit.js';
import type { Tool } from './stage.js';

const MOST_TRACKED_MS = 30_000;

interface DrawingOptions {
  plan: RedactionPlan;
  selected: string | null;
  time: { ms: number; durationMs: number };
  setPlan(plan: RedactionPlan): void;
  setSelected(id: string): void;
}

/** What is drawn over the picture: new regions, and where the chosen one is now. */
export function useDrawing({ plan, selected, time, setPlan, setSelected }: DrawingOptions) {
  const [tool, setTool] = useState<Tool>('box');
  /** New boxes are of whole persons: they are grown to head and feet. */
  const [wholePersons, setWholePersons] = useState(true);
  const [aspect, setAspect] = useState(16 / 9);
  const add = (shape: RegionShape): void => {
    const grown = wholePersons && shape.type === 'box' ? wholePerson(shape, 'person', aspect) : shape;
    const added = withRegion(plan, 'person', grown, time.ms, time.durationMs);
    setPlan(added.plan);
    setSelected(added.id);
  };
  /** A shape over the chosen region of the same form sets it where it is now; everything else is a new region. */
  const draw = (shape: RegionShape): void => {
    const region = regionOf(plan, selected);
    const now = region && shapeAt(region, time.ms);
    if (region && now?.type === 'box' && shape.type === 'box' && overlaps(now, shape))
      setPlan(withKeyframe(plan, region.id, time.ms, shape));
    else add(shape);
  };
  return { tool, setTool, wholePersons, setWholePersons, aspect, setAspect, add, draw };
}

/** Forwards to the next keyframe that a person set, back as far as the tracker may go. */
export function endOfTrack(
  region: RedactionRegion,
  time: { ms: number; durationMs: number },
  forwards: boolean,
): number {
  if (!forwards) return Math.max(0, time.ms - MOST_TRACKED_MS);
  return Math.min(nextByHand(region, time.ms, time.durationMs), time.ms + MOST_TRACKED_MS);
}

function overlaps(a: RegionShape, b: RegionShape): boolean {
  const [p, q] = [boundsOf(a), boundsOf(b)];
  return p.x < q.x + q.width && q.x < p.x + p.width && p.y < q.y + q.height && q.y < p.y + p.height;
}
