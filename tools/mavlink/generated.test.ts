import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { definitionGroups } from '../../packages/protocol/src/mavlink/definitions/index.js';
import { renderAll } from './render.mjs';

const folder = fileURLToPath(new URL('../../packages/protocol/src/mavlink/generated/', import.meta.url));

it('the committed codecs are what the generator writes (node tools/mavlink/generate.mjs)', () => {
  const rendered = renderAll(definitionGroups()) as Map<string, string>;
  const committed = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  expect(committed.toSorted()).toEqual([...rendered.keys()].toSorted());
  for (const [path, text] of rendered) expect(readFileSync(folder + path, 'utf8'), path).toBe(text);
});
