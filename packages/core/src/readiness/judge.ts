/** All lines of readiness in the order in which they are shown, and what they come to. */
import type { Readiness, ReadinessItem } from '@outrider/schema';
import { checklistItems } from './checklist.js';
import { CHECKS_AFTER_FAILSAFES, CHECKS_BEFORE_FAILSAFES } from './checks.js';
import type { Check, ReadinessInput } from './checks.js';
import { failsafeItems } from './failsafes.js';

/**
 * May this aircraft take off? Not ready where any line is not ready, or where a line that is a hard stop is unknown; caution where any
 * other line is a caution or unknown.
 */
export function judgeReadiness(input: ReadinessInput): Readiness {
  const items = linesOf(input, true);
  return { state: stateOf(items), items };
}

/** Only the lines that are not in order: what a dispatch decision shows of each of a thousand aircraft. */
export function openLines(input: ReadinessInput): ReadinessItem[] {
  return linesOf(input, false);
}

/** True where the line stops a flight. */
export function stops(item: ReadinessItem): boolean {
  return item.state === 'not_ready' || (item.state === 'unknown' && item.hard_stop);
}

function linesOf(input: ReadinessInput, all: boolean): ReadinessItem[] {
  return [
    ...fixedLines(CHECKS_BEFORE_FAILSAFES, input, all),
    ...failsafeItems(input, all),
    ...fixedLines(CHECKS_AFTER_FAILSAFES, input, all),
    ...checklistItems(input, all),
  ];
}

function fixedLines(checks: readonly Check[], input: ReadinessInput, all: boolean): ReadinessItem[] {
  const lines: ReadinessItem[] = [];
  for (const { key, label, hard_stop, problem, fine } of checks) {
    const found = problem(input);
    if (found === null && !all) continue;
    const state = found?.state ?? 'ok';
    lines.push({ key, label, state, detail: found?.detail ?? fine(input), hard_stop, remedy: found?.remedy ?? null });
  }
  return lines;
}

function stateOf(items: readonly ReadinessItem[]): Readiness['state'] {
  if (items.some(stops)) return 'not_ready';
  return items.every((item) => item.state === 'ok') ? 'ready' : 'caution';
}
