import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtModule } from '../testing/built.js';
import { openSpool } from './index.js';
import type { Spool, SpoolFiles } from './index.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spool-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const code = (value: string): unknown => expect.objectContaining({ code: value });
const segments = (): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.spool'))
    .toSorted();

async function contents(spool: Spool, from = 0): Promise<[number, string][]> {
  const entries: [number, string][] = [];
  for await (const { sequence, bytes } of spool.readFrom(from)) entries.push([sequence, Buffer.from(bytes).toString()]);
  return entries;
}

async function appendAll(spool: Spool, texts: string[]): Promise<number[]> {
  return Promise.all(texts.map((text) => spool.append(Buffer.from(text))));
}

describe('spool', () => {
  it('keeps entries in order over restarts', async () => {
    const first = await openSpool({ folder });
    expect(await appendAll(first, ['a', '', 'c'])).toEqual([1, 2, 3]);
    await first.close();
    const second = await openSpool({ folder });
    expect(second.nextSequence).toBe(4);
    expect(await appendAll(second, ['d'])).toEqual([4]);
    expect(await contents(second)).toEqual([
      [1, 'a'],
      [2, ''],
      [3, 'c'],
      [4, 'd'],
    ]);
    expect(await contents(second, 3)).toEqual([
      [3, 'c'],
      [4, 'd'],
    ]);
    await second.close();
    const third = await openSpool({ folder });
    await third.close();
    const fourth = await openSpool({ folder });
    expect(fourth.nextSequence).toBe(5);
    expect(segments()).toHaveLength(3);
    await fourth.close();
  });

  it('lets appends that come together share one fsync', async () => {
    let syncs = 0;
    const files: SpoolFiles = {
      write: async (file, bytes) => void (await file.appendFile(bytes)),
      sync: async (file) => {
        syncs += 1;
        await file.datasync();
      },
    };
    const spool = await openSpool({ folder, files });
    syncs = 0;
    const texts = Array.from({ length: 1000 }, (_, index) => `entry ${index}`);
    expect((await appendAll(spool, texts)).at(-1)).toBe(1000);
    expect(syncs).toBeLessThanOrEqual(2);
    await spool.close();
  });

  it('copies what it is given', async () => {
    const spool = await openSpool({ folder });
    const buffer = Buffer.from('before');
    const done = spool.append(buffer);
    buffer.write('after!');
    await done;
    expect(await contents(spool)).toEqual([[1, 'before']]);
    await spool.close();
  });

  it('rotates, reads across segments and truncates below an acknowledged sequence', async () => {
    const spool = await openSpool({ folder, maxSegmentBytes: 100 });
    for (let i = 1; i <= 20; i++) await spool.append(Buffer.alloc(40, i));
    expect(segments().length).toBeGreaterThan(5);
    expect((await contents(spool, 7)).map(([sequence]) => sequence)).toEqual(
      Array.from({ length: 14 }, (_, i) => i + 7),
    );
    await spool.truncateBelow(12);
    expect(spool.firstSequence).toBeGreaterThan(8);
    expect(spool.firstSequence).toBeLessThanOrEqual(12);
    expect((await contents(spool))[0]![0]).toBe(spool.firstSequence);
    await spool.truncateBelow(1000);
    expect(segments()).toHaveLength(1);
    await spool.close();
    const again = await openSpool({ folder });
    expect(again.nextSequence).toBe(21);
    await again.close();
  });

  it('reads entries larger than its read buffer', async () => {
    const spool = await openSpool({ folder });
    const large = Buffer.alloc(5 * 1024 * 1024, 7);
    await spool.append(large);
    await spool.append(Buffer.from('next'));
    const sizes: number[] = [];
    for await (const { bytes } of spool.readFrom(1)) sizes.push(bytes.byteLength);
    expect(sizes).toEqual([large.length, 4]);
    await spool.close();
  });

  it.each([
    ['cut in the middle of an entry', (path: string) => truncateSync(path, readFileSync(path).length - 3)],
    ['cut in the middle of a header', (path: string) => truncateSync(path, readFileSync(path).length - 10)],
  ])('loses only the last entry of a file that was %s', async (_what, damage) => {
    const spool = await openSpool({ folder });
    await appendAll(spool, ['one', 'two', 'three']);
    await spool.close();
    damage(join(folder, segments()[0]!));
    const again = await openSpool({ folder });
    expect(await contents(again)).toEqual([
      [1, 'one'],
      [2, 'two'],
    ]);
    expect(await appendAll(again, ['new'])).toEqual([3]);
    expect((await contents(again)).at(-1)).toEqual([3, 'new']);
    await again.close();
  });

  it.each([
    ['zeros', Buffer.alloc(64)],
    ['garbage', Buffer.from('ffffffffffffffffffff', 'hex')],
    ['half a record', Buffer.from([200, 0, 0, 0, 1, 2, 3, 4, 5])],
  ])('ignores %s behind the last entry', async (_what, tail) => {
    const spool = await openSpool({ folder });
    await appendAll(spool, ['one']);
    await spool.close();
    appendFileSync(join(folder, segments()[0]!), tail);
    const again = await openSpool({ folder });
    expect(await appendAll(again, ['two'])).toEqual([2]);
    expect(await contents(again)).toEqual([
      [1, 'one'],
      [2, 'two'],
    ]);
    await again.close();
  });

  it('leaves foreign files alone', async () => {
    writeFileSync(join(folder, 'notes.txt'), 'x');
    const spool = await openSpool({ folder });
    expect(spool.nextSequence).toBe(1);
    await spool.close();
    expect(readdirSync(folder)).toContain('notes.txt');
  });

  it('refuses a second writer', async () => {
    const spool = await openSpool({ folder });
    await expect(openSpool({ folder })).rejects.toEqual(code('folder_in_use'));
    await spool.close();
    await (await openSpool({ folder })).close();
  });

  it('is bounded', async () => {
    const spool = await openSpool({ folder, maxBytes: 1000, maxSegmentBytes: 200 });
    for (let i = 0; i < 9; i++) await spool.append(Buffer.alloc(90));
    await expect(spool.append(Buffer.alloc(90))).rejects.toEqual(code('spool_full'));
    await spool.truncateBelow(spool.nextSequence);
    await expect(spool.append(Buffer.alloc(90))).resolves.toBe(10);
    await spool.close();
    await expect(spool.append(Buffer.alloc(1))).rejects.toEqual(code('spool_closed'));
  });

  it('acknowledges nothing after an fsync error and never tries that file again', async () => {
    let broken = false;
    let syncsAfterFailure = 0;
    const files: SpoolFiles = {
      write: async (file, bytes) => void (await file.appendFile(bytes)),
      sync: async (file) => {
        if (!broken) return file.datasync();
        syncsAfterFailure += 1;
        throw new Error('EIO: i/o error, fdatasync');
      },
    };
    const spool = await openSpool({ folder, files });
    await spool.append(Buffer.from('safe'));
    broken = true;
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => spool.append(Buffer.from('lost'))));
    expect(results.map((result) => result.status)).toEqual(Array.from({ length: 5 }, () => 'rejected'));
    broken = false;
    await expect(spool.append(Buffer.from('x'))).rejects.toEqual(code('spool_failed'));
    expect(spool.failure).toEqual(code('spool_failed'));
    expect(syncsAfterFailure).toBe(1);
    expect((await contents(spool)).map(([, text]) => text)).toEqual(['safe']);
    await spool.close();
  });

  it('loses nothing acknowledged when its process is killed with -9', async () => {
    let acknowledged = 0;
    for (let round = 0; round < 3; round++) {
      const reached = await appendUntilKilled(folder);
      expect(reached).toBeGreaterThan(acknowledged);
      acknowledged = reached;
    }
    const spool = await openSpool({ folder });
    const entries = await contents(spool);
    expect(entries.length).toBeGreaterThanOrEqual(acknowledged);
    expect(entries.every(([sequence, text], index) => sequence === index + 1 && text === `entry ${sequence}`)).toBe(
      true,
    );
    await spool.close();
  });
});

/** A child appends as fast as it can and prints each acknowledged number; it is killed in full flow. */
async function appendUntilKilled(path: string): Promise<number> {
  const program = `
    const { openSpool } = await import(${JSON.stringify(builtModule('spool/index.js'))});
    const { writeSync } = await import('node:fs');
    const spool = await openSpool({ folder: ${JSON.stringify(path)}, maxSegmentBytes: 20000 });
    const appendNext = async () => {
      for (;;) {
        const sequence = await spool.append(Buffer.from('entry ' + spool.nextSequence));
        writeSync(1, sequence + '\\n');
      }
    };
    await Promise.all(Array.from({ length: 8 }, appendNext));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const exited = new Promise((resolve) => child.once('close', resolve));
  child.stdout.on('data', (data: Buffer) => {
    output += data.toString();
    if (output.length > 6000) child.kill('SIGKILL');
  });
  await exited;
  const numbers = output.split('\n').filter(Boolean).map(Number);
  // The last line may be cut; the number before it is certain.
  return Math.max(...numbers.slice(0, -1));
}
