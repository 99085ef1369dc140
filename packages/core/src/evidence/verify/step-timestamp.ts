import { say, utcText } from './check.js';
import type { Verification } from './check.js';
import { EVIDENCE, readSmall } from './record-files.js';
import { textOf } from './step-seal.js';
import type { TimestampReading } from './timestamp-reading.js';

/** A checkpoint whose time stamp holds. */
export interface Stamped {
  note: string;
  /** "the checkpoint that Notary stamped at 2026-01-02 03:04:05 UTC" */
  name: string;
  trusted: boolean;
}

/** The time-stamped checkpoint that the record brings along; null where there is none, or it does not hold (with a finding). */
export async function readStamped(check: Verification): Promise<Stamped | null> {
  const { files, sizes, readTimestamp } = check;
  const token = await readSmall(files, EVIDENCE.timestamp, sizes.get(EVIDENCE.timestamp));
  const stamped = await readSmall(files, EVIDENCE.timestamped, sizes.get(EVIDENCE.timestamped));
  if (!token && !stamped) return null;
  const place = { file: EVIDENCE.timestamp };
  const note = stamped && textOf(stamped);
  if (!token || !stamped || !note) {
    say(
      check,
      'unknown',
      'timestamp_incomplete',
      'Of the time stamp and the checkpoint that it is about one is missing.',
      place,
    );
    return null;
  }
  if (!readTimestamp) {
    const text = 'The record brings a time stamp (RFC 3161), which is not checked here; "outrider verify" checks it.';
    say(check, 'unknown', 'timestamp_not_checked', text, place);
    return null;
  }
  const reading = await readTimestamp(token, stamped);
  if (!reading.ok) {
    say(check, 'unknown', 'timestamp_wrong', `The time stamp proves nothing: ${reading.reason}.`, place);
    return null;
  }
  sayChain(check, reading);
  const name = `the checkpoint that ${reading.by} stamped at ${utcText(reading.at_utc_ms)}`;
  return { note, name, trusted: reading.chain === 'trusted' };
}

function sayChain(check: Verification, { chain, by }: Extract<TimestampReading, { ok: true }>): void {
  const place = { file: EVIDENCE.timestamp };
  if (chain === 'not_checked') {
    const text = `Whether ${by} is a time-stamping authority to be trusted was not checked: bring its root certificate (--tsa).`;
    say(check, 'note', 'timestamp_authority_not_checked', text, place);
  }
  if (chain === 'untrusted') {
    const text = `None of the root certificates that were brought vouches for ${by}, which stamped the checkpoint.`;
    say(check, 'unknown', 'timestamp_authority_unknown', text, place);
  }
}
