import type { AccessUnit } from '../feed/access-unit.js';
import type { PackedUnit } from './messages.js';

/** Copies a unit into memory of its own, which can be handed to another thread without copying it again. */
export const packUnit = ({ nals, ...unit }: AccessUnit): PackedUnit => ({ ...unit, bytes: packNals(nals) });

/** NAL units one after the other, each behind its length in 4 bytes. */
export function packNals(nals: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(nals.reduce((sum, nal) => sum + 4 + nal.byteLength, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const nal of nals) {
    view.setUint32(at, nal.byteLength);
    bytes.set(nal, at + 4);
    at += 4 + nal.byteLength;
  }
  return bytes;
}

/** The NAL units of packed bytes, as views. */
export function unpackNals(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const nals: Uint8Array[] = [];
  for (let at = 0; at + 4 <= bytes.byteLength;) {
    const length = view.getUint32(at);
    nals.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return nals;
}
