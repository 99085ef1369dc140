/** All lines of readiness in the order in which they are shown, and what they come to. */
import type { Readiness, ReadinessItem } from '@outrider/schema';
import { checklistItems } from './checklist.js';
import {
  armingItem,
  batteryItem,
  bindingItem,
  failsafeItems,
  groundingItem,
  healthItem,
  linkItem,
  positionItem,
  stopItem,
} from './checks.js';
import type { ReadinessInput } from './checks.js';

const LINES: readonly ((input: ReadinessInput) => ReadinessItem | ReadinessItem[])[] = [
  groundingItem,
  bindingItem,
  linkItem,
  failsafeItems,
  batteryItem,
  positionItem,
  stopItem,
  healthItem,
  armingItem,
  checklistItems,
];

/**
 * May this aircraft take off? Not ready where any line is not ready, or where a line that is a hard stop is unknown; caution where any
 * other line is a caution or unknown.
 */
export function judgeReadiness(input: ReadinessInput): Readiness {
  const items = LINES.flatMap((line) => line(input));
  return { state: stateOf(items), items };
}

/** True where the line stops a flight. */
export function stops(item: ReadinessItem): boolean {
  return item.state === 'not_ready' || (item.state === 'unknown' && item.hard_stop);
}

function stateOf(items: readonly ReadinessItem[]): Readiness['state'] {
  if (items.some(stops)) return 'not_ready';
  return items.every((item) => item.state === 'ok') ? 'ready' : 'caution';
}
