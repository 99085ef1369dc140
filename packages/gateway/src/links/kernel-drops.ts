import { readFile } from 'node:fs/promises';

/**
 * Datagrams that Linux threw away because a socket's receive buffer was full, by local port: column `drops` of /proc/net/udp
 * and udp6. Empty on systems without them.
 */
export async function readKernelDrops(): Promise<Map<number, number>> {
  const tables = await Promise.all(['/proc/net/udp', '/proc/net/udp6'].map(readOrEmpty));
  const drops = new Map<number, number>();
  for (const table of tables) {
    for (const [port, count] of parseKernelDrops(table)) drops.set(port, (drops.get(port) ?? 0) + count);
  }
  return drops;
}

/** Port and drops of each line of the table. */
export function parseKernelDrops(table: string): [port: number, drops: number][] {
  return table
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const columns = line.trim().split(/\s+/);
      const port = Number.parseInt(columns[1]?.split(':')[1] ?? '', 16);
      const drops = Number(columns.at(-1));
      return Number.isInteger(port) && Number.isInteger(drops) ? [[port, drops] as [number, number]] : [];
    });
}

async function readOrEmpty(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return '';
  }
}
