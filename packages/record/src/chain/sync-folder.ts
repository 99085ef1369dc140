import { open } from 'node:fs/promises';

/** Makes the names of files in a folder as lasting as their bytes. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
