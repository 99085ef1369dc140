// npm run bench -- NAME [--json] [--quick]: builds, installs the peers on first use, measures, and prints the result and nothing
// else on standard output. A benchmark is bench/NAME.mjs with
//   export async function run() { ... }            answers { bench, ours, peer, target, met, ... }
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { compile } from '../tools/run/build.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const json = process.argv.includes('--json');
const [name] = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const names = readdirSync(here).flatMap((file) =>
  file.endsWith('.mjs') && file !== 'run.mjs' ? [file.slice(0, -4)] : [],
);

function fail(message) {
  console.error(message);
  process.exit(1);
}

/** Libraries to compare with; the product needs none of them. */
function installPeers() {
  if (existsSync(`${here}node_modules`)) return;
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: here, stdio: ['ignore', 2, 2] });
  if (status !== 0) fail('The libraries to compare with could not be installed. Is the package registry reachable?');
}

function print(result) {
  if (json) return console.log(JSON.stringify(result));
  for (const [key, value] of Object.entries(result)) {
    console.log(`${key.padEnd(8)} ${typeof value === 'object' ? JSON.stringify(value) : value}`);
  }
}

const load = () => Math.round(loadavg()[0] * 10) / 10;

if (!names.includes(name)) {
  fail(`usage: npm run bench -- NAME [--json] [--quick]; NAME is one of: ${names.toSorted().join(', ')}`);
}
installPeers();
await compile();
const { run } = await import(`./${name}.mjs`);
const taken = {
  at: new Date().toISOString(),
  node: process.version,
  processors: `${cpus().length} x ${cpus()[0].model}`,
};
const load_before = load();
const result = await run();
print({ ...result, taken: { ...taken, load_before, load_after: load() } });
process.exitCode = result.met ? 0 : 1;
