// node bench/run.mjs NAME [--json]: builds what the benchmark needs, installs the peers on first use, prints the result.
// A benchmark is bench/NAME.mjs or bench/NAME/index.mjs with
//   export const builds = ['protocol'];            packages to compile first
//   export async function run() { ... }            answers { bench, ours, peer, target, met, ... }
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('..', import.meta.url));
const json = process.argv.includes('--json');
const name = process.argv.slice(2).find((argument) => !argument.startsWith('-'));

function names() {
  const files = readdirSync(here).filter((file) => file.endsWith('.mjs') && file !== 'run.mjs');
  const folders = readdirSync(here).filter((folder) => existsSync(`${here}${folder}/index.mjs`));
  return [...files.map((file) => file.slice(0, -'.mjs'.length)), ...folders].toSorted();
}

/** Runs a command with its output on stderr, so that stdout holds the result alone. */
function must(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2] });
  if (status !== 0) fail(`${command} ${args.join(' ')} failed`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

function print(result) {
  if (json) return console.log(JSON.stringify(result));
  for (const [key, value] of Object.entries(result)) {
    console.log(`${key.padEnd(8)} ${typeof value === 'object' ? JSON.stringify(value) : value}`);
  }
}

if (!name || !/^[a-z][a-z-]*$/.test(name) || !names().includes(name)) {
  fail(`usage: node bench/run.mjs NAME [--json]; NAME is one of: ${names().join(', ')}`);
}
const file = existsSync(`${here}${name}.mjs`) ? `${here}${name}.mjs` : `${here}${name}/index.mjs`;
if (!existsSync(`${here}node_modules`)) must('npm', ['install', '--no-audit', '--no-fund'], here);
const benchmark = await import(file);
for (const workspace of benchmark.builds ?? []) must('npx', ['tsc', '-b', `packages/${workspace}`], root);
const result = await benchmark.run();
print(result);
process.exitCode = result.met ? 0 : 1;
