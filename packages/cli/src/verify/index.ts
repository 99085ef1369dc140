import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { verifyRecord } from '@outrider/core/evidence';
import type { RecordFiles, VerifyOptions } from '@outrider/core/evidence';
import { nodeDigests } from '@outrider/record/chain';
import { folderFiles, zipFiles } from '@outrider/record/files';
import { checkTimestamp } from '@outrider/record/timestamp';
import { describeError } from '@outrider/runtime/errors';
import type { VerificationReport } from '@outrider/schema';
import { flag, parseVerb, texts } from '../support/options.js';
import { readKeys } from './keys.js';
import { reportText } from './report.js';
import { readRoots } from './roots.js';

const HELP = `Usage: outrider verify FOLDER|ZIP [options]

Says what of the record of a flight is proven, what is missing and what was altered. Needs no server and no network.
Ends with 0 when the record is proven, or intact where no key and no checkpoint was given to prove it by; 1 when something is
altered, missing or was never sealed; 2 when it cannot be read; and 3 when what was given does not confirm it: a checkpoint
without a key, checkpoints of which none shows that the record was not replaced, or a key that was replaced while nothing shows
that the record is older.

  --key FILE          public key of the agency, had from the agency itself and not from the record (may be given again)
  --checkpoint FILE   checkpoint of the agency's log that somebody outside the agency kept (may be given again)
  --tsa FILE          root certificate of a time-stamping authority that you trust, as PEM (may be given again)
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
    const options = { key: texts, checkpoint: texts, tsa: texts, json: flag };
    const { values, named, help } = parseVerb('verify', argv, options, ['RECORD']);
    if (help) {
      console.log(HELP);
      return 0;
    }
    const report = await verify(named.RECORD, values);
    console.log(values.json ? JSON.stringify(report) : reportText(report, named.RECORD));
    const isAlone = !values.key?.length && !values.checkpoint?.length;
    return report.verdict === 'unconfirmed' && isAlone ? 0 : EXITS[report.verdict];
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

interface GivenFiles {
  key?: string[] | undefined;
  checkpoint?: string[] | undefined;
  tsa?: string[] | undefined;
}

async function verify(
  record: string,
  { key = [], checkpoint = [], tsa = [] }: GivenFiles,
): Promise<VerificationReport> {
  const trustedKeys = (await Promise.all(key.map(readKeys))).flat();
  const roots = (await Promise.all(tsa.map(readRoots))).flat();
  const checkpoints = await Promise.all(
    checkpoint.map(async (file) => ({ name: basename(file), note: await readFile(file, 'utf8') })),
  );
  const readTimestamp: VerifyOptions['readTimestamp'] = (token, stamped) => checkTimestamp(token, stamped, roots);
  const given: Omit<VerifyOptions, 'files'> = { digests: nodeDigests, trustedKeys, checkpoints, readTimestamp };
  if ((await stat(record)).isDirectory()) return verifyRecord({ ...given, files: folderFiles(record) });
  const files: RecordFiles & { close(): void } = await zipFiles(record);
  try {
    return await verifyRecord({ ...given, files });
  } finally {
    files.close();
  }
}
