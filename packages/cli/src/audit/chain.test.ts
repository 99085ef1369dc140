import { expect, test } from 'vitest';
import { checkChains, lineHash } from './chain.js';
import type { AuditHead, AuditLine } from './chain.js';

const ID = 'agency';

function chain(count: number): AuditLine[] {
  const lines: AuditLine[] = [];
  for (let seq = 1; seq <= count; seq++) {
    const entry = { seq, action: 'login', detail: { n: seq } };
    lines.push({ agency_id: ID, seq, entry, hash: lineHash(lines.at(-1)?.hash ?? new Uint8Array(), entry) });
  }
  return lines;
}
const headOf = (lines: readonly AuditLine[]): AuditHead => ({
  agency_id: ID,
  name: 'Demo',
  last_seq: lines.length,
  last_hash: lines.at(-1)?.hash ?? new Uint8Array(),
});
async function faultIn(lines: readonly AuditLine[], head: AuditHead): Promise<string | null> {
  async function* given() {
    yield* lines;
  }
  const [report] = await checkChains([head], given());
  return report!.fault;
}

test('a whole chain, and an empty one, hold', async () => {
  for (const count of [0, 1, 5]) expect(await faultIn(chain(count), headOf(chain(count)))).toBeNull();
});

test('an altered, removed, exchanged, added or cut-off line is found and named', async () => {
  const whole = chain(5);
  const head = headOf(whole);
  const altered = whole.with(2, { ...whole[2]!, entry: { ...whole[2]!.entry, action: 'nothing' } });
  expect(await faultIn(altered, head)).toMatch(/^Entry 3 was altered/);
  expect(await faultIn(whole.toSpliced(2, 1), head)).toMatch(/^Entry 3 is missing/);
  expect(await faultIn([...whole.slice(0, 2), whole[3]!, whole[2]!, whole[4]!], head)).toMatch(/^Entry 3 is missing/);
  expect(await faultIn(whole.slice(0, 4), head)).toMatch(/ends with entry 4, but .* names entry 5/);
  expect(await faultIn(chain(6), head)).toMatch(/ends with entry 6/);
  expect(await faultIn([], head)).toMatch(/ends with entry 0/);
});

test('lines of an agency that nobody knows are told', async () => {
  async function* given() {
    yield* chain(2);
  }
  expect(await checkChains([], given())).toEqual([
    { agency_id: ID, name: '?', entries: 2, fault: 'No head knows this log.' },
  ]);
});

test('the order of keys does not matter, the content does', () => {
  const one = lineHash(new Uint8Array(), { a: 1, b: { c: [1, { e: 2, d: 3 }] } });
  expect(lineHash(new Uint8Array(), { b: { c: [1, { d: 3, e: 2 }] }, a: 1 })).toEqual(one);
  expect(lineHash(new Uint8Array(), { b: { c: [{ d: 3, e: 2 }, 1] }, a: 1 })).not.toEqual(one);
});
