import type { KeyboardEvent } from 'react';
import { shapeAt } from '@outrider/core/redaction';
import { changeRegion, moved, regionOf, resized, withKeyframe, withoutRegion } from './edit.js';
import type { EditorState } from './use-editor.js';

const PICTURE_MS = 1000 / 25;
const STEP = 0.01;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  arrowleft: [-1, 0],
  arrowright: [1, 0],
  arrowup: [0, -1],
  arrowdown: [0, 1],
};

type Act = (editor: EditorState) => void;

/** Keys without arrows, in the manner of a cutting table. */
const KEYS: Readonly<Record<string, Act>> = {
  ' ': ({ play }) => play(),
  j: ({ shuttle }) => shuttle(-1),
  k: ({ stop }) => stop(),
  l: ({ shuttle }) => shuttle(1),
  n: ({ add }) => add({ type: 'box', x: 0.45, y: 0.4, width: 0.1, height: 0.2 }),
  t: ({ track }) => track(true),
  a: ({ decide }) => decide('accepted'),
  x: ({ decide }) => decide('rejected'),
  '[': (editor) => bound(editor, 'from_ms'),
  ']': (editor) => bound(editor, 'to_ms'),
  home: ({ seek }) => seek(0),
  end: ({ seek, time }) => seek(time.durationMs),
  delete: ({ plan, setPlan, selected }) => selected && setPlan(withoutRegion(plan, selected)),
};

/** Keys of the editor; fields keep theirs, and a button its space. */
export function onKey(event: KeyboardEvent, editor: EditorState): void {
  const { target } = event;
  if (
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement
  )
    return;
  const key = event.key.toLowerCase();
  if (key === ' ' && target instanceof HTMLButtonElement) return;
  if (event.ctrlKey || event.metaKey) {
    if (key !== 'z' && key !== 'y') return;
    if (key === 'y' || event.shiftKey) editor.redo();
    else editor.undo();
    return event.preventDefault();
  }
  const arrow = ARROWS[key];
  if (arrow) onArrow(arrow, event, editor);
  else if (KEYS[key]) KEYS[key](editor);
  else return;
  event.preventDefault();
}

/** Alone through the pictures, with Alt the region moves, with Alt and Shift it changes its size. */
function onArrow([dx, dy]: readonly [number, number], event: KeyboardEvent, editor: EditorState): void {
  const { plan, setPlan, selected, time, seek } = editor;
  if (event.altKey) {
    if (selected) setPlan((event.shiftKey ? resized : moved)(plan, selected, time.ms, dx * STEP, dy * STEP));
  } else if (dx !== 0) seek(time.ms + dx * (event.shiftKey ? 1000 : PICTURE_MS));
}

/** The chosen region begins or ends now. */
function bound({ plan, setPlan, selected, time }: EditorState, side: 'from_ms' | 'to_ms'): void {
  const region = regionOf(plan, selected);
  if (!region) return;
  const shape = shapeAt(region, time.ms);
  if (!shape) return;
  const inside = ({ time_ms }: { time_ms: number }): boolean =>
    side === 'from_ms' ? time_ms >= time.ms : time_ms <= time.ms;
  const kept = withKeyframe(plan, region.id, time.ms, shape);
  const keyframes = regionOf(kept, region.id)!.keyframes.filter(inside);
  if (side === 'from_ms' ? time.ms >= region.to_ms : time.ms <= region.from_ms) return;
  setPlan(changeRegion(kept, region.id, { [side]: time.ms, keyframes }));
}
