import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EVIDENCE, addendaOf, addendumFolder, asInclusionProof } from '@outrider/core/evidence';
import { listFiles } from '@outrider/record/files';

/** An addendum of a record, and its place in the agency's log. */
export interface KnownAddendum {
  folder: string;
  log_index: number;
}

/** Addenda that are there with their proof; one without is verified as it lies. */
export async function knownAddenda(record: string): Promise<KnownAddendum[]> {
  const files = await listFiles(record);
  const found = await Promise.all(addendaOf(files.map(({ file }) => file)).map((number) => known(record, number)));
  return found.filter((addendum) => addendum !== null);
}

async function known(record: string, number: number): Promise<KnownAddendum | null> {
  const folder = addendumFolder(number);
  const text = await readFile(join(record, folder, EVIDENCE.inclusion), 'utf8').catch(() => 'null');
  const proof = asInclusionProof(JSON.parse(text));
  return proof && { folder, log_index: proof.index };
}
