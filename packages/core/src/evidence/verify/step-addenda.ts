import type { FindingLevel, VerificationFinding, VerificationReport } from '@outrider/schema';
import { MANIFEST_FILE, parseManifest } from '../manifest.js';
import { addendaOf, addendumFolder, filesBelow } from './addenda.js';
import { say } from './check.js';
import type { Verification, VerifyOptions } from './check.js';
import { readSmall } from './record-files.js';

type Verify = (options: VerifyOptions) => Promise<VerificationReport>;
/** What is said of the record itself is not said again of each addendum. */
const SAID_ALREADY: ReadonlySet<string> = new Set(['no_outside_checkpoint', 'key_unconfirmed', 'made_from', 'in_log']);
const FORWARDED: readonly FindingLevel[] = ['altered', 'missing', 'unknown', 'note'];

/** What came after the seal: each addendum has a manifest of its own, signed by the same agency, that names this record. */
export async function checkAddenda(check: Verification, verify: Verify): Promise<void> {
  if (!check.sealed) return;
  const there = addendaOf(check.sizes.keys());
  for (let number = 1; number <= (there.at(-1) ?? 0); number++) {
    if (there.includes(number)) await checkAddendum(check, number, verify);
    else say(check, 'missing', 'addendum_removed', `Addendum ${number} was removed.`, { file: addendumFolder(number) });
  }
}

async function checkAddendum(check: Verification, number: number, verify: Verify): Promise<void> {
  const folder = addendumFolder(number);
  const file = `${folder}/${MANIFEST_FILE}`;
  const bytes = await readSmall(check.files, file, check.sizes.get(file));
  const manifest = bytes && parseManifest(bytes)?.manifest;
  if (!bytes) {
    const text = `Addendum ${number} has no manifest any more; nothing of it is proven.`;
    return say(check, 'missing', 'addendum_unsealed', text, { file });
  }
  if (manifest && manifest.parent_manifest_sha256 !== check.manifestHash) {
    const text = `Addendum ${number} belongs to another record: its manifest names another parent.`;
    return say(check, 'altered', 'addendum_foreign', text, { file });
  }
  const report = await verify({
    files: filesBelow(check.files, folder),
    digests: check.digests,
    // It has to be the agency that sealed the record, or one of its later keys.
    trustedKeys: check.trustedKeys.length > 0 ? check.trustedKeys : check.signedBy ? [check.signedBy] : [],
    checkpoints: [],
  });
  check.payloadBytes += report.payload_bytes;
  // The reason is among its findings.
  if (report.verdict === 'unconfirmed') check.confirmed = false;
  for (const finding of report.findings) forward(check, number, finding);
}

function forward(check: Verification, number: number, { level, code, text, file, from_s, to_s }: VerificationFinding) {
  const isShown = FORWARDED.includes(level) || code === 'sealed' || code === 'payloads';
  if (!isShown || SAID_ALREADY.has(code)) return;
  const place = { from_s, to_s, ...(file === null ? {} : { file: `${addendumFolder(number)}/${file}` }) };
  say(check, level, `addendum_${code}`, `Addendum ${number}: ${text}`, place);
}
