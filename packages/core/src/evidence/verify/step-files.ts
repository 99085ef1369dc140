import { toHex } from '../hex.js';
import { MANIFEST_FILE } from '../manifest.js';
import { isAdded } from './addenda.js';
import { deletionOf, say, utcText } from './check.js';
import type { Verification } from './check.js';
import { EVIDENCE, REPORT_FILE } from './record-files.js';
import { isChainFile } from './step-chains.js';

/** Made from the segments whenever it is wanted, so nothing rests on it. */
const isDerived = (file: string): boolean => /^video\/[^/]+\/index\.json$/.test(file);

/** Step: files that the manifest itself vouches for, bytes that no entry vouches for, and files that nobody sealed. */
export async function checkFiles(check: Verification): Promise<void> {
  const sealed = check.sealed?.manifest;
  if (!sealed) return;
  for (const { file, bytes, sha256 } of sealed.files) {
    if (sha256 !== null) await checkHash(check, file, sha256);
    else checkLength(check, file, bytes);
  }
  const known = new Set([
    MANIFEST_FILE,
    REPORT_FILE,
    ...sealed.files.map(({ file }) => file),
    ...check.payloads.map(({ file }) => file),
  ]);
  for (const file of check.sizes.keys()) {
    if (known.has(file) || isChainFile(file) || isDerived(file) || isAdded(file)) continue;
    if (file.startsWith(EVIDENCE.folder)) continue;
    say(check, 'note', 'file_added', `${file} is not part of the sealed record; nothing of it is proven.`, { file });
  }
}

async function checkHash(check: Verification, file: string, sha256: string): Promise<void> {
  const bytes = check.sizes.get(file);
  if (bytes === undefined) return sayGone(check, file);
  const hash = check.digests.startSha256();
  if (bytes > 0) for await (const chunk of check.files.read(file, 0, bytes)) hash.update(chunk);
  if (toHex(await hash.digest()) !== sha256) say(check, 'altered', 'file_altered', `${file} was altered.`, { file });
}

function sayGone(check: Verification, file: string): void {
  const deletion = deletionOf(check, file);
  if (!deletion) return say(check, 'missing', 'file_removed', `${file} was removed.`, { file });
  const when = utcText(deletion.deleted_at_utc_ms);
  const text = `Hole: ${file} was deleted by the agency on ${when}: ${deletion.reason} The manifest still names its hash.`;
  say(check, 'note', 'file_deleted', text, { file });
}

/** Bytes that stand in a sealed file beyond what was hashed were put there later; what is missing was said with its payload. */
function checkLength(check: Verification, file: string, bytes: number): void {
  const there = check.sizes.get(file);
  if (there === undefined || there <= bytes) return;
  say(check, 'altered', 'file_grown', `${file} has ${there - bytes} bytes more than when it was sealed.`, { file });
}
