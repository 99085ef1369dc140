import { run as serve } from '../serve/index.js';

/** `outrider demo`: `outrider serve --demo`, with the same options. */
export function run(argv: readonly string[]): Promise<number> {
  return serve(['--demo', ...argv]);
}
