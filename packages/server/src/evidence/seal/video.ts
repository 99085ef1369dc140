import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isChainFile } from '@outrider/core/evidence';
import { CHAIN_FILE, ChainFault, ChainWriter, readChain } from '@outrider/record/chain';
import { listFiles } from '@outrider/record/files';
import { ORIGINALS_FOLDER, VIDEO_CHAIN_FILE } from '@outrider/record/video';
import { systemClock } from '@outrider/runtime';

/** Chains of cameras in a record, which of them were not closed by their recorder, and for how long nothing was written to each. */
export async function videoChains(folder: string): Promise<{ file: string; closed: boolean; silent_ms: number }[]> {
  const files = (await listFiles(folder))
    .map(({ file }) => file)
    .filter((file) => isChainFile(file) && file !== CHAIN_FILE);
  // Files carry the machine's own time, whatever the clock of a demo says.
  const nowUtcMs = systemClock().utcMs();
  const chainOf = async (file: string) => {
    const [closed, { mtimeMs }] = [await isClosed(join(folder, file)), await stat(join(folder, file))];
    return { file, closed, silent_ms: nowUtcMs - mtimeMs };
  };
  return Promise.all(files.map(chainOf));
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

/** A chain of a camera that is no chain any more, and where. */
export interface DamagedChain {
  file: string;
  text: string;
}

/** Mends the chains of cameras that a crash tore; answers those that were altered, which stay as they are. */
export async function mendVideo(folder: string, nowUtcMs: number): Promise<DamagedChain[]> {
  const damaged: DamagedChain[] = [];
  for (const { file } of await videoChains(folder)) {
    const fault = await mendChain(folder, file, nowUtcMs);
    if (fault) damaged.push({ file, text: `${file} was altered before the seal: ${fault.message}` });
  }
  return damaged;
}

/** A chain whose last line a crash tore, and that nobody will open again, gets an end. Returns what is wrong with one that was altered. */
async function mendChain(folder: string, file: string, nowUtcMs: number): Promise<ChainFault | null> {
  try {
    await readToEnd(readChain(join(folder, file)));
    return null;
  } catch (error) {
    if (!(error instanceof ChainFault)) throw error;
    if (!error.torn) return error;
    const writer = await ChainWriter.open(folder, { file });
    await writer.append({ at_utc_ms: nowUtcMs, kind: 'chain_ended', body: { by: 'seal' }, payload: null });
    await writer.close();
    return null;
  }
}

async function readToEnd(entries: AsyncIterator<unknown>): Promise<void> {
  while (!(await entries.next()).done);
}
