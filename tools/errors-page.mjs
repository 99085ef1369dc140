// node tools/errors-page.mjs: writes docs/errors.md from the registered errors.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @param {Record<string, { status: number, title: string, remedy: string }>} errors */
export function errorsPage(errors) {
  const rows = Object.entries(errors).map(
    ([code, entry]) => `| \`${code}\` | ${entry.status} | ${entry.title} | ${entry.remedy} |`,
  );
  const head = [
    '# Errors',
    '',
    'Every error that a user can see, by its code. The message itself says what was wrong and where.',
    'Generated from `packages/schema/src/errors.ts` by `npm run generate`.',
    '',
    '| code | HTTP status | what it means | what to do |',
    '|---|---|---|---|',
  ];
  return [...head, ...rows, ''].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { ERRORS } = await import('../packages/schema/dist/errors.js');
  writeFileSync(new URL('../docs/errors.md', import.meta.url), errorsPage(ERRORS));
  console.log(`docs/errors.md: ${Object.keys(ERRORS).length} errors`);
}
