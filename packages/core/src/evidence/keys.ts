import type { AgencyPublicKey } from '@outrider/schema';
import { fromBase64 } from './base64.js';
import type { Digests } from './digests.js';
import { signedBytes } from './manifest.js';
import { parseVerifierKey } from './signed-note.js';
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

/** A history of keys as it was read; null when it has not that form. */
export const asKeyHistory = (value: unknown): AgencyPublicKey[] | null =>
  asShape<AgencyPublicKey[]>(value, listOf(isKey));

/**
 * All keys that are vouched for by one of `trusted`: its own successors and predecessors, as long as both keys signed each step.
 * A step with a wrong signature ends the line there.
 */
export async function vouchedKeys(
  trusted: readonly NoteKey[],
  history: readonly AgencyPublicKey[],
  digests: Digests,
): Promise<NoteKey[]> {
  const keys = [...trusted];
  const has = (id: string): boolean => keys.some((key) => key.keyId === id);
  const steps = await provenSteps(history, digests);
  for (let grown = true; grown;) {
    grown = false;
    for (const [previous, next] of steps) {
      if (has(previous.keyId) === has(next.keyId)) continue;
      keys.push(has(previous.keyId) ? next : previous);
      grown = true;
    }
  }
  return keys;
}

async function provenSteps(history: readonly AgencyPublicKey[], digests: Digests): Promise<[NoteKey, NoteKey][]> {
  const steps: [NoteKey, NoteKey][] = [];
  for (const next of history) {
    const previous = history.find((key) => key.key_id === next.succession?.previous_key_id);
    const pair = previous && (await provenStep(previous, next, digests));
    if (pair) steps.push(pair);
  }
  return steps;
}

async function provenStep(
  previous: AgencyPublicKey,
  next: AgencyPublicKey,
  { sha256, verifyEd25519 }: Digests,
): Promise<[NoteKey, NoteKey] | null> {
  const keys = [parseVerifierKey(previous.verifier_key, sha256), parseVerifierKey(next.verifier_key, sha256)] as const;
  const [older, newer] = keys;
  const byOlder = fromBase64(next.succession?.signature_of_previous_base64 ?? '');
  const byNewer = fromBase64(next.succession?.signature_of_this_base64 ?? '');
  if (!older || !newer || !byOlder || !byNewer) return null;
  if (older.keyId !== previous.key_id || newer.keyId !== next.key_id) return null;
  const message = successionOf(previous.verifier_key, next.verifier_key, next.from_utc_ms);
  const both =
    (await verifyEd25519(older.publicKey, message, byOlder)) &&
    (await verifyEd25519(newer.publicKey, message, byNewer));
  return both ? [older, newer] : null;
}
