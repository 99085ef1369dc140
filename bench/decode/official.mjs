import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The official C parser, compiled from the headers in MAVLINK_C_DIR. */
export function officialParser(stream) {
  const headers = process.env['MAVLINK_C_DIR'];
  const folder = mkdtempSync(join(tmpdir(), 'outrider-bench-'));
  const program = join(folder, 'decode');
  const input = join(folder, 'stream.bin');
  writeFileSync(input, Buffer.concat(stream.datagrams));
  const source = fileURLToPath(new URL('official.c', import.meta.url));
  const compiled = spawnSync('cc', ['-O2', '-w', `-I${headers}`, source, '-o', program], { encoding: 'utf8' });
  if (compiled.status !== 0)
    throw new Error(`cannot compile the official parser: ${compiled.stderr ?? compiled.error}`);
  return () => {
    const { stdout, status } = spawnSync(program, [input], { encoding: 'utf8' });
    const [messages, cpu_s] = stdout.trim().split(' ').map(Number);
    if (status !== 0 || messages % stream.messages !== 0) throw new Error(`the official parser decoded ${messages}`);
    return { messages, cpu_s };
  };
}
