import { canonicalJson } from '@outrider/core/evidence';
import { shapeAt } from '@outrider/core/redaction';
import type { Redaction, RedactionPlan, RedactionRegion } from '@outrider/schema';
import { useState } from 'react';
import { useCan } from '../app/session.js';
import { call } from '../live/api.js';
import { regionOf, withKeyframe, withTracked } from './edit.js';
import { changed, historyOf, redone, undone } from './history.js';
import { decided, nextOpen, withProposals } from './proposals.js';
import { endOfTrack, useDrawing } from './use-drawing.js';
import { useClipTime } from './use-clip-time.js';
import { useDetection } from './use-detection.js';

const ENDS = {
  lost: 'no longer sure, so look there and set a keyframe',
  left_picture: 'it left the picture',
  reached: 'as far as it should',
};

export type EditorState = ReturnType<typeof useEditor>;

/** The plan while it is edited, what is chosen in it, and where the clip is. */
export function useEditor(redaction: Redaction, saved: RedactionPlan, onChanged: () => void) {
  const editable = useCan('evidence:redact') && redaction.state !== 'signed_off' && redaction.state !== 'rendering';
  const [base, setBase] = useState({ version: redaction.plan_version, plan: saved });
  const [history, setHistory] = useState(() => historyOf(saved));
  const plan = history.now;
  const [selected, setSelected] = useState<string | null>(saved.regions[0]?.id ?? null);
  const clip = useClipTime(redaction.to_utc_ms - redaction.from_utc_ms);
  const { time, seek } = clip;
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [said, say] = useState('');
  const path = { id: redaction.id };
  const change = (work: (plan: RedactionPlan) => RedactionPlan): void => {
    if (editable) setHistory((before) => changed(before, work(before.now)));
  };
  const setPlan = (next: RedactionPlan): void => change(() => next);
  const drawing = useDrawing({ plan, selected, time, setPlan, setSelected });

  const track = async (forwards: boolean): Promise<void> => {
    const region = regionOf(plan, selected);
    const shape = region && shapeAt(region, time.ms);
    if (!region || !shape || busy || !editable) return;
    setBusy(true);
    setError(null);
    try {
      const body = { from_ms: time.ms, to_ms: endOfTrack(region, time, forwards), shape };
      const { keyframes, ended_at_ms, end } = await call('POST', '/redactions/{id}/track', { path, body });
      if (keyframes.length > 0)
        change((now) => withTracked(withKeyframe(now, region.id, time.ms, shape), region.id, keyframes));
      say(`Followed to ${(ended_at_ms / 1000).toFixed(2)} s: ${ENDS[end]}.`);
      seek(ended_at_ms);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  const saveAs = async (wanted: RedactionPlan): Promise<void> => {
    setError(null);
    const body = { based_on_version: base.version, plan: wanted };
    const { plan_version } = await call('PUT', '/redactions/{id}/plan', { path, body });
    setBase({ version: plan_version, plan: wanted });
    onChanged();
  };
  const select = (region: RedactionRegion | null): void => {
    setSelected(region?.id ?? null);
    if (region && !shapeAt(region, time.ms)) seek(region.keyframes[0]?.time_ms ?? region.from_ms);
  };
  const detection = useDetection(redaction.id, editable, async (proposals) => {
    const next = withProposals(plan, proposals);
    setPlan(next);
    if (next.regions.length > 0) await saveAs(next);
    select(nextOpen(next, null));
  });
  /** Decides on the chosen proposal, and goes to the next one that is open. */
  const decide = (decision: 'accepted' | 'rejected'): void => {
    if (!regionOf(plan, selected)?.proposal) return;
    const next = decided(plan, decision, ({ id }) => id === selected);
    setPlan(next);
    const open = nextOpen(next, selected);
    if (open) select(open);
  };
  return {
    plan,
    setPlan,
    selected,
    setSelected,
    select,
    editable,
    error,
    busy,
    said,
    detection,
    decide,
    unsaved: canonicalJson(plan) !== canonicalJson(base.plan),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    undo: () => setHistory(undone),
    redo: () => setHistory(redone),
    save: () => void saveAs(plan).catch(setError),
    track: (forwards: boolean) => void track(forwards),
    ...drawing,
    ...clip,
  };
}
