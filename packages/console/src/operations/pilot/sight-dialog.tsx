import { useState } from 'react';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { CheckField } from '../../ui/field.js';

interface SightDialogProps {
  open: boolean;
  name: string;
  onClose: () => void;
  onConfirm: () => void;
}

/** Without live video, a real aircraft is flown by hand only in confirmed visual line of sight. */
export function SightDialog({ open, name, onClose, onConfirm }: SightDialogProps) {
  const [sees, setSees] = useState(false);
  return (
    <Dialog open={open} title={`Fly ${name} by hand`} onClose={onClose}>
      <p>{name} is a real aircraft, and no live video of it comes in.</p>
      <CheckField
        label="I, or an observer who talks to me, see the aircraft and the air around it now."
        checked={sees}
        onChange={(event) => setSees(event.target.checked)}
      />
      <div className="cluster dialog-acts">
        <Button
          kind="primary"
          disabled={!sees}
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          Take control
        </Button>
        <Button onClick={onClose}>Leave</Button>
      </div>
    </Dialog>
  );
}
