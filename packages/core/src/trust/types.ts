/** The trust step: facts, rules, lists and a date in, a verdict out. Every rule comes through the same step. */
import type { ApprovedMakers, Contract, FlightPurpose, Verdict } from '@outrider/schema';

/** What rules may ask about one aircraft on one mission. A fact that is not known is null. */
export interface TrustFacts {
  readonly aircraft_id: string;
  readonly maker: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  /** ISO date. */
  readonly acquired_on: string | null;
  readonly contract: Contract | null;
  readonly purpose: FlightPurpose;
}

/** Lists that rules look things up in. A list that is not loaded is null, which is not the same as an empty one. */
export interface TrustLists {
  readonly approved_makers_host: ApprovedMakers | null;
  readonly approved_makers_agency: ApprovedMakers | null;
}

export type VerdictReason = Verdict['reasons'][number];

/** What one rule says: its reasons, the conditions it adds, and the first day on which its answer may change (ISO date). */
export interface RuleAnswer {
  readonly reasons: readonly VerdictReason[];
  readonly conditions: readonly string[];
  readonly valid_until: string | null;
}

/** One rule: dated and versioned, so that the same inputs give the same verdict for ever. */
export interface TrustRule {
  readonly id: string;
  readonly version: string;
  /** The only facts that the rule reads; aircraft that agree in them share a verdict. Left out: it may read any. */
  readonly reads?: readonly (keyof TrustFacts)[];
  readonly evaluate: (facts: TrustFacts, lists: TrustLists, date: string) => RuleAnswer;
}

/** A set of rules adopted together. */
export interface RulePack {
  readonly id: string;
  readonly version: string;
  readonly rules: readonly TrustRule[];
}

/** The step that dispatch calls. `date` is the ISO date of the mission where it is flown. */
export type TrustStep = (facts: TrustFacts, packs: readonly RulePack[], lists: TrustLists, date: string) => Verdict;
