/** The files of a record, wherever they lie: in a folder, in a ZIP, or dropped on a page. Paths have slashes. */
export interface RecordFiles {
  list(): Promise<{ file: string; bytes: number }[]>;
  /** Part of a file; it must be inside the file. */
  read(file: string, offset: number, bytes: number): AsyncIterable<Uint8Array>;
}

/** Files that the agency adds beside the sealed record: they prove by their own signatures and may change. */
export const EVIDENCE = {
  folder: 'evidence/',
  inclusion: 'evidence/inclusion.json',
  checkpoint: 'evidence/checkpoint.txt',
  keys: 'evidence/keys.json',
  /** All leaf hashes of the log up to the checkpoint, 32 bytes each: checks any earlier checkpoint without a server. */
  leaves: 'evidence/log-leaves.bin',
  /** A checkpoint that holds the record, and what a time-stamping authority says of it (RFC 3161). */
  timestamped: 'evidence/timestamped-checkpoint.txt',
  timestamp: 'evidence/timestamp.tst',
  deletions: 'evidence/deletions.json',
  /** Every event of custody of the record with its place in the log, up to the one with which the package was given out. */
  custody: 'evidence/custody.json',
  /** The leaf of the log with which this package was given out; it names the report. */
  exported: 'evidence/export.json',
} as const;
/** What people read of an exported record. */
export const REPORT_FILE = 'report.html';
export const HEADER_FILE = 'record.json';

const MOST_SMALL_BYTES = 64 * 1024 * 1024;

/** A whole small file; null when it is not there. One that is larger than any such file is read as empty, which is none of its kind either. */
export async function readSmall(
  files: RecordFiles,
  file: string,
  bytes: number | undefined,
): Promise<Uint8Array | null> {
  if (bytes === undefined) return null;
  if (bytes === 0 || bytes > MOST_SMALL_BYTES) return new Uint8Array();
  const whole = new Uint8Array(bytes);
  let at = 0;
  for await (const chunk of files.read(file, 0, bytes)) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole.subarray(0, at);
}
