import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { verifyRecord } from '@outrider/core/evidence';
import type { RecordFiles, VerifyOptions } from '@outrider/core/evidence';
import { nodeDigests } from '@outrider/record/chain';
import { folderFiles, zipFiles } from '@outrider/record/files';
import { describeError } from '@outrider/runtime/errors';
import type { VerificationReport } from '@outrider/schema';
import { flag, parseVerb, texts } from '../support/options.js';
import { readKeys } from './keys.js';
import { reportText } from './report.js';

const HELP = `Usage: outrider verify FOLDER|ZIP [options]

Says what of the record of a flight is proven, what is missing and what was altered. Needs no server and no network.
Ends with 0 when the record is proven, 1 when something is altered, missing or was never sealed, 2 when it cannot be read, and
3 when it is whole in itself but not confirmed: no key was given, or of the given checkpoints none shows that the record was not
replaced, or the key that signed was replaced and nothing shows that the record is older.

  --key FILE          public key of the agency, had from the agency itself and not from the record (may be given again)
  --checkpoint FILE   checkpoint of the agency's log that somebody outside the agency kept (may be given again)
  --json              print the report as one JSON document
  --help              this text`;

const UNREADABLE = 2;
const UNCONFIRMED = 3;
const EXITS: Readonly<Record<VerificationReport['verdict'], number>> = {
  proven: 0,
  unconfirmed: UNCONFIRMED,
  unsealed: 1,
  altered: 1,
  unreadable: UNREADABLE,
};

export async function run(argv: readonly string[]): Promise<number> {
  try {
    const options = { key: texts, checkpoint: texts, json: flag };
    const { values, named, help } = parseVerb('verify', argv, options, ['RECORD']);
    if (help) {
      console.log(HELP);
      return 0;
    }
    const report = await verify(named.RECORD, values.key ?? [], values.checkpoint ?? []);
    console.log(values.json ? JSON.stringify(report) : reportText(report, named.RECORD));
    return EXITS[report.verdict];
  } catch (error) {
    console.error(reasonOf(error));
    return UNREADABLE;
  }
}

/** Any error means here that nothing was verified; 1 is kept for records that were. */
function reasonOf(error: unknown): string {
  const reason = describeError(error);
  const isFileError = error instanceof Error && 'syscall' in error;
  return isFileError ? `file_unreadable: ${error.message}. Check the path and its permissions.` : reason;
}

async function verify(record: string, keyFiles: string[], checkpointFiles: string[]): Promise<VerificationReport> {
  const trustedKeys = (await Promise.all(keyFiles.map(readKeys))).flat();
  const checkpoints = await Promise.all(
    checkpointFiles.map(async (file) => ({ name: basename(file), note: await readFile(file, 'utf8') })),
  );
  const given: Omit<VerifyOptions, 'files'> = { digests: nodeDigests, trustedKeys, checkpoints };
  if ((await stat(record)).isDirectory()) return verifyRecord({ ...given, files: folderFiles(record) });
  const files: RecordFiles & { close(): void } = await zipFiles(record);
  try {
    return await verifyRecord({ ...given, files });
  } finally {
    files.close();
  }
}
