/**
 * One stick frame, little endian:
 *   version u8 | scope u8 (0 aircraft, 1 camera) | sequence u32 at 4 | aircraft id 16 B at 8 | epoch f64 at 24 |
 *   sent at ms f64 at 32 | forward, right, up, turn f32 at 40
 * Epochs are whole numbers above 2^32 (ownership epoch and counter), hence f64.
 */
import type { ControlScope, StickInput } from '@outrider/schema';
import { WireFormatError, checkWireVersion, readUuid, writeUuid } from '../vehicle/wire.js';

export const STICK_VERSION = 1;
export const STICK_BYTES = 56;
const SCOPES: readonly ControlScope[] = ['aircraft', 'camera'];

export interface StickFrame {
  aircraft_id: string;
  scope: ControlScope;
  /** Of the lease under which the stick is moved; a frame with another epoch is dropped. */
  epoch: number;
  /** Rises by one with each frame of a session and wraps at 2^32. */
  sequence: number;
  /** Sender's own clock, any start; only differences are used. */
  sent_at_ms: number;
  /** Each axis -1 to 1. With scope camera: up tilts, turn pans; forward and right are not used. */
  input: StickInput;
}

/** 56 bytes. Axes beyond -1 to 1 are clamped, NaN becomes 0. Throws RangeError for an aircraft id that is no UUID. */
export function encodeStick(frame: StickFrame): Uint8Array {
  const bytes = new Uint8Array(STICK_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, STICK_VERSION);
  view.setUint8(1, SCOPES.indexOf(frame.scope));
  view.setUint32(4, frame.sequence >>> 0, true);
  writeUuid(view, 8, frame.aircraft_id);
  view.setFloat64(24, frame.epoch, true);
  view.setFloat64(32, frame.sent_at_ms, true);
  view.setFloat32(40, axis(frame.input.forward), true);
  view.setFloat32(44, axis(frame.input.right), true);
  view.setFloat32(48, axis(frame.input.up), true);
  view.setFloat32(52, axis(frame.input.turn), true);
  return bytes;
}

/** Reads a frame of the present version or the one before; axes are clamped. Throws WireFormatError. */
export function decodeStick(bytes: Uint8Array): StickFrame {
  checkWireVersion('stick', bytes[0], STICK_VERSION);
  if (bytes.byteLength !== STICK_BYTES) throw malformed(`${bytes.byteLength} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const scope = SCOPES[view.getUint8(1)];
  const epoch = view.getFloat64(24, true);
  const sentAtMs = view.getFloat64(32, true);
  if (!scope || !Number.isFinite(epoch) || !Number.isFinite(sentAtMs)) throw malformed('scope, epoch or time');
  return {
    aircraft_id: readUuid(view, 8),
    scope,
    epoch,
    sequence: view.getUint32(4, true),
    sent_at_ms: sentAtMs,
    input: {
      forward: axis(view.getFloat32(40, true)),
      right: axis(view.getFloat32(44, true)),
      up: axis(view.getFloat32(48, true)),
      turn: axis(view.getFloat32(52, true)),
    },
  };
}

/** A broken axis must not move an aircraft: what is no number is neutral. */
function axis(value: number): number {
  return Number.isNaN(value) ? 0 : Math.min(1, Math.max(-1, value));
}

function malformed(what: string): WireFormatError {
  return new WireFormatError('wire_frame_malformed', `A malformed stick frame: ${what}.`);
}
