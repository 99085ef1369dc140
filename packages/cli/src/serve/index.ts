import { loadSettings } from '@outrider/runtime/settings';
import { takeFolders } from './folders.js';
import { SERVE_HELP, parseServeOptions } from './options.js';
import { builtPrograms } from './programs.js';
import type { Programs } from './programs.js';
import { startServing } from './start.js';
import type { Serving } from './start.js';
import { createTerminal } from './terminal.js';
import type { Terminal } from './terminal.js';

/** `outrider serve`: runs until SIGINT, SIGTERM or SIGHUP. Resolves with the exit code. */
export async function run(argv: readonly string[], programs: Programs = builtPrograms()): Promise<number> {
  const options = parseServeOptions(argv);
  if (options.help) {
    process.stdout.write(`${SERVE_HELP}\n`);
    return 0;
  }
  const settings = loadSettings({ file: options.settingsFile, overrides: options.overrides });
  const folders = takeFolders(settings.data_dir);
  try {
    const terminal = createTerminal(settings.log, folders.logs);
    terminal.say(`Outrider starts, data in ${folders.data}`);
    // From the first child on, a signal must lead to an orderly stop.
    const told = firstSignal();
    const serving = await startServing(settings, options.role, programs, folders, terminal);
    announce(serving, terminal);
    await told;
    terminal.say('Stopping; once more to stop at once');
    killAllOnNextSignal(serving);
    await serving.stop();
    return 0;
  } finally {
    folders.release();
  }
}

function firstSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

// npm passes on the Ctrl-C that the terminal has sent to us already: what comes at once is the same signal again.
const SAME_SIGNAL_MS = 1000;

function killAllOnNextSignal(serving: Serving): void {
  const startMs = performance.now();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (performance.now() - startMs < SAME_SIGNAL_MS) return;
      serving.kill();
      process.exit(1);
    });
  }
}

interface Account {
  username: string;
  password: string;
  roles: string[];
}

/** The address, and the accounts that the server made at its first start, if it reports some. */
function announce(serving: Serving, terminal: Terminal): void {
  const server = serving.processes().find((status) => status.name === 'server');
  const accounts = (server?.report['accounts'] ?? []) as Account[];
  const width = Math.max(0, ...accounts.map((account) => account.username.length));
  for (const { username, password, roles } of accounts) {
    terminal.say(`  ${username.padEnd(width)}  ${password}  ${roles.join(', ')}`);
  }
  if (serving.url !== null) terminal.say(`Outrider is ready: ${serving.url}`);
  else terminal.say('Outrider is ready');
}
