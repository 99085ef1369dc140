import type { PointerEvent } from 'react';
import { useRef } from 'react';
import type { BoxPoint } from './view.js';

/** A finger is never quite still: a press that moves less than this is a tap (CSS pixels). */
const TAP_WITHIN_PX = 8;

interface Doing {
  onTap: (at: BoxPoint) => void;
  /** How far the ground under the finger was moved since the last call. */
  onDrag: (by: BoxPoint) => void;
}
interface Press {
  id: number;
  start: { x: number; y: number };
  last: BoxPoint;
  moves: boolean;
}

/** Taps and drags on an SVG, in units of its box. */
export function useFingers({ onTap, onDrag }: Doing) {
  const press = useRef<Press | null>(null);
  return {
    onPointerDown(event: PointerEvent<SVGSVGElement>) {
      if (event.button !== 0 || press.current) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const start = { x: event.clientX, y: event.clientY };
      press.current = { id: event.pointerId, start, last: inBox(event), moves: false };
    },
    onPointerMove(event: PointerEvent<SVGSVGElement>) {
      const now = press.current;
      if (now?.id !== event.pointerId) return;
      now.moves ||= Math.hypot(event.clientX - now.start.x, event.clientY - now.start.y) > TAP_WITHIN_PX;
      if (!now.moves) return;
      const at = inBox(event);
      onDrag({ x: at.x - now.last.x, y: at.y - now.last.y });
      now.last = at;
    },
    onPointerUp(event: PointerEvent<SVGSVGElement>) {
      const now = press.current;
      if (now?.id !== event.pointerId) return;
      press.current = null;
      if (!now.moves) onTap(inBox(event));
    },
    onPointerCancel() {
      press.current = null;
    },
  };
}

function inBox({ currentTarget, clientX, clientY }: PointerEvent<SVGSVGElement>): BoxPoint {
  const matrix = currentTarget.getScreenCTM();
  if (!matrix) return { x: 0, y: 0 };
  const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse());
  return { x, y };
}
