import { BlobReader, BlobWriter, ZipReader, configure } from '@zip.js/zip.js';
import type { FileEntry } from '@zip.js/zip.js';
import { recordRoot } from '@outrider/core/evidence';
import type { RecordFiles } from '@outrider/core/evidence';
import { chunksOf } from './dropped-files.js';

// Its threads come from text, which the page's own rules forbid.
configure({ useWebWorkers: false });

const STORED = 0;
const LOCAL_HEADER_BYTES = 30;

/** The record in a ZIP that somebody chose; nothing is unpacked that is stored as it is. Throws an Error with a sentence. */
export async function filesOfZip(zip: Blob): Promise<RecordFiles> {
  const entries = await entriesOf(zip);
  const root = recordRoot(entries.keys());
  if (root === null) throw new Error('The ZIP holds no record of a flight, or several.');
  const inside = [...entries].filter(([name]) => name.startsWith(root));
  const files = new Map(inside.map(([name, entry]) => [name.slice(root.length), entry]));
  const unpacked = new Map<string, Blob>();
  return {
    list: async () => [...files].map(([file, { uncompressedSize }]) => ({ file, bytes: uncompressedSize })),
    async *read(file, offset, bytes) {
      const entry = files.get(file)!;
      if (entry.compressionMethod === STORED)
        return yield* chunksOf(zip, (await dataStart(zip, entry)) + offset, bytes);
      const blob = unpacked.get(file) ?? (await entry.getData(new BlobWriter()));
      unpacked.set(file, blob);
      return yield* chunksOf(blob, offset, bytes);
    },
  };
}

async function entriesOf(zip: Blob): Promise<Map<string, FileEntry>> {
  const found = await new ZipReader(new BlobReader(zip)).getEntries().catch((error: unknown) => {
    throw new Error(`The file cannot be read as a ZIP: ${error instanceof Error ? error.message : String(error)}.`);
  });
  const entries = new Map<string, FileEntry>();
  for (const entry of found) {
    if (entry.directory) continue;
    // With two files of one name every reader could see another one.
    if (entries.has(entry.filename)) throw new Error(`The ZIP holds ${entry.filename} twice.`);
    entries.set(entry.filename, entry);
  }
  return entries;
}

/** Where the bytes of a stored file begin: behind its local header (APPNOTE 4.3.7), which has a name and extra fields of its own. */
async function dataStart(zip: Blob, { offset }: FileEntry): Promise<number> {
  const header = new DataView(await zip.slice(offset, offset + LOCAL_HEADER_BYTES).arrayBuffer());
  return offset + LOCAL_HEADER_BYTES + header.getUint16(26, true) + header.getUint16(28, true);
}
