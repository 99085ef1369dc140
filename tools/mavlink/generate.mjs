// Writes packages/protocol/src/mavlink/generated from the definitions beside it: node tools/mavlink/generate.mjs
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { renderAll } from './render.mjs';

const mavlink = fileURLToPath(new URL('../../packages/protocol/src/mavlink', import.meta.url));
const { module } = await runnerImport(join(mavlink, 'definitions/index.ts'));
const files = renderAll(module.definitionGroups());

rmSync(join(mavlink, 'generated'), { recursive: true, force: true });
for (const [path, text] of files) {
  const target = join(mavlink, 'generated', path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
console.log(`${files.size} files written`);
