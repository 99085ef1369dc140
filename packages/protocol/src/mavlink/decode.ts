import type { Frame } from './frame.js';
import type { KnownMessageId, MessageName } from './generated/ids.js';
import { MESSAGE_ID } from './generated/ids.js';
import type { MessageByName } from './generated/names.js';
import { READERS } from './generated/readers.js';
import { FULL_LENGTH_BY_SLOT, layoutOf, slotOf } from './layout.js';

/** Message type of an id. */
export type MessageById<Id extends KnownMessageId> = {
  [Name in MessageName]: (typeof MESSAGE_ID)[Name] extends Id ? MessageByName[Name] : never;
}[MessageName];

export type AnyMessage = MessageByName[MessageName];

/** A decoded message with its name: narrow on `name` to get the fields' type. */
export type NamedMessage = {
  [Name in MessageName]: {
    readonly name: Name;
    readonly id: (typeof MESSAGE_ID)[Name];
    readonly fields: MessageByName[Name];
  };
}[MessageName];

/** Truncated payloads are completed with zeros here before they are read; in words, so room for a last whole one. */
const padded = new DataView(new ArrayBuffer(260));

/**
 * Decodes a payload into a fresh object, or into `reuse` (an object of the same message, whose arrays are overwritten
 * in place). Truncated payloads and MAVLink 1 payloads without extensions read as zero where bytes are missing.
 * Units and "not known" values are MAVLink's own; 64-bit integers are numbers, exact below 2^53; opaque 64-bit
 * identifiers (`uid`) are bigints.
 * @param view holds the payload at `offset`, `length` bytes long
 * @returns null for an id outside our definitions
 */
export function decode<Id extends KnownMessageId>(
  id: Id,
  view: DataView,
  offset: number,
  length: number,
  reuse?: MessageById<Id>,
): MessageById<Id>;
export function decode(
  id: number,
  view: DataView,
  offset: number,
  length: number,
  reuse?: AnyMessage,
): AnyMessage | null;
export function decode(
  id: number,
  view: DataView,
  offset: number,
  length: number,
  reuse?: AnyMessage,
): AnyMessage | null {
  const slot = slotOf(id);
  if (slot === 0) return null;
  const reader = READERS[slot - 1]!;
  const into = (reuse ?? reader.blank()) as never;
  const full = FULL_LENGTH_BY_SLOT[slot]!;
  if (length >= full) return reader.read(into, view, offset) as AnyMessage;
  pad(view, offset, length, full);
  return reader.read(into, padded, 0) as AnyMessage;
}

function pad(view: DataView, offset: number, length: number, full: number): void {
  let at = 0;
  for (const last = length - 4; at <= last; at += 4) padded.setInt32(at, view.getInt32(offset + at, true), true);
  for (; at < length; at++) padded.setUint8(at, view.getUint8(offset + at));
  for (; at < full; at++) padded.setUint8(at, 0);
}

/** Decodes a frame of any message: the fields alone, into a fresh or a reused object; null for an unknown id. */
export function decodeAny(frame: Frame, reuse?: AnyMessage): AnyMessage | null {
  return decode(frame.id, frame.view, frame.payloadOffset, frame.payloadLength, reuse);
}

/** Decodes a frame of a message whose name is known: `if (frame.id === MESSAGE_ID.HEARTBEAT) decodeAs('HEARTBEAT', frame)`. */
export function decodeAs<Name extends MessageName>(
  name: Name,
  frame: Frame,
  reuse?: MessageByName[Name],
): MessageByName[Name] {
  if (frame.id !== MESSAGE_ID[name]) throw new TypeError(`frame ${frame.id} is not ${name}`);
  return decodeAny(frame, reuse) as MessageByName[Name];
}

/** Decodes any frame; null for an id outside our definitions. */
export function decodeFrame(frame: Frame): NamedMessage | null {
  const layout = layoutOf(frame.id);
  return layout && ({ name: layout.name, id: layout.id, fields: decodeAny(frame) } as NamedMessage);
}

/** A message with all fields zero or empty, to fill in or to decode into. */
export function blank<Name extends MessageName>(name: Name): MessageByName[Name] {
  return READERS[slotOf(MESSAGE_ID[name]) - 1]!.blank() as MessageByName[Name];
}
