/**
 * The first rule: makers that the host or the agency has approved. An aircraft of another maker that was there before the list came into
 * force may go on until its contract ends, at most for the cap; a renewal of the contract after that day ends it.
 * Modelled on the vendor policy of 2019-07-17 (new customers: approved makers; existing ones: until their contract ends, one year at most).
 */
import type { ApprovedMakers } from '@outrider/schema';
import { addDays } from './dates.js';
import type { RuleAnswer, RulePack, TrustFacts, TrustLists, TrustRule, VerdictReason } from './types.js';

const RULE_ID = 'approved-makers';
const RULE_VERSION = '1';

type Owner = 'host' | 'agency';
type Finding = Pick<VerdictReason, 'effect' | 'text' | 'unknown_facts'> & { until?: string; condition?: string };

export const approvedMakersRule: TrustRule = {
  id: RULE_ID,
  version: RULE_VERSION,
  reads: ['maker', 'acquired_on', 'contract'],
  evaluate: (facts, lists, date) => {
    const host = judge(facts, lists.approved_makers_host, 'host', date);
    const agency = judge(facts, lists.approved_makers_agency, 'agency', date);
    return join([...host, ...agency], facts, lists);
  },
};

/** The pack that every agency starts with. */
export const firstPack: RulePack = { id: 'outrider-first', version: '1', rules: [approvedMakersRule] };

function judge(
  facts: TrustFacts,
  list: ApprovedMakers | null,
  owner: Owner,
  date: string,
): (Finding & { owner: Owner })[] {
  const of = (finding: Finding) => [{ ...finding, owner }];
  if (list === null || !list.enabled) return [];
  if (list.in_force_since !== null && date < list.in_force_since) {
    const text = `The ${owner}'s list of approved makers comes into force on ${list.in_force_since}.`;
    return of({ effect: 'permitted', text, unknown_facts: [], until: list.in_force_since });
  }
  if (facts.maker === null) {
    return of({ effect: 'unknown', text: 'The maker of the aircraft is not on file.', unknown_facts: ['maker'] });
  }
  if (keysOf(list).has(makerKey(facts.maker))) {
    return of({
      effect: 'permitted',
      text: `${facts.maker} is on the ${owner}'s list of approved makers.`,
      unknown_facts: [],
    });
  }
  return of(grandfathered(facts, list, owner, date));
}

/** The keys of a list, worked out once for each list: a decision asks for every aircraft. */
const KEYS = new WeakMap<ApprovedMakers, ReadonlySet<string>>();
function keysOf(list: ApprovedMakers): ReadonlySet<string> {
  const known = KEYS.get(list);
  if (known !== undefined) return known;
  const keys = new Set(list.makers.map(makerKey));
  KEYS.set(list, keys);
  return keys;
}

/** Names are the same where they differ only in case, punctuation and the words for a company. */
export function makerKey(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  const core = words.filter((word) => !COMPANY_WORDS.has(word));
  return (core.length > 0 ? core : words).join(' ');
}
const COMPANY_WORDS = new Set([
  'inc',
  'llc',
  'ltd',
  'co',
  'corp',
  'corporation',
  'company',
  'limited',
  'gmbh',
  'sa',
  'ag',
  'bv',
  'plc',
  'the',
]);

function grandfathered(facts: TrustFacts, list: ApprovedMakers, owner: Owner, date: string): Finding {
  const not = `${facts.maker} is not on the ${owner}'s list of approved makers`;
  const denied = (why: string): Finding => ({ effect: 'denied', text: `${not}; ${why}.`, unknown_facts: [] });
  const since = list.in_force_since;
  if (since === null)
    return denied('the list names no day from which it is in force, so no aircraft counts as existing before');
  const { contract, acquired_on } = facts;
  if (contract === null) return denied('it is kept under no contract on file');
  if (acquired_on !== null && acquired_on >= since) {
    return denied(`it came on ${acquired_on}, after the list came into force on ${since}`);
  }
  if (contract.started_on >= since) {
    return denied(`its contract began on ${contract.started_on}, after the list came into force on ${since}`);
  }
  if (contract.renewed_on !== null && contract.renewed_on >= since) {
    return denied(`its contract was renewed on ${contract.renewed_on}, after the list came into force on ${since}`);
  }
  const cap = addDays(since, list.grandfather_cap_days);
  const [last, why] =
    contract.ends_on < cap ? [contract.ends_on, 'its contract'] : [cap, 'the time for existing aircraft'];
  if (date > last) return denied(`${why} ended on ${last}`);
  return {
    effect: 'permitted_with_conditions',
    text: `${not}; as an existing aircraft it may go on until ${last}, when ${why} ends.`,
    unknown_facts: [],
    until: addDays(last, 1),
    condition: `Existing aircraft: until ${last} and not after a renewal of its contract.`,
  };
}

function join(findings: readonly (Finding & { owner: Owner })[], facts: TrustFacts, lists: TrustLists): RuleAnswer {
  const citations = {
    host: lists.approved_makers_host?.citation ?? null,
    agency: lists.approved_makers_agency?.citation ?? null,
  };
  const { maker, acquired_on, contract } = facts;
  const reasons = findings.map((finding): VerdictReason => ({
    rule_id: `${RULE_ID}-${finding.owner}`,
    rule_version: RULE_VERSION,
    effect: finding.effect,
    text: finding.text,
    facts_used: { maker, acquired_on, contract },
    unknown_facts: finding.unknown_facts,
    citation: citations[finding.owner],
  }));
  if (reasons.length === 0) reasons.push(noList(lists));
  const dates = findings.flatMap((finding) => finding.until ?? []).toSorted();
  return { reasons, conditions: findings.flatMap((finding) => finding.condition ?? []), valid_until: dates[0] ?? null };
}

/** Without a list nothing is checked, and that is said: it is not the same as having passed. */
function noList(lists: TrustLists): VerdictReason {
  const loaded = lists.approved_makers_host !== null || lists.approved_makers_agency !== null;
  return {
    rule_id: RULE_ID,
    rule_version: RULE_VERSION,
    effect: 'permitted',
    text: loaded
      ? 'The list of approved makers is switched off; the maker was not checked.'
      : 'No list of approved makers is loaded; the maker was not checked.',
    facts_used: {},
    unknown_facts: ['approved_makers'],
    citation: null,
  };
}
