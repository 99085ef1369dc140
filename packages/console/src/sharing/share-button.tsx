import type { Camera, Flight } from '@outrider/schema';
import { useState } from 'react';
import { useCan } from '../app/session.js';
import { Button } from '../ui/button.js';
import { ShareDialog } from './share-dialog.js';

interface ShareButtonProps {
  camera: Camera;
  /** What its aircraft flies now. */
  flight: Flight | null;
  compact?: boolean;
  className?: string;
}

/** Leads to the links of a camera; nothing for whoever may make none. */
export function ShareButton({ camera, flight, compact, className }: ShareButtonProps) {
  const [open, setOpen] = useState(false);
  if (!useCan('video:share')) return null;
  return (
    <>
      <Button
        compact={compact ?? false}
        className={className}
        title="Show this video by link"
        onClick={() => setOpen(true)}
      >
        Share…
      </Button>
      <ShareDialog camera={camera} flight={flight} open={open} onClose={() => setOpen(false)} />
    </>
  );
}
