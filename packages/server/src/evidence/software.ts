import { readFileSync } from 'node:fs';

/** Name and version of what writes records. */
export function softwareVersions(): Record<string, string> {
  const own = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
  return { outrider: own.version, node: process.versions.node };
}
