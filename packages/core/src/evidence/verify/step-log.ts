import { parseCheckpoint } from '../checkpoint.js';
import type { Checkpoint } from '../checkpoint.js';
import { toHex } from '../hex.js';
import { asInclusionProof, holdsInclusion, logLeafHash } from '../log.js';
import { MANIFEST_FILE } from '../manifest.js';
import { merkleRoot } from '../merkle.js';
import { parseNote, signersOf } from '../signed-note.js';
import { countedKey, doubt, say, utcText } from './check.js';
import type { Verification } from './check.js';
import { EVIDENCE, readSmall } from './record-files.js';
import { readJson, textOf } from './step-seal.js';
import { readStamped } from './step-timestamp.js';
import type { Stamped } from './step-timestamp.js';

/** Leaves with which a manifest is put down. */
const SEALED_AS: ReadonlySet<string> = new Set(['record_sealed', 'addendum_sealed']);

/** The log as the record brings it along. */
interface OwnLog {
  checkpoint: Named;
  index: number;
  leaves: Uint8Array[] | null;
}

/** Step: the place of the record in the agency's log, and what outsiders know of that log. */
export async function checkLog(check: Verification): Promise<void> {
  if (!check.sealed) return;
  const own = await ownLog(check);
  if (own && own.checkpoint.retired_utc_ms === null) sayInLog(check, own, own.checkpoint.size);
  const outside = await outsideCheckpoints(check);
  sayForks(check, outside);
  const agreeing = outside.filter((known) => (own ? agrees(check, own, known) : sayUncompared(check, known)));
  // Whoever stole a key that was replaced can sign a log as well, so only what an outsider holds of it counts.
  if (own && own.checkpoint.retired_utc_ms !== null)
    sayInLog(check, own, Math.max(0, ...agreeing.map(({ size }) => size)));
  const isHeld = own !== null && agreeing.some(({ size }) => own.index < size);
  doubtKey(check, own);
  const stamped = own && (await readStamped(check));
  const vouched = own && stamped ? await sayStamped(check, own, stamped) : false;
  if (check.checkpoints.length === 0) {
    if (vouched) return;
    const text =
      'No checkpoint from outside was given: only the agency itself vouches that nothing was removed or replaced after sealing.';
    say(check, 'note', 'no_outside_checkpoint', text);
  } else if (!isHeld) {
    const text = 'Of the checkpoints that were given none shows that this record was not replaced.';
    doubt(check, 'checkpoint_unconfirmed', text);
  }
}

function sayInLog(check: Verification, { checkpoint, index }: OwnLog, confirmed: number): void {
  check.confirmedLeaves = confirmed;
  const place = { file: EVIDENCE.inclusion };
  if (index < confirmed) {
    const text = `The record is number ${index + 1} of ${checkpoint.size} in the agency\u2019s log.`;
    return say(check, 'proven', 'in_log', text, place);
  }
  const text =
    'The proof of its place in the log is signed with a key that was replaced, which may be another\u2019s by now.';
  say(check, 'unknown', 'log_key_retired', text, place);
}

/** A key that was replaced counts for what the log held before, which only a newer key or an outsider can show. */
function doubtKey(check: Verification, own: OwnLog | null): void {
  const until = countedKey(check, check.signedBy)?.until_utc_ms ?? null;
  if (until === null || (own && own.index < check.confirmedLeaves)) return;
  const text = `The key ${check.signedBy?.keyId} was replaced on ${utcText(until)}, and nothing shows that the record is older: who stole that key could have made it. Ask the agency for a new export, whose checkpoint has its present key.`;
  doubt(check, 'key_retired', text, { file: MANIFEST_FILE });
}

interface Named extends Checkpoint {
  name: string;
  /** When the key that signed it was replaced; null: it is in use. */
  retired_utc_ms: number | null;
}

/** A checkpoint that a key that counts has signed; null, with a finding, for any other. */
async function readCheckpoint(check: Verification, name: string, text: string | null): Promise<Named | null> {
  const note = text === null ? null : parseNote(text);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!note || !checkpoint) {
    say(check, 'unknown', 'checkpoint_unreadable', `${name} is no checkpoint.`);
    return null;
  }
  const signers = await signersOf(note, check.keys, check.digests);
  const best = signers.find(({ until_utc_ms }) => until_utc_ms === null) ?? signers[0];
  if (best) return { name, retired_utc_ms: best.until_utc_ms, ...checkpoint };
  say(
    check,
    'unknown',
    'checkpoint_foreign',
    `${name} is not signed by the agency that sealed the record, or was altered.`,
  );
  return null;
}

async function outsideCheckpoints(check: Verification): Promise<Named[]> {
  const read: Named[] = [];
  for (const { name, note } of check.checkpoints) {
    const checkpoint = await readCheckpoint(check, name, note);
    if (checkpoint) read.push(checkpoint);
  }
  return read;
}

async function ownLog(check: Verification): Promise<OwnLog | null> {
  const proof = await readJson(check, EVIDENCE.inclusion, asInclusionProof);
  const bytes = await readSmall(check.files, EVIDENCE.checkpoint, check.sizes.get(EVIDENCE.checkpoint));
  if (!proof || !bytes) {
    say(check, 'unknown', 'not_in_log', 'The record brings no proof that it is in the agency\u2019s log.');
    return null;
  }
  const checkpoint = await readCheckpoint(check, EVIDENCE.checkpoint, textOf(bytes));
  if (!checkpoint) return null;
  const { sha256 } = check.digests;
  const isThis = SEALED_AS.has(proof.leaf.kind) && proof.leaf.body['manifest_sha256'] === check.manifestHash;
  if (!isThis || proof.size !== checkpoint.size || !holdsInclusion(proof, checkpoint.root, sha256)) {
    say(
      check,
      'altered',
      'inclusion_wrong',
      'The agency\u2019s log does not hold this manifest: another one was logged for it, or the proof was altered.',
    );
    return null;
  }
  const leaves = await ownLeaves(check, checkpoint);
  check.leaves = leaves;
  if (leaves && toHex(leaves[proof.index]!) !== toHex(logLeafHash(proof.leaf, sha256))) return null;
  return { checkpoint, index: proof.index, leaves };
}

async function ownLeaves(check: Verification, { size, root }: Checkpoint): Promise<Uint8Array[] | null> {
  const bytes = await readSmall(check.files, EVIDENCE.leaves, check.sizes.get(EVIDENCE.leaves));
  if (!bytes) return null;
  const leaves = Array.from({ length: Math.floor(bytes.byteLength / 32) }, (_, n) =>
    bytes.subarray(n * 32, n * 32 + 32),
  );
  if (
    leaves.length === size &&
    bytes.byteLength === size * 32 &&
    toHex(merkleRoot(leaves, check.digests.sha256)) === toHex(root)
  )
    return leaves;
  say(check, 'altered', 'leaves_wrong', `${EVIDENCE.leaves} does not give the root of ${EVIDENCE.checkpoint}.`, {
    file: EVIDENCE.leaves,
  });
  return null;
}

/** Two checkpoints of one log and one size must agree. */
function sayForks(check: Verification, checkpoints: readonly Named[]): void {
  checkpoints.forEach((one, index) => {
    for (const other of checkpoints.slice(index + 1)) {
      if (one.origin !== other.origin || one.size !== other.size || toHex(one.root) === toHex(other.root)) continue;
      sayForked(check, one.name, other.name, one.size);
    }
  });
}

function sayForked(check: Verification, one: string, other: string, size: number): void {
  const text = `The agency\u2019s log was forked: checkpoint ${one} and checkpoint ${other} disagree about its first ${size} entries.`;
  say(check, 'altered', 'log_forked', text);
}

/** Says what a checkpoint from outside shows of the record's own log; true when it is the same log. */
function agrees(check: Verification, own: OwnLog, known: Named): boolean {
  const { checkpoint, index } = own;
  const unknown = (code: string, text: string): false => {
    say(check, 'unknown', code, text);
    return false;
  };
  if (known.origin !== checkpoint.origin) return unknown('checkpoint_foreign', `${known.name} is of another log.`);
  if (known.size > checkpoint.size) {
    const text = `${known.name} is newer than the record\u2019s own checkpoint; export the record again to compare them.`;
    return unknown('checkpoint_newer', text);
  }
  const root = rootAt(check, own, known.size);
  if (!root) return unknown('leaves_missing', `Without ${EVIDENCE.leaves} nothing follows from ${known.name}.`);
  if (toHex(root) !== toHex(known.root)) {
    sayForked(check, known.name, EVIDENCE.checkpoint, known.size);
    return false;
  }
  if (index < known.size) {
    const text = `${known.name}, which was kept outside the agency, proves that the sealed record has not been replaced since that checkpoint.`;
    say(check, 'proven', 'outside_checkpoint', text);
  } else {
    const text = `${known.name} fits the agency\u2019s log, but is older than the seal of this record: of the record itself it proves nothing.`;
    say(check, 'note', 'checkpoint_older', text);
  }
  return true;
}

function sayUncompared(check: Verification, { name }: Named): false {
  const text = `${name} is of the agency\u2019s log, but the record brings no proof of its place there: it shows nothing of this record.`;
  say(check, 'unknown', 'checkpoint_uncompared', text);
  return false;
}

/** Root of the log as the record brings it, when it had this size; null where that cannot be told. */
function rootAt({ digests }: Verification, { checkpoint, leaves }: OwnLog, size: number): Uint8Array | null {
  if (size === checkpoint.size) return checkpoint.root;
  return leaves && size < checkpoint.size ? merkleRoot(leaves, digests.sha256, 0, size) : null;
}

/** What a checkpoint with a time stamp that holds says of the record; whether somebody to be trusted vouches for it by that. */
async function sayStamped(check: Verification, own: OwnLog, { note, name, trusted }: Stamped): Promise<boolean> {
  const known = await readCheckpoint(check, EVIDENCE.timestamped, note);
  if (!known) return false;
  const root = known.origin === own.checkpoint.origin ? rootAt(check, own, known.size) : null;
  const place = { file: EVIDENCE.timestamp };
  if (!root) {
    say(check, 'unknown', 'leaves_missing', `Without ${EVIDENCE.leaves} nothing follows from ${name}.`, place);
    return false;
  }
  if (toHex(root) !== toHex(known.root)) {
    sayForked(check, name, EVIDENCE.checkpoint, known.size);
    return false;
  }
  if (own.index >= known.size) {
    say(check, 'note', 'timestamp_older', `The log fits ${name}, but this record was sealed after it.`, place);
    return false;
  }
  const text = `The log fits ${name}, and holds the record (RFC 3161): it existed then as it is, and has not been replaced since.`;
  say(check, 'proven', 'timestamped', text, place);
  return trusted;
}
