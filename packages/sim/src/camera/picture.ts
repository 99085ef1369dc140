/** A picture as encoders take it: planar YUV 4:2:0 (I420), luma 16 to 235. Width and height are even. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** The three planes one after the other. */
  readonly bytes: Uint8Array;
  readonly y: Uint8Array;
  /** Chroma planes, half as wide and half as high. */
  readonly u: Uint8Array;
  readonly v: Uint8Array;
}

export function blankPicture(width: number, height: number): Picture {
  const luma = width * height;
  const bytes = new Uint8Array(luma + luma / 2);
  const u = bytes.subarray(luma, luma + luma / 4).fill(128);
  const v = bytes.subarray(luma + luma / 4).fill(128);
  return { width, height, bytes, y: bytes.subarray(0, luma).fill(16), u, v };
}
