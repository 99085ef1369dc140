import { useEffect, useRef } from 'react';

export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => unknown>>;

/** Whether this element takes typing, so that a key press there means text and never a command. */
export function takesTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'range'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** Whether this element acts by itself on Enter or Space. */
const actsOnEnter = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, a, summary, [role="menuitem"], [role="option"]') !== null;

/** The lock: behind it nothing can be commanded. */
const BLOCKING = '[data-blocks-keys]';

/** Name under which a press is looked up: the lower-case key; Space is written out. */
export const keyName = (event: Pick<KeyboardEvent, 'key'>): string =>
  event.key === ' ' ? 'space' : event.key.toLowerCase();

/**
 * Single keys for the whole page. They are ignored while a field is typed in, while a dialog or the lock is open, with a
 * modifier, and on repeat; Enter and Space also while something else would act on them. `always` keys, of which STOP is one, act
 * in dialogs too.
 */
export function useKeys(keys: KeyMap, enabled = true, always = false): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!enabled) return;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      const name = keyName(event);
      const act = latest.current[name];
      if (!act || takesTyping(event.target)) return;
      if ((name === 'enter' || name === 'space') && actsOnEnter(event.target)) return;
      if (document.querySelector(always ? BLOCKING : `${BLOCKING}, [role="dialog"].dialog`)) return;
      event.preventDefault();
      act(event);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [enabled, always]);
}
