/** Rules, lists, facts and a date to one verdict: the step that dispatch calls, whatever rules there are. */
import type { Verdict } from '@outrider/schema';
import type { RuleAnswer, RulePack, TrustFacts, TrustLists, VerdictReason } from './types.js';

/** From the one that stops to the one that lets go: the first that any rule gives is the verdict. */
const STRICTEST_FIRST = ['denied', 'needs_waiver', 'unknown', 'permitted_with_conditions', 'permitted'] as const;

/**
 * Evaluates every rule of every pack on the ISO date of the mission. The strictest effect is the verdict. A rule that throws makes the
 * verdict unknown and is named; no pack at all is unknown too. The same inputs give the same verdict for ever.
 */
export function evaluate(facts: TrustFacts, packs: readonly RulePack[], lists: TrustLists, date: string): Verdict {
  const answers = packs.flatMap((pack) => pack.rules.map((rule) => answerOf(rule, facts, lists, date)));
  const reasons = answers.flatMap((answer) => answer.reasons);
  if (reasons.length === 0) reasons.push(NO_RULES);
  const word = STRICTEST_FIRST.find((effect) => reasons.some((reason) => reason.effect === effect)) ?? 'unknown';
  const dates = answers.flatMap((answer) => answer.valid_until ?? []).toSorted();
  return {
    word,
    summary: summaryOf(word, reasons),
    reasons,
    conditions: answers.flatMap((answer) => answer.conditions),
    valid_until: dates[0] ?? null,
    evaluated_on: date,
  };
}

function answerOf(rule: RulePack['rules'][number], facts: TrustFacts, lists: TrustLists, date: string): RuleAnswer {
  try {
    return rule.evaluate(facts, lists, date);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const reason: VerdictReason = {
      ...NO_RULES,
      rule_id: rule.id,
      rule_version: rule.version,
      text: `The rule ${rule.id} failed (${why}); what it would say is unknown.`,
    };
    return { reasons: [reason], conditions: [], valid_until: null };
  }
}

const NO_RULES: VerdictReason = {
  rule_id: 'none',
  rule_version: '0',
  effect: 'unknown',
  text: 'No trust rules are loaded.',
  facts_used: {},
  unknown_facts: ['rules'],
  citation: null,
};

const OPENING: Record<Verdict['word'], string> = {
  permitted: 'Permitted.',
  permitted_with_conditions: 'Permitted with conditions.',
  needs_waiver: 'Needs a waiver.',
  denied: 'Not permitted by the rules in force here.',
  unknown: 'Unknown.',
};

/** Two lines: the word, and the first reason that gave it. Lists and policies stop flights here; whether law does is for counsel. */
function summaryOf(word: Verdict['word'], reasons: readonly VerdictReason[]): string {
  const deciding = reasons.find((reason) => reason.effect === word);
  return `${OPENING[word]}\n${deciding?.text ?? ''}`;
}
