import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import './dialog.css';

interface DialogProps {
  open: boolean;
  title: string;
  onClose: () => void;
  wide?: boolean;
  children: ReactNode;
}

/** A question that comes before everything else. Escape and a press outside leave it. */
export function Dialog({ open, title, onClose, wide, children }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className="dialog" data-wide={wide}>
          <div className="row dialog-head">
            <Base.Title className="dialog-title">{title}</Base.Title>
            <Base.Close className="btn quiet compact">Close</Base.Close>
          </div>
          <div className="stack">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
