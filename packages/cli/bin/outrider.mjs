#!/usr/bin/env node
// Dispatches "outrider VERB ..." to dist/VERB/index.js, each of which exports run(argv).
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const dist = new URL('../dist/', import.meta.url);
const [verb, ...argv] = process.argv.slice(2);

function verbs() {
  if (!existsSync(dist)) return [];
  const folders = readdirSync(dist, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => name).filter((name) => existsSync(new URL(`${name}/index.js`, dist)));
}

function usage() {
  const known = verbs();
  if (known.length === 0) return 'Outrider is not built yet: run "npm run build".';
  return `Usage: outrider VERB [options]\n\nVerbs: ${known.join(', ')}\n\n"outrider VERB --help" explains one.`;
}

async function main() {
  if (verb === undefined || verb === '--help' || verb === 'help') {
    console.log(usage());
    return verb === undefined ? 2 : 0;
  }
  if (!/^[a-z][a-z-]*$/.test(verb) || !verbs().includes(verb)) {
    console.error(`unknown_option: there is no verb "${verb}".\n${usage()}`);
    return 2;
  }
  const { run } = await import(fileURLToPath(new URL(`${verb}/index.js`, dist)));
  return run(argv);
}

try {
  process.exitCode = await main();
} catch (error) {
  const known = typeof error?.code === 'string' && typeof error?.remedy === 'string';
  console.error(known ? `${error.code}: ${error.message} ${error.remedy}` : error);
  process.exitCode = 1;
}
