import { toHex } from '../hex.js';
import { asLoggedLeaves, loggedHash } from '../log.js';
import type { LoggedLeaf } from '../log.js';
import { isObject } from '../shape.js';
import { doubt, say } from './check.js';
import type { Verification } from './check.js';
import { EVIDENCE } from './record-files.js';
import { readJson } from './step-seal.js';

const file = EVIDENCE.custody;
const MOST_NAMED = 10;

/** Step: who had the record in hand: each event is in the agency's log in these words, and none was left out. */
export async function checkCustody(check: Verification): Promise<void> {
  const events = await readJson(check, file, asLoggedLeaves);
  doubtOldDeletions(check, events ?? []);
  if (!events) return;
  const leaves = check.leaves?.slice(0, check.confirmedLeaves);
  if (!leaves || leaves.length !== check.leaves?.length) {
    const text =
      'Without the leaves of the log, under a key in use, nobody can tell whether the custody is as it was put down.';
    return say(check, 'unknown', 'custody_unknown', text, { file });
  }
  const wrong = events.filter((event) => !isOfRecord(check, event) || !isLogged(check, leaves, event));
  for (const { index, leaf } of wrong) {
    const text = `An event of custody (${leaf.kind}, number ${index + 1} in the log) was altered.`;
    say(check, 'altered', 'custody_altered', text, { file });
  }
  const gaps = missingNumbers(events, check.exportNumber ?? 0);
  if (gaps.length > 0) {
    const which = `${gaps.slice(0, MOST_NAMED).join(', ')}${gaps.length > MOST_NAMED ? ' and more' : ''}`;
    say(check, 'missing', 'custody_removed', `Of the custody of this record was left out: event ${which}.`, { file });
  }
  if (wrong.length > 0 || gaps.length > 0) return;
  const text = `Custody: ${events.length} events are in the agency\u2019s log in the same words, and none was left out.`;
  say(check, 'proven', 'custody', text, { file });
}

const isOfRecord = ({ sealed }: Verification, { leaf }: LoggedLeaf): boolean =>
  sealed === null || leaf.body['flight_id'] === sealed.manifest.flight_id;

function isLogged({ digests }: Verification, leaves: readonly Uint8Array[], { index, leaf }: LoggedLeaf): boolean {
  const known = leaves[index];
  return known !== undefined && toHex(known) === loggedHash(leaf, digests.sha256);
}

/** A key that was replaced proves a deletion that the log has as an event of custody, with a key in use or an outsider behind it. */
function doubtOldDeletions(check: Verification, events: readonly LoggedLeaf[]): void {
  const leaves = check.leaves?.slice(0, check.confirmedLeaves) ?? [];
  for (const { statement, text } of check.oldDeletions) {
    const isKnown = events.some(
      (event) =>
        event.leaf.kind === 'payload_deleted' &&
        event.leaf.at_utc_ms === statement.deleted_at_utc_ms &&
        isOfRecord(check, event) &&
        names(event, statement.files) &&
        isLogged(check, leaves, event),
    );
    if (!isKnown) doubt(check, 'deletion_key_retired', text, { file: EVIDENCE.deletions });
  }
}

function names({ leaf }: LoggedLeaf, files: readonly string[]): boolean {
  const detail = isObject(leaf.body['detail']) ? leaf.body['detail'] : {};
  const known = new Set(Array.isArray(detail['files']) ? detail['files'] : []);
  return files.every((file) => known.has(file));
}

/** Events of a record are numbered from 1; what was put down before they were has no number. At most one more than is named. */
function missingNumbers(events: readonly LoggedLeaf[], atLeast: number): number[] {
  const found = events.map(({ leaf }) => leaf.body['number']).filter((number) => typeof number === 'number');
  const numbers = new Set(found);
  const last = found.reduce((most, number) => Math.max(most, number), atLeast);
  const missing: number[] = [];
  for (let number = 1; number <= last && missing.length <= MOST_NAMED; number++)
    if (!numbers.has(number)) missing.push(number);
  return missing;
}
