import { say } from './check.js';
import type { Verification } from './check.js';

/** Step: what a record that was made from another one says of that. */
export async function checkParent(check: Verification): Promise<void> {
  const parent = check.sealed?.manifest.parent_manifest_sha256 ?? null;
  if (parent !== null)
    say(
      check,
      'note',
      'made_from',
      `It was made from another record, whose manifest has the SHA-256 ${parent}. That record is verified by itself.`,
    );
  for (const { text, file } of check.statements) say(check, 'note', 'redaction', text, { file });
}
