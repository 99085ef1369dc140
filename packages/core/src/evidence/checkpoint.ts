import { fromBase64, toBase64 } from './base64.js';

/** What a checkpoint says of a log: https://c2sp.org/tlog-checkpoint. */
export interface Checkpoint {
  /** Name of the log, for life. */
  origin: string;
  size: number;
  root: Uint8Array;
}

/** The text of a checkpoint, to be signed as a note. */
export function encodeCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** Reads the text of a note as a checkpoint; null when it is none. Lines after the root are passed over, as C2SP asks. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [origin, size, root, ...more] = text.split('\n');
  const bytes = fromBase64(root ?? '');
  if (!origin || !/^(0|[1-9]\d{0,15})$/.test(size ?? '') || bytes?.byteLength !== 32) return null;
  // The last line ends with a line feed, and none between is empty.
  if (more.at(-1) !== '' || more.slice(0, -1).includes('')) return null;
  return { origin, size: Number(size), root: bytes };
}

/** Name of an agency's log and of the key that signs for it. */
export const logOrigin = (agencyId: string): string => `outrider/agency/${agencyId}`;
