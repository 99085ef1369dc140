import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isChainFile } from '@outrider/core/evidence';
import { CHAIN_FILE, ChainFault, ChainWriter, readChain } from '@outrider/record/chain';
import { listFiles } from '@outrider/record/files';
import { ORIGINALS_FOLDER, VIDEO_CHAIN_FILE } from '@outrider/record/video';

/** Chains of cameras in a record, and which of them were not closed by their recorder. */
export async function videoChains(folder: string): Promise<{ file: string; closed: boolean }[]> {
  const files = (await listFiles(folder))
    .map(({ file }) => file)
    .filter((file) => isChainFile(file) && file !== CHAIN_FILE);
  return Promise.all(files.map(async (file) => ({ file, closed: await isClosed(join(folder, file)) })));
}

/** The last line says so; whether the chain is right is looked at when it is sealed. */
async function isClosed(path: string): Promise<boolean> {
  // Originals come whole or not at all: nobody closes their chain.
  if (path.endsWith(`/${ORIGINALS_FOLDER}/${VIDEO_CHAIN_FILE}`)) return true;
  const last = (await readFile(path, 'utf8')).trimEnd().split('\n').at(-1) ?? '';
  try {
    return (JSON.parse(last) as { kind?: unknown }).kind === 'video_closed';
  } catch {
    return false;
  }
}

/** A chain whose last line a crash tore, and that nobody will open again, gets an end. Throws record_chain_damaged. */
export async function mendChain(folder: string, file: string, nowUtcMs: number): Promise<void> {
  try {
    await readToEnd(readChain(join(folder, file)));
  } catch (error) {
    if (!(error instanceof ChainFault)) throw error;
    const writer = await ChainWriter.open(folder, { file });
    await writer.append({ at_utc_ms: nowUtcMs, kind: 'chain_ended', body: { by: 'seal' }, payload: null });
    await writer.close();
  }
}

async function readToEnd(entries: AsyncIterator<unknown>): Promise<void> {
  while (!(await entries.next()).done);
}
