import { toHex } from '../hex.js';
import { asLogLeaf, loggedHash } from '../log.js';
import { isObject } from '../shape.js';
import { addendaOf } from './addenda.js';
import { say, utcText } from './check.js';
import type { Verification } from './check.js';
import { EVIDENCE, REPORT_FILE, readSmall } from './record-files.js';
import { readJson } from './step-seal.js';

/** Step: with which leaf of the log the package was given out, and whether its report is the one of that moment. */
export async function checkExport(check: Verification): Promise<void> {
  const leaf = await readJson(check, EVIDENCE.exported, asLogLeaf);
  if (!leaf) return sayReportAlone(check);
  const { body, at_utc_ms } = leaf;
  const detail = isObject(body['detail']) ? body['detail'] : {};
  const file = EVIDENCE.exported;
  const hash = loggedHash(leaf, check.digests.sha256);
  if (!check.leaves) {
    const text = 'Without the leaves of the log nobody can tell whether the package is the one that was given out.';
    return say(check, 'unknown', 'export_unknown', text, { file });
  }
  const index = check.leaves.findIndex((known) => toHex(known) === hash);
  if (index < 0 || detail['manifest_sha256'] !== check.manifestHash) {
    const text = 'The agency\u2019s log has no such export of this record: what says so was altered or made up.';
    return say(check, 'altered', 'export_unproven', text, { file });
  }
  if (index >= check.confirmedLeaves) {
    const text = 'The log that has this export is signed with a key that was replaced: nothing shows that it is older.';
    return say(check, 'unknown', 'export_unknown', text, { file });
  }
  const by = typeof body['by'] === 'string' ? ` by ${body['by']}` : '';
  say(check, 'proven', 'exported', `It was given out on ${utcText(at_utc_ms)}${by}, as the agency\u2019s log has it.`, {
    file,
  });
  check.exportNumber = typeof body['number'] === 'number' ? body['number'] : null;
  const known = addendaOf(check.sizes.keys()).length;
  const addenda = typeof detail['addenda'] === 'number' ? detail['addenda'] : 0;
  if (addenda > known) {
    const text = `The package was given out with ${addenda} addenda, of which ${known} are there.`;
    say(check, 'missing', 'addenda_removed', text);
  }
  await checkReport(check, detail['report_sha256']);
}

async function checkReport(check: Verification, sha256: unknown): Promise<void> {
  const bytes = await readSmall(check.files, REPORT_FILE, check.sizes.get(REPORT_FILE));
  const file = REPORT_FILE;
  if (bytes === null) return say(check, 'note', 'report_left_out', `${file} was left out of the package.`, { file });
  if (toHex(check.digests.sha256(bytes)) === sha256)
    say(check, 'proven', 'report', `${file} is the report that was made when the record was given out.`, { file });
  else say(check, 'altered', 'report_altered', `${file} was altered after the record was given out.`, { file });
}

function sayReportAlone(check: Verification): void {
  if (!check.sizes.has(REPORT_FILE) || !check.sealed) return;
  const text = `${REPORT_FILE} is for reading; nothing shows that it was made from this record.`;
  say(check, 'note', 'report_unproven', text, { file: REPORT_FILE });
}
