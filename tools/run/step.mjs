// Runs the steps of a command: one short line for each, the whole output of one that fails. All on standard error, so that
// standard output holds what a command answers and nothing else.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const STILL_MS = 5000;

export class StepFailed extends Error {}

const seconds = (sinceMs) => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;

/**
 * Runs a command quietly. Long ones say every 5 s that they still run.
 * @param {string} name shown to the user
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, remedy?: string }} [options] remedy: what to do when it fails
 */
export async function step(name, command, args, { cwd = root, remedy = '' } = {}) {
  const startMs = performance.now();
  const still = setInterval(() => console.error(`  ${name}: still at it after ${seconds(startMs)}`), STILL_MS);
  const { code, output } = await run(command, args, cwd);
  clearInterval(still);
  if (code === 0) {
    console.error(`  ${name}: ${seconds(startMs)}`);
    return;
  }
  console.error(output.trimEnd());
  throw new StepFailed(`${name} failed after ${seconds(startMs)} (${code}).${remedy ? ` ${remedy}` : ''}`);
}

/** Runs a command whose output the user wants to see. Returns its exit code. */
export function show(command, args, cwd = root) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: 'inherit', env: environment() });
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
}

function run(command, args, cwd) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: environment() });
    let output = '';
    const keep = (data) => (output = (output + data).slice(-200_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => resolve({ code: error.code, output: error.message }));
    child.once('close', (code, signal) => resolve({ code: code ?? signal, output }));
  });
}

/** Path of a program that npm installed. */
export function installed(name) {
  return `${root}node_modules/.bin/${name}`;
}

// npm hands its own settings down as variables; a second npm complains about those that it does not know.
function environment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_config_(?!registry|cache|proxy|https_proxy|cafile)/.test(name),
    ),
  );
}
