import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';
import { existsSync } from 'node:fs';
import { CHAIN_FILE, ChainFault, ChainWriter, PayloadHash, readChain } from './index.js';
import type { StoredEntry } from './index.js';

const builtChain = new URL('../../dist/chain/index.js', import.meta.url);
if (!existsSync(builtChain)) throw new Error('packages/record is not built; run "npm run build" first');
const root = await mkdtemp(join(tmpdir(), 'outrider-chain-'));
afterAll(() => rm(root, { recursive: true }));
const fresh = (): Promise<string> => mkdtemp(join(root, 'r-'));
const entry = (n: number) => ({ at_utc_ms: 1_000 + n, kind: 'note', body: { n, text: 'ä\u2028\n"' }, payload: null });

async function entriesOf(folder: string): Promise<StoredEntry[]> {
  const entries: StoredEntry[] = [];
  for await (const stored of readChain(join(folder, CHAIN_FILE))) entries.push(stored);
  return entries;
}
async function chainOf(count: number): Promise<string> {
  const folder = await fresh();
  const writer = await ChainWriter.open(folder);
  await Promise.all(Array.from({ length: count }, (_, n) => writer.append(entry(n))));
  await writer.close();
  return folder;
}

test('entries written at once and after opening again are one chain', async () => {
  const folder = await chainOf(50);
  const seen: number[] = [];
  const writer = await ChainWriter.open(folder, { onEntry: ({ entry: { seq } }) => seen.push(seq) });
  expect(seen).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
  const head = await writer.append(entry(50));
  await writer.close();
  const entries = await entriesOf(folder);
  expect(entries.map(({ entry: { body } }) => body['n'])).toEqual(Array.from({ length: 51 }, (_, n) => n));
  expect(head).toEqual({ seq: 51, hash: entries[50]!.hash });
  expect(entries[50]!.entry.prev).toBe(entries[49]!.hash);
});

test('a last line torn anywhere is cut off, and the chain says so', async () => {
  const whole = await readFile(join(await chainOf(3), CHAIN_FILE));
  const second = whole.indexOf('\n', whole.indexOf('\n') + 1) + 1;
  for (let end = second + 1; end < whole.length; end += 17) {
    const folder = await fresh();
    await writeFile(join(folder, CHAIN_FILE), whole.subarray(0, end));
    const writer = await ChainWriter.open(folder);
    await writer.append(entry(9));
    await writer.close();
    const entries = await entriesOf(folder);
    expect(entries.map(({ entry: { kind } }) => kind)).toEqual(['note', 'note', 'chain_recovered', 'note']);
    expect(entries[2]!.entry.body['torn_bytes']).toBe(end - second);
  }
});

test('a line of zeros, as a power cut leaves, is torn too', async () => {
  const folder = await chainOf(2);
  await appendFile(join(folder, CHAIN_FILE), Buffer.alloc(300));
  const writer = await ChainWriter.open(folder);
  await writer.append(entry(3));
  await writer.close();
  expect((await entriesOf(folder)).map(({ entry: { kind } }) => kind)).toEqual([
    'note',
    'note',
    'chain_recovered',
    'note',
  ]);
});

test('an entry altered, removed or exchanged before the end is named, and nothing is appended', async () => {
  const folder = await chainOf(4);
  const path = join(folder, CHAIN_FILE);
  const lines = (await readFile(path, 'utf8')).split('\n');
  const attacks: [string[], number][] = [
    [lines.with(1, lines[1]!.replace('"n":1', '"n":7')), 3],
    [lines.toSpliced(1, 1), 2],
    [lines.with(1, lines[2]!).with(2, lines[1]!), 2],
    [lines.with(1, lines[1]!.replace('"n":1', '"n": 1')), 2],
  ];
  for (const [attacked, line] of attacks) {
    await writeFile(path, attacked.join('\n'));
    await expect(ChainWriter.open(folder)).rejects.toMatchObject({
      code: 'record_chain_damaged',
      cause: { line, torn: false } satisfies Partial<ChainFault>,
    });
    expect(await readFile(path, 'utf8')).toBe(attacked.join('\n'));
  }
});

test('a payload is hashed with its salt, in pieces as in one', () => {
  const bytes = Buffer.from('abc');
  const hash = new PayloadHash('00'.repeat(16));
  for (const byte of bytes) hash.update(Uint8Array.of(byte));
  expect(hash.payload('video/c/000001.mp4')).toMatchObject({ bytes: 3, offset: 0, salt: '00'.repeat(16) });
  expect(hash.payload('a').sha256).toBe(new PayloadHash('00'.repeat(16)).update(bytes).payload('a').sha256);
  expect(hash.payload('a').sha256).not.toBe(new PayloadHash().update(bytes).payload('a').sha256);
});

test('what was acknowledged survives kill -9', async () => {
  const folder = await fresh();
  const script = `
    const { ChainWriter } = await import(${JSON.stringify(builtChain.href)});
    const writer = await ChainWriter.open(process.argv[1]);
    for (let n = 0; ; n++) {
      const { seq } = await writer.append({ at_utc_ms: n, kind: 'note', body: { n }, payload: null });
      process.stdout.write(seq + '\\n');
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  child.stdout.on('data', (chunk) => {
    told += String(chunk);
    if (told.length > 500) child.kill('SIGKILL');
  });
  await once(child, 'close');
  const acknowledged = Number(told.slice(0, told.lastIndexOf('\n')).split('\n').at(-1));
  await (await ChainWriter.open(folder)).close();
  expect((await entriesOf(folder)).length).toBeGreaterThanOrEqual(acknowledged);
  expect(acknowledged).toBeGreaterThan(100);
});
