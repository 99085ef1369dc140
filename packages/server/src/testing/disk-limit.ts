/** A disk that takes no more, as the kernel says it. Only tests import it. */
import { execFileSync, spawnSync } from 'node:child_process';

const setLimit = (bytes: string): void =>
  void execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:`]);

/** Why no limit can be set here; null when it can. */
export const noDiskLimit: string | null =
  spawnSync('prlimit', ['--version']).status === 0 ? null : 'prlimit (util-linux) is not there';

/** While `work` runs, no file of this process grows beyond so many bytes: writes fail with EFBIG. */
export async function withFilesUpTo<T>(bytes: number, work: () => Promise<T>): Promise<T> {
  setLimit(String(bytes));
  try {
    return await work();
  } finally {
    setLimit('unlimited');
  }
}
