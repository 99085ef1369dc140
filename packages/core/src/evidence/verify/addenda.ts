import type { RecordFiles } from './record-files.js';

/** What came to a record after it was sealed lies here, each a small sealed record of its own: addenda/000001, 000002, ... */
export const ADDENDA_FOLDER = 'addenda';
const ADDENDUM = /^addenda\/(\d{6})\//;

export const addendumFolder = (number: number): string => `${ADDENDA_FOLDER}/${String(number).padStart(6, '0')}`;
/** Whether a file belongs to what was added, and so to another manifest than that of the record. */
export const isAdded = (file: string): boolean => file.startsWith(`${ADDENDA_FOLDER}/`);

/** Numbers of the addenda whose files are there, in order. */
export function addendaOf(files: Iterable<string>): number[] {
  const numbers = new Set<number>();
  for (const file of files) {
    const number = ADDENDUM.exec(file)?.[1];
    if (number) numbers.add(Number(number));
  }
  return [...numbers].toSorted((a, b) => a - b);
}

/** The files below a folder, by their paths inside it. */
export function filesBelow(files: RecordFiles, folder: string): RecordFiles {
  const prefix = `${folder}/`;
  return {
    async list() {
      const all = await files.list();
      return all.flatMap(({ file, bytes }) =>
        file.startsWith(prefix) ? [{ file: file.slice(prefix.length), bytes }] : [],
      );
    },
    read: (file, offset, bytes) => files.read(prefix + file, offset, bytes),
  };
}
