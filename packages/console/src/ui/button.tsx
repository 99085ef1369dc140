import type { ButtonHTMLAttributes, ReactNode } from 'react';

export type ButtonKind = 'plain' | 'primary' | 'quiet' | 'danger';
interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: ButtonKind;
  compact?: boolean;
  /** Key that does the same, shown where it acts. */
  shortcut?: string;
  children: ReactNode;
}

/** A button in one of four weights. At most one `primary` stands on a screen. */
export function Button({ kind = 'plain', compact, shortcut, className, children, ...rest }: ButtonProps) {
  const classes = ['btn', kind === 'plain' ? '' : kind, compact ? 'compact' : '', className ?? ''];
  return (
    <button type="button" {...rest} className={classes.filter(Boolean).join(' ')}>
      {children}
      {shortcut && <Key>{shortcut}</Key>}
    </button>
  );
}

/** A key cap. */
export function Key({ children }: { children: ReactNode }) {
  return <kbd className="key">{children}</kbd>;
}
