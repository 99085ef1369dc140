import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ERRORS } from '@outrider/schema';
import { describe, expect, it } from 'vitest';
import { errorsPage } from './errors-page.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const LEFT_OUT = /(^|\/)(node_modules|dist|\.git|\.outrider[^/]*|generated)(\/|$)/;

function filesBelow(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (LEFT_OUT.test(path)) return [];
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const lines = (path: string): number => text(path).split('\n').length - 1;

const code = ['packages', 'tools', 'bench', 'tests'].flatMap(filesBelow).filter((path) => /\.(ts|tsx|mjs)$/.test(path));
const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);
const shipped = code.filter((path) => path.startsWith('packages/') && path.includes('/src/') && !isTest(path));
const documents = [...filesBelow('docs'), ...readdirSync(root)].filter((path) => path.endsWith('.md'));

/** Lines that match, as "path:line: text". */
function found(paths: readonly string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    text(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 100)}`] : [])),
  );
}

describe('files', () => {
  it('are seen at all', () => {
    expect(shipped.length).toBeGreaterThan(200);
  });

  it('are short: none above 400 lines, half of them at most 100', () => {
    const sizes = shipped.map((path) => ({ path, lines: lines(path) })).toSorted((a, b) => a.lines - b.lines);
    expect(sizes.filter((file) => file.lines > 400)).toEqual([]);
    expect(sizes[Math.floor(sizes.length / 2)]!.lines).toBeLessThanOrEqual(100);
  });

  it('hold nothing unfinished, switched off or forced', () => {
    // The brackets keep this file from finding itself.
    const marks =
      /\b(TO[D]O|FIX[M]E|XX[X]:)|@ts-[i]gnore|@ts-[e]xpect-error|@ts-[n]ocheck|ox[l]int-disable|es[l]int-disable/;
    const forced = /\bas [a]ny\b|: [a]ny\b|\.[o]nly\(|\.to[d]o\(/;
    expect([...found(code, marks), ...found(code, forced)]).toEqual([]);
  });

  it('name no folder of one machine', () => {
    const machine = /\/wor[k]\/|\/hom[e]\/[a-z]|\/User[s]\//;
    const routes = /['"`(]\/(api|home)/;
    expect(found([...code, ...documents], machine).filter((line) => !routes.test(line))).toEqual([]);
  });
});

describe('errors', () => {
  it('are documented as they are registered (npm run generate)', () => {
    expect(text('docs/errors.md')).toBe(errorsPage(ERRORS));
  });

  it('say in a sentence what to do', () => {
    const bad = Object.entries(ERRORS).filter(([, { remedy }]) => !/^\p{Lu}.*\.$/u.test(remedy));
    expect(bad).toEqual([]);
  });
});

describe('documents', () => {
  it('link to files that exist', () => {
    const links = documents.flatMap((path) =>
      [...text(path).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map((match) => ({ path, target: match[1]! })),
    );
    const broken = links.filter(({ path, target }) => !existsSync(join(root, dirname(path), target)));
    expect(broken).toEqual([]);
  });
});
