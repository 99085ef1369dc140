// node tools/run.mjs COMMAND [arguments]: what "npm start", "npm test" and so on run. Plain Node, since nothing is installed yet.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, bundleConsole, compile, install } from './run/build.mjs';
import { StepFailed, installed, root, show, step } from './run/step.mjs';

const [command, ...args] = process.argv.slice(2);
const outrider = join(root, 'packages', 'cli', 'bin', 'outrider.mjs');
const node = process.execPath;

const COMMANDS = {
  /** Installs, builds and serves the demo; what is given behind "--" goes to "outrider serve". */
  async start() {
    await build();
    // In this process, so that signals reach the supervisor directly.
    process.argv.splice(2, Infinity, 'serve', '--demo', ...args);
    await import(outrider);
    return process.exitCode ?? 0;
  },
  async test() {
    await build();
    return show(installed('vitest'), ['run', ...args]);
  },
  async build() {
    await build();
    return 0;
  },
  async check() {
    await install();
    return allOf([
      () => step('format', installed('oxfmt'), ['--check'], { remedy: 'Run "npm run format".' }),
      () => step('lint', installed('oxlint'), []),
      () => step('types', installed('tsc'), ['-b'], { remedy: 'Correct the lines named above.' }),
      () => step('types of tests', installed('tsc'), ['-p', 'tsconfig.tests.json']),
      () => step('import rules', node, ['tools/import-rules.mjs'], { remedy: 'ARCHITECTURE.md has the table.' }),
      () => step('tidy', installed('vitest'), ['run', 'tools/tidy.test.ts']),
    ]);
  },
  async bench() {
    await build();
    return show(node, ['bench/run.mjs', ...args]);
  },
  async scenarios() {
    await build();
    return show(node, [outrider, 'scenarios', ...args]);
  },
  /** Everything that is generated from the sources and committed. */
  async generate() {
    await install();
    await compile();
    for (const file of generators()) await step(file, node, [file]);
    await compile();
    await bundleConsole();
    return 0;
  },
};

function generators() {
  const folders = readdirSync(join(root, 'tools'));
  const found = folders.map((name) => `tools/${name}/generate.mjs`).filter((file) => existsSync(join(root, file)));
  return [...found, 'tools/errors-page.mjs'];
}

/** Runs all, also after one that fails, and says at the end which did. */
async function allOf(steps) {
  const failures = [];
  for (const run of steps) {
    try {
      await run();
    } catch (error) {
      if (!(error instanceof StepFailed)) throw error;
      failures.push(error.message);
    }
  }
  for (const failure of failures) console.error(failure);
  return failures.length === 0 ? 0 : 1;
}

async function main() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new StepFailed(
      `Outrider needs Node 20.19 or newer, this is ${process.versions.node}. Install it from https://nodejs.org.`,
    );
  }
  if (!Object.hasOwn(COMMANDS, command ?? '')) {
    throw new StepFailed(`usage: node tools/run.mjs ${Object.keys(COMMANDS).join('|')}`);
  }
  return COMMANDS[command]();
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof StepFailed ? error.message : error);
  process.exitCode = 1;
}
