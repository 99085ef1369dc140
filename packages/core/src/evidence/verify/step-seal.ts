import type { DeletionStatement, SealedManifest, SignedDeletion } from '@outrider/schema';
import { toHex } from '../hex.js';
import { asKeyHistory, vouchedKeys } from '../keys.js';
import type { CountedKey } from '../keys.js';
import { MANIFEST_FILE, isSignature, parseManifest, signerOf } from '../manifest.js';
import { parseVerifierKey } from '../signed-note.js';
import { asShape, is, isHash, isRecordPath, isText, isTime, listOf, objectOf, parsedJson } from '../shape.js';
import { fromUtf8 } from '../utf8.js';
import { countedKey, doubt, say, utcText } from './check.js';
import type { Verification } from './check.js';
import { EVIDENCE, readSmall } from './record-files.js';

/** Reads a JSON file that stands beside the record; null when it is not there, or with a finding when it cannot be read. */
export async function readJson<T>(
  check: Verification,
  file: string,
  asForm: (value: unknown) => T | null,
): Promise<T | null> {
  const bytes = await readSmall(check.files, file, check.sizes.get(file));
  if (bytes === null) return null;
  const value = asForm(parsedJson(textOf(bytes) ?? ''));
  if (value === null)
    say(check, 'unknown', 'evidence_unreadable', `${file} cannot be read, so nothing follows from it.`, { file });
  return value;
}

export function textOf(bytes: Uint8Array): string | null {
  try {
    return fromUtf8(bytes);
  } catch {
    return null;
  }
}

/** Step: the manifest, its signature, and whose key that is. */
export async function checkSeal(check: Verification): Promise<void> {
  check.history = (await readJson(check, EVIDENCE.keys, asKeyHistory)) ?? [];
  const file = MANIFEST_FILE;
  const bytes = await readSmall(check.files, file, check.sizes.get(file));
  if (bytes === null) return sayUnsealed(check);
  check.manifestHash = toHex(check.digests.sha256(bytes));
  const sealed = parseManifest(bytes);
  if (!sealed) {
    say(check, 'altered', 'manifest_altered', 'The manifest was altered: its bytes are not those of a manifest.', {
      file,
    });
    return;
  }
  check.sealed = sealed;
  check.signedBy = await signerOf('manifest', sealed.manifest, sealed.signature, check.digests);
  check.keys = await keysThatCount(check, sealed);
  saySigner(check, sealed);
  if (sealed.manifest.incomplete_reason !== null)
    say(check, 'note', 'sealed_incomplete', `It was sealed as incomplete: ${sealed.manifest.incomplete_reason}`);
  check.deleted = new Map(
    (await provenDeletions(check)).flatMap(({ statement }) => statement.files.map((file) => [file, statement])),
  );
}

function sayUnsealed(check: Verification): void {
  const proof = check.sizes.has(EVIDENCE.inclusion);
  if (proof)
    say(
      check,
      'missing',
      'manifest_removed',
      'The manifest was removed: a proof that it existed lies beside the record.',
    );
  else
    say(
      check,
      'unknown',
      'unsealed',
      'The record was never sealed: nobody signed for what it holds, and its end may be missing.',
    );
}

async function keysThatCount(
  { trustedKeys, history, digests }: Verification,
  sealed: SealedManifest,
): Promise<CountedKey[]> {
  const own = parseVerifierKey(sealed.signature.verifier_key, digests.sha256);
  const from = trustedKeys.length > 0 ? trustedKeys : own ? [own] : [];
  return vouchedKeys(from, history, digests);
}

function saySigner(check: Verification, { manifest, signature }: SealedManifest): void {
  const { signedBy, trustedKeys } = check;
  const file = MANIFEST_FILE;
  if (!signedBy) {
    say(
      check,
      'altered',
      'signature_wrong',
      'The manifest was altered after it was signed: the signature does not fit.',
      { file },
    );
  } else if (!countedKey(check, signedBy)) {
    const text = `The manifest is signed with key ${signature.key_id}, which is not the key given, and that one does not vouch for it.`;
    say(check, 'altered', 'wrong_key', text, { file });
  } else {
    const whose = trustedKeys.length > 0 ? `${manifest.agency_name} with key` : 'the holder of key';
    const text = `It was sealed on ${utcText(manifest.sealed_at_utc_ms)} by ${whose} ${signedBy.keyId}.`;
    say(check, 'proven', 'sealed', text, { file });
    if (trustedKeys.length === 0) {
      const unsure = `The key ${signedBy.keyId} came with the record, and nothing here shows whose it is. Compare it with the one that ${manifest.agency_name} has published: ${signature.verifier_key}`;
      doubt(check, 'key_unconfirmed', unsure);
    }
  }
}

const isDeletion = objectOf({
  statement: objectOf({
    v: is(1),
    flight_id: isText,
    manifest_sha256: isHash,
    files: listOf(isRecordPath),
    deleted_at_utc_ms: isTime,
    reason: isText,
  }),
  signature: isSignature,
});

/** Statements that are about this very record and signed with a key that counts. */
async function provenDeletions(check: Verification): Promise<SignedDeletion[]> {
  const asDeletions = (value: unknown): SignedDeletion[] | null => asShape<SignedDeletion[]>(value, listOf(isDeletion));
  const proven: SignedDeletion[] = [];
  for (const deletion of (await readJson(check, EVIDENCE.deletions, asDeletions)) ?? []) {
    const key = await signerOf('deletion', deletion.statement, deletion.signature, check.digests);
    const counted = countedKey(check, key);
    if (counted && deletion.statement.manifest_sha256 === check.manifestHash) {
      proven.push(deletion);
      if (counted.until_utc_ms !== null) keepOld(check, deletion.statement, counted.keyId, counted.until_utc_ms);
    } else
      say(
        check,
        'altered',
        'deletion_unproven',
        'A statement of deletion is not signed by the agency for this record.',
        { file: EVIDENCE.deletions },
      );
  }
  return proven;
}

function keepOld(
  { oldDeletions }: Verification,
  statement: DeletionStatement,
  keyId: string,
  untilUtcMs: number,
): void {
  const text = `A statement of deletion is signed with key ${keyId}, which was replaced on ${utcText(untilUtcMs)}; nothing shows that it is older than that.`;
  oldDeletions.push({ statement, text });
}
