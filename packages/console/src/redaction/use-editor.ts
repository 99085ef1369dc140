import { boundsOf, shapeAt } from '@outrider/core/redaction';
import type { Redaction, RedactionPlan, RedactionRegion, RegionShape } from '@outrider/schema';
import { useRef, useState } from 'react';
import { useCan } from '../app/session.js';
import { call } from '../live/api.js';
import { nextByHand, regionOf, withKeyframe, withRegion, withTracked } from './edit.js';
import type { Tool } from './stage.js';

const MOST_TRACKED_MS = 30_000;
const ENDS = {
  lost: 'no longer sure, so look there and set a keyframe',
  left_picture: 'it left the picture',
  reached: 'as far as it should',
};

export type EditorState = ReturnType<typeof useEditor>;

/** Where the clip is, and the way to go elsewhere in it. */
function useClipTime(lengthMs: number) {
  const [time, setTime] = useState({ ms: 0, durationMs: lengthMs });
  const video = useRef<HTMLVideoElement>(null);
  const tell = (ms: number, durationMs: number): void =>
    setTime((before) => ({ ms, durationMs: Number.isFinite(durationMs) ? durationMs : before.durationMs }));
  const seek = (ms: number): void => {
    const at = Math.min(time.durationMs, Math.max(0, ms));
    if (video.current) video.current.currentTime = at / 1000;
    tell(at, time.durationMs);
  };
  const play = (): void => {
    const { current } = video;
    if (current) void (current.paused ? current.play() : current.pause());
  };
  return { video, time, tell, seek, play };
}

/** The plan while it is edited, what is chosen in it, and where the clip is. */
export function useEditor(redaction: Redaction, saved: RedactionPlan, onChanged: () => void) {
  const mayRedact = useCan('evidence:redact');
  const editable = mayRedact && redaction.state !== 'signed_off' && redaction.state !== 'rendering';
  const [plan, keepPlan] = useState(saved);
  const [selected, setSelected] = useState<string | null>(saved.regions[0]?.id ?? null);
  const { video, time, tell, seek, play } = useClipTime(redaction.to_utc_ms - redaction.from_utc_ms);
  const [tool, setTool] = useState<Tool>('box');
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [said, say] = useState('');
  const path = { id: redaction.id };
  const setPlan = (next: RedactionPlan): void => {
    if (editable) keepPlan(next);
  };
  const add = (shape: RegionShape): void => {
    const added = withRegion(plan, 'person', shape, time.ms, time.durationMs);
    setPlan(added.plan);
    setSelected(added.id);
  };
  /** A box over the chosen region that is not there by hand now sets it; everything else is a new region. */
  const draw = (shape: RegionShape): void => {
    const region = regionOf(plan, selected);
    const now = region && shapeAt(region, time.ms);
    if (region && now?.type === 'box' && shape.type === 'box' && overlaps(now, shape))
      setPlan(withKeyframe(plan, region.id, time.ms, shape));
    else add(shape);
  };
  const track = async (forwards: boolean): Promise<void> => {
    const region = regionOf(plan, selected);
    const shape = region && shapeAt(region, time.ms);
    if (!region || !shape || busy) return;
    setBusy(true);
    setError(null);
    try {
      const body = { from_ms: time.ms, to_ms: endOf(region, time, forwards), box: boundsOf(shape) };
      const { keyframes, ended_at_ms, end } = await call('POST', '/redactions/{id}/track', { path, body });
      // An outline has corners that the tracker does not know.
      if (shape.type === 'box')
        keepPlan((now) => withTracked(withKeyframe(now, region.id, time.ms, shape), region.id, keyframes));
      say(`Followed to ${(ended_at_ms / 1000).toFixed(2)} s: ${ENDS[end]}.`);
      seek(ended_at_ms);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  const save = (): void => {
    const body = { based_on_version: redaction.plan_version, plan };
    call('PUT', '/redactions/{id}/plan', { path, body }).then(onChanged, setError);
  };
  const unsaved = JSON.stringify(plan) !== JSON.stringify(saved);
  const work = { draw, add, seek, tell, play, save, track: (forwards: boolean) => void track(forwards) };
  return {
    plan,
    setPlan,
    selected,
    setSelected,
    time,
    tool,
    setTool,
    video,
    editable,
    error,
    busy,
    said,
    unsaved,
    ...work,
  };
}

/** Forwards to the next keyframe that a person set, back as far as the tracker may go. */
function endOf(region: RedactionRegion, time: { ms: number; durationMs: number }, forwards: boolean): number {
  if (!forwards) return Math.max(0, time.ms - MOST_TRACKED_MS);
  return Math.min(nextByHand(region, time.ms, time.durationMs), time.ms + MOST_TRACKED_MS);
}

function overlaps(a: RegionShape, b: RegionShape): boolean {
  const [p, q] = [boundsOf(a), boundsOf(b)];
  return p.x < q.x + q.width && q.x < p.x + p.width && p.y < q.y + q.height && q.y < p.y + p.height;
}
