import type { KeyboardEvent } from 'react';
import { moved, resized, withoutRegion } from './edit.js';
import type { EditorState } from './use-editor.js';

const STEP_S = 1 / 25;
const ARROWS: Readonly<Record<string, [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Keys of the editor; fields keep theirs. */
export function onKey(event: KeyboardEvent, editor: EditorState): void {
  const { plan, setPlan, selected, time } = editor;
  if (
    event.target instanceof HTMLInputElement ||
    event.target instanceof HTMLSelectElement ||
    event.target instanceof HTMLTextAreaElement
  )
    return;
  const arrow = ARROWS[event.key];
  const done = ((): boolean => {
    if (arrow && selected) {
      const [dx, dy] = [arrow[0] * 0.01, arrow[1] * 0.01];
      setPlan((event.shiftKey ? resized : moved)(plan, selected, time.ms, dx, dy));
      return true;
    }
    switch (event.key) {
      case 'n':
        editor.add({ type: 'box', x: 0.45, y: 0.4, width: 0.1, height: 0.2 });
        return true;
      case 't':
        editor.track(true);
        return true;
      case ' ':
        if (event.target instanceof HTMLButtonElement) return false;
        editor.play();
        return true;
      case '.':
        editor.seek(time.ms + STEP_S * 1000);
        return true;
      case ',':
        editor.seek(time.ms - STEP_S * 1000);
        return true;
      case 'Delete':
        if (selected) setPlan(withoutRegion(plan, selected));
        return true;
      default:
        return false;
    }
  })();
  if (done) event.preventDefault();
}
