import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Path of a compiled module of this package, for tests that start a process of its own ("npm test" builds first). */
export function builtModule(path: string): string {
  const file = fileURLToPath(new URL(`../../dist/${path}`, import.meta.url));
  if (!existsSync(file)) throw new Error(`${file} is missing; run "npm run build" first`);
  return file;
}
