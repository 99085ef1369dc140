import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fail, ok } from './finding.js';
import type { Finding } from './finding.js';

const PARTS = {
  gateway: 'gateway/dist/main.js',
  server: 'server/dist/main.js',
  simulator: 'sim/dist/main.js',
  console: 'console/dist/app/index.html',
};

/** Everything that "outrider serve" starts or hands out was built. */
export function checkBuild(packages = new URL('../../../', import.meta.url)): Finding {
  const missing = Object.entries(PARTS).filter(([, path]) => !existsSync(fileURLToPath(new URL(path, packages))));
  if (missing.length === 0) return ok('build', 'gateway, server, simulator and console are built');
  return fail('build', `not built: ${missing.map(([name]) => name).join(', ')}`, 'Run "npm run build".');
}
