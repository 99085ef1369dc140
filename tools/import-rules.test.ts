import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkImports, sourceFiles } from './import-rules.mjs';
import type { ImportCheck } from './import-rules.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('the import rules', { timeout: 120_000 }, () => {
  it('see every source file of every package, and find nothing wrong', async () => {
    const { violations, modules } = await checkImports(root);
    expect(modules.length).toBeGreaterThan(300);
    expect(modules.toSorted()).toEqual(sourceFiles(root).toSorted());
    expect(violations).toEqual([]);
  });
});

// What must be found, each planted in a small copy of the packages.
const PLANTED: [file: string, text: string, rule: string][] = [
  ['core/src/planted/node.ts', `import { readFileSync } from 'node:fs';\nreadFileSync('x');`, 'no-node'],
  ['core/src/planted/protocol.ts', `export { x } from '../../../protocol/src/planted/x.js';`, 'core-imports'],
  ['core/src/planted/library.ts', `import pg from 'pg';\nvoid pg;`, 'core-libraries'],
  ['server/src/planted/gateway.ts', `import { x } from '@outrider/gateway';\nvoid x;`, 'server-imports'],
  [
    'server/src/planted/types.ts',
    `import type { X } from '@outrider/protocol/planted';\nexport type Y = X;`,
    'server-imports',
  ],
  ['server/src/planted/later.ts', `export const later = () => import('@outrider/sim');`, 'server-imports'],
  [
    'console/src/planted/page.tsx',
    `import { x } from '@outrider/server';\nexport const Page = () => <p>{String(x)}</p>;`,
    'console-imports',
  ],
  ['console/src/planted/node.tsx', `export const Page = () => <p>{String(import('node:os'))}</p>;`, 'no-node'],
  ['runtime/src/planted/missing.ts', `import { x } from './no-such-file.js';\nvoid x;`, 'resolvable'],
  ['runtime/src/planted/undeclared.ts', `import ws from 'fastify';\nvoid ws;`, 'declared'],
  ['record/src/planted/a.ts', `import { b } from './b.js';\nexport const a = () => b;`, 'no-cycles'],
  ['gateway/src/planted/right.ts', `import { x } from '@outrider/protocol/planted';\nvoid x;`, ''],
];
const HELPERS: [file: string, text: string][] = [
  ['protocol/src/planted/x.ts', `export const x = 1;`],
  ['protocol/src/planted/index.ts', `export { x } from './x.js';\nexport interface X { x: 1 }`],
  ['record/src/planted/b.ts', `import { a } from './a.js';\nexport const b = () => a;`],
  ...['gateway', 'server', 'sim'].map((name): [string, string] => [`${name}/src/index.ts`, 'export const x = 1;']),
];

describe('a planted import', () => {
  let copy: string;
  let found: ImportCheck;

  beforeAll(async () => {
    copy = mkdtempSync(join(tmpdir(), 'outrider-planted-'));
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    for (const [file, text] of [...PLANTED, ...HELPERS]) {
      const [name] = file.split('/') as [string];
      const path = join(copy, 'packages', file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      cpSync(join(root, 'packages', name, 'package.json'), join(copy, 'packages', name, 'package.json'));
    }
    found = await checkImports(copy);
  }, 120_000);
  afterAll(() => rmSync(copy, { recursive: true }));

  it.each(PLANTED.filter(([, , rule]) => rule !== ''))('%s is found', (file, _text, rule) => {
    const rules = found.violations.filter(({ from }) => from === `packages/${file}`).map((violation) => violation.rule);
    expect(rules).toContain(rule);
  });

  it('that the table allows is let pass', () => {
    const wrong = PLANTED.filter(([, , rule]) => rule !== '').map(([file]) => `packages/${file}`);
    const others = found.violations.filter(({ from }) => !wrong.includes(from));
    expect(others.map(({ from, rule }) => `${rule} ${from}`)).toEqual([]);
  });
});
