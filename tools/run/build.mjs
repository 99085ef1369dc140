// Install and build, each only when something has changed.
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { contentHash, isFresh, remember } from './stamps.mjs';
import { StepFailed, installed, root, step } from './step.mjs';

const packages = () =>
  readdirSync(join(root, 'packages')).filter((name) => existsSync(join(root, 'packages', name, 'package.json')));
const manifests = () => [
  'package.json',
  'package-lock.json',
  ...packages().map((name) => `packages/${name}/package.json`),
];

/** `npm install`, when packages are missing or package-lock.json has changed. Tried twice: networks fail. */
export async function install() {
  const hash = () => contentHash(manifests());
  if (existsSync(installed('tsc')) && (isFresh('install', hash()) || installedByHand()))
    return remember('install', hash());
  console.error('  installing packages; the first time takes a while');
  const args = ['install', '--no-audit', '--no-fund', '--loglevel=error'];
  try {
    await step('install', 'npm', args);
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    console.error('  trying once more');
    await step('install', 'npm', args, { remedy: 'Is the package registry reachable? "npm install" shows more.' });
  }
  // npm may complete package-lock.json for this machine.
  remember('install', hash());
}

/** Whoever runs "npm install" himself needs no second one. */
function installedByHand() {
  const [lock, marker] = [join(root, 'package-lock.json'), join(root, 'node_modules', '.package-lock.json')];
  return existsSync(marker) && statSync(marker).mtimeMs >= statSync(lock).mtimeMs;
}

/** Compiles all packages to JavaScript. Types are not judged here: whoever starts the system should not wait for that, "npm run check" does it. */
export async function compile() {
  const sources = packages().flatMap((name) => [`packages/${name}/src`, `packages/${name}/tsconfig.json`]);
  const hash = contentHash([...sources, ...manifests(), 'tsconfig.json', 'tsconfig.base.json']);
  const missing = packages().filter((name) => !existsSync(join(root, 'packages', name, 'dist')));
  if (missing.length === 0 && isFresh('compile', hash)) return;
  // The compiler believes its notes even when what they are about is gone.
  for (const name of missing) rmSync(join(root, 'packages', name, 'tsconfig.tsbuildinfo'), { force: true });
  await step('compile', installed('tsc'), ['-b', '--noCheck'], { remedy: 'Correct the lines named above.' });
  remember('compile', hash);
}

/** Bundles the console for browsers. */
export async function bundleConsole() {
  const folder = join(root, 'packages', 'console');
  const hash = contentHash([
    'packages/console',
    'packages/client',
    'packages/core',
    'packages/schema',
    'package-lock.json',
  ]);
  if (existsSync(join(folder, 'dist', 'app', 'index.html')) && isFresh('console', hash)) return;
  await step('console', installed('vite'), ['build', '--logLevel', 'warn'], { cwd: folder });
  remember('console', hash);
}

export async function build() {
  await install();
  await Promise.all([compile(), bundleConsole()]);
}
