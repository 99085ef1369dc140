import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentHash } from './run/stamps.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('the content hash', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stamps-'));
    path = relative(root, folder);
    mkdirSync(join(folder, 'src'));
    writeFileSync(join(folder, 'src', 'a.ts'), 'a');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('follows content and names, and nothing that was compiled', () => {
    const first = contentHash([path]);
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist', 'a.js'), 'a');
    writeFileSync(join(folder, 'src', 'a.ts'), 'a');
    expect(contentHash([path])).toBe(first);
    writeFileSync(join(folder, 'src', 'a.ts'), 'b');
    const second = contentHash([path]);
    expect(second).not.toBe(first);
    rmSync(join(folder, 'src', 'a.ts'));
    writeFileSync(join(folder, 'src', 'b.ts'), 'b');
    expect(contentHash([path])).not.toBe(second);
  });
});

describe('run.mjs', () => {
  it('says what it can do', () => {
    const { status, stderr } = spawnSync(process.execPath, ['tools/run.mjs', 'dance'], { cwd: root, encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toBe('usage: node tools/run.mjs start|test|build|check|bench|scenarios|generate\n');
  });
});

describe('benchmarks', () => {
  const names = readdirSync(join(root, 'bench')).flatMap((file) => /^([a-z-]+)\.mjs$/.exec(file)?.[1] ?? []);
  const benchmarks = names.filter((name) => name !== 'run').toSorted();

  it('says which there are when asked for another, and nothing on standard output', () => {
    for (const wrong of ['speed', 'run', '../run', '--json']) {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['bench/run.mjs', wrong], {
        cwd: root,
        encoding: 'utf8',
      });
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toContain(`NAME is one of: ${benchmarks.join(', ')}\n`);
    }
  });

  it('are all explained', () => {
    const text = readFileSync(join(root, 'bench', 'README.md'), 'utf8');
    expect(benchmarks.filter((name) => !text.includes(`| \`${name}\` |`))).toEqual([]);
  });
});
