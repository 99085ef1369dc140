import type { MessageName } from './generated/ids.js';
import { LAYOUT } from './generated/layout.js';

/** What routing and framing need to know of a message. */
export interface MessageLayout {
  readonly name: MessageName;
  readonly id: number;
  readonly crcExtra: number;
  /** Payload bytes of a MAVLink 1 frame. */
  readonly baseLength: number;
  /** Payload bytes of an untruncated MAVLink 2 frame. */
  readonly fullLength: number;
  /** Payload offset of target_system, -1 where the message has none. */
  readonly targetSystemAt: number;
  /** Payload offset of target_component, -1 where the message has none. */
  readonly targetComponentAt: number;
}

const ID_LIMIT = 1 << 16;

const LAYOUTS: readonly MessageLayout[] = LAYOUT.map((row) => ({
  name: row[0],
  id: row[1],
  crcExtra: row[2],
  baseLength: row[3],
  fullLength: row[4],
  targetSystemAt: row[5],
  targetComponentAt: row[6],
}));

/** Flat tables for the hot path: slot of an id (0 = unknown), then facts by slot. */
const SLOT_BY_ID = new Uint16Array(ID_LIMIT);
export const CRC_EXTRA_BY_SLOT = Uint8Array.of(0, ...LAYOUTS.map((layout) => layout.crcExtra));
export const FULL_LENGTH_BY_SLOT = Uint8Array.of(0, ...LAYOUTS.map((layout) => layout.fullLength));
LAYOUTS.forEach((layout, index) => {
  SLOT_BY_ID[layout.id] = index + 1;
});

/** Slot of a message id in the generated tables plus one; 0 for ids that are not in our definitions. */
export function slotOf(id: number): number {
  return id < ID_LIMIT ? SLOT_BY_ID[id]! : 0;
}

/** Layout of a message id, null for ids that are not in our definitions. */
export function layoutOf(id: number): MessageLayout | null {
  return LAYOUTS[slotOf(id) - 1] ?? null;
}
