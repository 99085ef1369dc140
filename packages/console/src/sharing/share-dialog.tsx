import type { Camera, Flight, ShareMade } from '@outrider/schema';
import { useState } from 'react';
import { Dialog } from '../ui/dialog.js';
import { LinkList } from './link-list.js';
import { MadeLink } from './made-link.js';
import { NewLink } from './new-link.js';
import './sharing.css';

interface ShareDialogProps {
  camera: Camera;
  flight: Flight | null;
  open: boolean;
  onClose: () => void;
}

/** Makes links to a camera's live video, and shows and ends those that are there. */
export function ShareDialog({ camera, flight, open, onClose }: ShareDialogProps) {
  const [made, setMade] = useState<ShareMade | null>(null);
  // Its token is told once: whoever closes the dialog has it no more.
  const close = () => {
    setMade(null);
    onClose();
  };
  return (
    <Dialog open={open} title={`Share live video: ${flight?.aircraft_name ?? camera.name}`} wide onClose={close}>
      {made ? (
        <MadeLink made={made} onAnother={() => setMade(null)} />
      ) : (
        <NewLink camera={camera} flight={flight} onMade={setMade} />
      )}
      {open && <LinkList cameraId={camera.id} />}
    </Dialog>
  );
}
