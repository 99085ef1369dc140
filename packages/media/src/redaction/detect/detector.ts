import type { PROPOSED_KINDS } from '@outrider/schema';
import type { PictureSize } from '../mask.js';

export type ProposedKind = (typeof PROPOSED_KINDS)[number];

/** A picture in planar 4:2:0, as it is decoded. */
export interface Frame {
  yuv: Uint8Array;
  size: PictureSize;
}

/** Something that is seen, in pixels of the picture: that somebody is there, never who. */
export interface DetectedBox {
  kind: ProposedKind;
  /** 0 to 1. */
  confidence: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Finds persons, vehicles or faces in one picture. */
export interface Detector {
  /** Which it is, for the record. */
  readonly name: string;
  /** Everything it is at least so sure of; the same thing may be in it twice. */
  detect(frame: Frame, squares: readonly Square[], least_confidence: number): DetectedBox[];
}

/** A square part of a picture, in pixels, that a network looks at as a whole. */
export interface Square {
  left: number;
  top: number;
  side: number;
}
