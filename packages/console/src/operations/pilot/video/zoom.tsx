import type { ReactNode } from 'react';
import { Key } from '../../../ui/button.js';
import { useKeys } from '../../../ui/keys.js';
import { send } from '../commands.js';
import { LiveText } from '../live-text.js';

interface ZoomProps {
  label: string;
  /** Null at the widest. */
  farther: (() => void) | null;
  nearer: () => void;
  /** The keys + and - do the same. */
  hasKeys: boolean;
  children: ReactNode;
}

/** Farther, how near it is now, nearer. */
export function Zoom({ label, farther, nearer, hasKeys, children }: ZoomProps) {
  return (
    <div className="zoom" role="group" aria-label={label} title={label}>
      <button
        type="button"
        className="btn icon"
        aria-label="Farther"
        disabled={farther === null}
        onClick={() => farther?.()}
      >
        −
      </button>
      <span>
        <span className="num">{children}</span> {hasKeys && <Key>±</Key>}
      </span>
      <button type="button" className="btn icon" aria-label="Nearer" onClick={nearer}>
        +
      </button>
    </div>
  );
}

/** The camera's own zoom, a step at a time, with the width that it sees now. */
export function OpticalZoom({ aircraftId }: { aircraftId: string }) {
  const step = (step: 1 | -1) => () => void send(aircraftId, { kind: 'zoom_camera', step });
  const [nearer, farther] = [step(1), step(-1)];
  useKeys({ '+': nearer, '=': nearer, '-': farther });
  return (
    <Zoom label="Optical zoom" farther={farther} nearer={nearer} hasKeys>
      <LiveText
        aircraftId={aircraftId}
        of={(entry) => {
          const width = entry?.sample.camera_hfov_deg ?? null;
          return width === null ? '—' : `${width < 10 ? width.toFixed(1) : Math.round(width)}°`;
        }}
      />
    </Zoom>
  );
}
