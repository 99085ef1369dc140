import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Settings } from '@outrider/runtime';
import type { Role } from './options.js';

/** Which processes a run has, in the order of their start; they stop in the reverse order. */
export function processNames(role: Role | null, settings: Settings, available: Programs): string[] {
  // The simulator flies where the gateway is.
  if (role !== null) return role === 'gateway' && settings.demo ? [role, 'sim'] : [role];
  const all = ['gateway', 'media', 'server', ...(settings.demo ? ['sim'] : [])];
  return all.filter((name) => name !== 'media' || available['media'] !== undefined);
}

/** Path of each process's main module; "town-file" writes the demo agency. */
export type Programs = Record<string, string | undefined>;

/** The mains of the packages beside this one. */
export function builtPrograms(): Programs {
  const files = {
    gateway: 'main.js',
    media: 'main.js',
    server: 'main.js',
    sim: 'main.js',
    'town-file': 'town-file.js',
  };
  const paths = Object.entries(files).map(([name, file]) => {
    const folder = name === 'town-file' ? 'sim' : name;
    const path = fileURLToPath(new URL(`../../../${folder}/dist/${file}`, import.meta.url));
    return [name, existsSync(path) ? path : undefined] as const;
  });
  return Object.fromEntries(paths);
}
