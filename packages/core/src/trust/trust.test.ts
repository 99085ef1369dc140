import type { ApprovedMakers } from '@outrider/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate, firstPack } from './index.js';
import type { TrustFacts, TrustLists } from './index.js';

const list = (over: Partial<ApprovedMakers> = {}): ApprovedMakers => ({
  enabled: true,
  makers: ['Skydio, Inc.', 'Freefly Systems'],
  in_force_since: '2026-03-01',
  grandfather_cap_days: 365,
  citation: 'Policy 12',
  ...over,
});
const lists = (agency: ApprovedMakers | null, host: ApprovedMakers | null = null): TrustLists => ({
  approved_makers_agency: agency,
  approved_makers_host: host,
});
const contract = { party: 'County', started_on: '2025-01-01', ends_on: '2026-12-31', renewed_on: null };
const facts = (over: Partial<TrustFacts> = {}): TrustFacts => ({
  aircraft_id: 'a',
  maker: 'DJI',
  model: 'M30T',
  serial: '1581',
  acquired_on: '2025-01-05',
  contract,
  purpose: 'incident',
  ...over,
});
const word = (f: TrustFacts, l: TrustLists, date = '2026-11-21') => evaluate(f, [firstPack], l, date).word;

test('an approved maker is permitted, whatever the spelling of its company', () => {
  const verdict = evaluate(facts({ maker: 'SKYDIO' }), [firstPack], lists(list()), '2026-11-21');
  expect(verdict).toMatchObject({ word: 'permitted', evaluated_on: '2026-11-21', valid_until: null });
  expect(verdict.reasons[0]).toMatchObject({ rule_id: 'approved-makers-agency', citation: 'Policy 12' });
  expect(verdict.summary.split('\n')).toHaveLength(2);
});

test('an existing aircraft goes on until its contract ends, at most for the cap', () => {
  const verdict = evaluate(facts(), [firstPack], lists(list()), '2026-11-21');
  expect(verdict).toMatchObject({ word: 'permitted_with_conditions', valid_until: '2027-01-01' });
  expect(verdict.conditions).toHaveLength(1);
  expect(word(facts(), lists(list()), '2026-12-31')).toBe('permitted_with_conditions');
  expect(word(facts(), lists(list()), '2027-01-01')).toBe('denied');
  const long = facts({ contract: { ...contract, ends_on: '2030-01-01' } });
  expect(word(long, lists(list()), '2027-03-01')).toBe('permitted_with_conditions');
  expect(word(long, lists(list()), '2027-03-02')).toBe('denied');
});

test('a renewal after the list came into force ends it; one before does not', () => {
  expect(word(facts({ contract: { ...contract, renewed_on: '2026-03-01' } }), lists(list()))).toBe('denied');
  expect(word(facts({ contract: { ...contract, renewed_on: '2026-02-28' } }), lists(list()))).toBe(
    'permitted_with_conditions',
  );
});

test('an aircraft that came later, or under no contract, is not an existing one', () => {
  const late = { ...contract, started_on: '2026-04-01' };
  expect(word(facts({ contract: late, acquired_on: '2026-04-02' }), lists(list()))).toBe('denied');
  // Neither a new contract for an old aircraft nor a new aircraft under an old contract.
  expect(word(facts({ contract: late }), lists(list()))).toBe('denied');
  expect(word(facts({ acquired_on: '2026-04-02' }), lists(list()))).toBe('denied');
  expect(word(facts({ acquired_on: null }), lists(list()))).toBe('permitted_with_conditions');
  expect(word(facts({ contract: null }), lists(list()))).toBe('denied');
  expect(word(facts(), lists(list({ in_force_since: null })))).toBe('denied');
});

test('a maker not on file is unknown; before the first day the list binds nobody', () => {
  expect(word(facts({ maker: null }), lists(list()))).toBe('unknown');
  expect(evaluate(facts(), [firstPack], lists(list()), '2026-02-28')).toMatchObject({
    word: 'permitted',
    valid_until: '2026-03-01',
  });
});

test('no list, a list switched off, and no rules are said', () => {
  const text = (l: TrustLists) => evaluate(facts(), [firstPack], l, '2026-11-21').reasons[0]?.text;
  expect(text(lists(null))).toContain('No list of approved makers is loaded');
  expect(text(lists(list({ enabled: false })))).toContain('switched off');
  expect(evaluate(facts(), [], lists(null), '2026-11-21').word).toBe('unknown');
});

test('host and agency both bind: the stricter wins', () => {
  expect(word(facts(), lists(list({ makers: ['DJI'] }), list()))).toBe('permitted_with_conditions');
  expect(word(facts({ contract: null }), lists(list({ makers: ['DJI'] }), list()))).toBe('denied');
});

test('a rule that throws makes the verdict unknown and is named', () => {
  const broken = {
    id: 'broken',
    version: '1',
    evaluate: () => {
      throw new Error('no data');
    },
  };
  const verdict = evaluate(
    facts({ maker: 'Skydio' }),
    [firstPack, { id: 'p', version: '1', rules: [broken] }],
    lists(list()),
    '2026-11-21',
  );
  expect(verdict.word).toBe('unknown');
  expect(verdict.summary).toContain('broken');
});

test('no wording says "illegal", and the same inputs give the same verdict', () => {
  const day = fc
    .integer({ min: 0, max: 1500 })
    .map((n) => new Date(Date.UTC(2025, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
  const someContract = fc.record({
    party: fc.constant('x'),
    started_on: day,
    ends_on: day,
    renewed_on: fc.option(day),
  });
  const some = fc.record({
    maker: fc.constantFrom('DJI', 'Skydio', null),
    acquired_on: fc.option(day),
    contract: fc.option(someContract),
    date: day,
  });
  fc.assert(
    fc.property(some, ({ date, ...over }) => {
      const once = evaluate(facts(over), [firstPack], lists(list(), list({ makers: [] })), date);
      expect(once).toEqual(evaluate(facts(over), [firstPack], lists(list(), list({ makers: [] })), date));
      expect(JSON.stringify(once)).not.toMatch(/illegal/i);
      if (once.valid_until !== null) expect(once.valid_until > date).toBe(true);
    }),
  );
});
