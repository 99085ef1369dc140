import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { Key } from './button.js';
import { holdProgress } from './hold.js';

interface HoldButtonProps {
  children: ReactNode;
  /** Said to screen readers and shown in the tooltip: what happens after the hold. */
  label: string;
  onConfirm: () => void;
  kind?: 'plain' | 'primary' | 'danger';
  holdMs?: number;
  shortcut?: string;
  disabled?: boolean;
  className?: string;
}

/** A button that acts only after it was held down, by pointer or by Enter or Space. Letting go early does nothing. */
export function HoldButton(props: HoldButtonProps) {
  const { children, label, onConfirm, kind = 'plain', holdMs = 1000, shortcut, disabled, className } = props;
  const button = useRef<HTMLButtonElement>(null);
  const hold = useRef<{ since: number; frame: number } | null>(null);
  const confirm = useRef(onConfirm);
  confirm.current = onConfirm;

  const stop = () => {
    if (hold.current) cancelAnimationFrame(hold.current.frame);
    hold.current = null;
    button.current?.style.setProperty('--hold', '0');
  };
  const step = () => {
    if (!hold.current) return;
    const progress = holdProgress(performance.now() - hold.current.since, holdMs);
    button.current?.style.setProperty('--hold', String(progress));
    if (progress >= 1) {
      stop();
      confirm.current();
    } else hold.current.frame = requestAnimationFrame(step);
  };
  // Times of the input itself: a page that was held up must not make a hold longer than it was.
  const start = (since: number) => {
    if (hold.current || disabled) return;
    hold.current = { since, frame: requestAnimationFrame(step) };
  };
  const letGo = (at: number) => {
    const held = hold.current !== null && holdProgress(at - hold.current.since, holdMs) >= 1;
    stop();
    if (held) confirm.current();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    if (!event.repeat) start(event.timeStamp);
  };
  useEffect(() => stop, []);

  return (
    <button
      ref={button}
      type="button"
      className={`btn hold ${kind === 'plain' ? '' : kind} ${className ?? ''}`}
      aria-label={`${typeof children === 'string' ? children : 'Hold'}: ${label}`}
      title={`Hold for ${(holdMs / 1000).toFixed(1)} s: ${label}`}
      disabled={disabled}
      onPointerDown={(event) => event.button === 0 && start(event.timeStamp)}
      onPointerUp={(event) => letGo(event.timeStamp)}
      onPointerLeave={stop}
      onPointerCancel={stop}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={onKey}
      onKeyUp={(event) => letGo(event.timeStamp)}
      onBlur={stop}
    >
      <span>{children}</span>
      {shortcut && <Key>{shortcut}</Key>}
    </button>
  );
}
