import type { AgencyPublicKey } from '@outrider/schema';
import { fromBase64 } from './base64.js';
import type { Digests } from './digests.js';
import { signedBytes } from './manifest.js';
import { encodeVerifierKey, parseVerifierKey, sameKey } from './signed-note.js';
import type { NoteKey } from './signed-note.js';
import { asShape, isKeyId, isText, isTime, listOf, nullOr, objectOf } from './shape.js';

/** What both keys sign when one follows the other. */
export const successionOf = (previousVerifierKey: string, verifierKey: string, atUtcMs: number): Uint8Array =>
  signedBytes('succession', { previous: previousVerifierKey, next: verifierKey, at_utc_ms: atUtcMs });

const isKey = objectOf({
  key_id: isKeyId,
  verifier_key: isText,
  from_utc_ms: isTime,
  until_utc_ms: nullOr(isTime),
  succession: nullOr(
    objectOf({ previous_key_id: isKeyId, signature_of_previous_base64: isText, signature_of_this_base64: isText }),
  ),
});
/** One new key a week for 19 years; more is no history but a load. */
const MOST_KEYS = 1000;

/** A history of keys as it was read; null when it has not that form or is longer than any. */
export function asKeyHistory(value: unknown): AgencyPublicKey[] | null {
  const history = asShape<AgencyPublicKey[]>(value, listOf(isKey));
  return history && history.length <= MOST_KEYS ? history : null;
}

/** A key whose signature counts. */
export interface CountedKey extends NoteKey {
  /**
   * When another key followed it, as both signed; null: it is in use as far as is known. Whoever has stolen a key can sign with it
   * after that too, so of what it signed the time has to be shown by something else.
   */
  until_utc_ms: number | null;
}
/** A key that a verifier brings along; without an end it is taken as in use, unless a history says otherwise. */
export type TrustedKey = NoteKey & Partial<Pick<CountedKey, 'until_utc_ms'>>;

interface HistoricKey extends AgencyPublicKey {
  key: NoteKey;
}

/**
 * The line of keys that one of `trusted` belongs to: those before it and those after it, as long as both keys signed each step. Keys
 * are the same when name and public key are; their ids are too short to tell them apart. An old key beside its known successor
 * vouches for no other one, and one that signed for two successors vouches for neither: one of them is a thief's.
 */
export async function vouchedKeys(
  trusted: readonly TrustedKey[],
  history: readonly AgencyPublicKey[],
  digests: Digests,
): Promise<CountedKey[]> {
  const line: CountedKey[] = [];
  for (const { until_utc_ms = null, ...key } of trusted) add(line, key, until_utc_ms);
  const known = historicKeys(history, digests);
  await addPredecessors(line, known, digests);
  await addSuccessors(line, known, digests);
  return line;
}

function historicKeys(history: readonly AgencyPublicKey[], { sha256 }: Digests): HistoricKey[] {
  const known = new Map<string, HistoricKey>();
  for (const row of history) {
    const key = parseVerifierKey(row.verifier_key, sha256);
    if (key?.keyId === row.key_id) known.set(JSON.stringify(row), { ...row, key });
  }
  return [...known.values()];
}

function add(line: CountedKey[], key: NoteKey, until_utc_ms: number | null): void {
  const there = line.find((one) => sameKey(one, key));
  if (!there) line.push({ ...key, until_utc_ms });
  else if (until_utc_ms !== null) there.until_utc_ms = Math.min(until_utc_ms, there.until_utc_ms ?? until_utc_ms);
}

async function addPredecessors(line: CountedKey[], known: readonly HistoricKey[], digests: Digests): Promise<void> {
  // What is added on the way has its turn too.
  for (const next of line)
    for (const row of known.filter(({ key }) => sameKey(key, next)))
      for (const key of distinct(known).filter(({ keyId }) => keyId === row.succession?.previous_key_id))
        if (await isStep(key, row, digests)) add(line, key, row.from_utc_ms);
}

const distinct = (known: readonly HistoricKey[]): NoteKey[] => [
  ...new Map(known.map(({ verifier_key, key }) => [verifier_key.trim(), key])).values(),
];

async function addSuccessors(line: CountedKey[], known: readonly HistoricKey[], digests: Digests): Promise<void> {
  for (const head of line) {
    if (head.until_utc_ms !== null) continue;
    const followers: CountedKey[] = [];
    for (const row of known) {
      if (row.succession?.previous_key_id !== head.keyId || !(await isStep(head, row, digests))) continue;
      add(line, head, row.from_utc_ms);
      add(followers, row.key, null);
    }
    const [next] = followers;
    if (followers.length === 1 && next && !line.some((key) => sameKey(key, next))) line.push(next);
  }
}

/** Whether the two keys, of one name, both signed that the second follows the first. */
async function isStep(
  previous: NoteKey,
  { key, succession, from_utc_ms }: HistoricKey,
  { verifyEd25519 }: Digests,
): Promise<boolean> {
  const byPrevious = fromBase64(succession?.signature_of_previous_base64 ?? '');
  const byThis = fromBase64(succession?.signature_of_this_base64 ?? '');
  if (!byPrevious || !byThis || previous.name !== key.name || sameKey(previous, key)) return false;
  const message = successionOf(encodeVerifierKey(previous), encodeVerifierKey(key), from_utc_ms);
  return (
    (await verifyEd25519(previous.publicKey, message, byPrevious)) &&
    (await verifyEd25519(key.publicKey, message, byThis))
  );
}
