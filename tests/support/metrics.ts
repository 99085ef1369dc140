import type { System } from './system.js';

/** Sum of a metric's values whose labels include the given ones; 0 when there is none yet. */
export async function metric(system: System, name: string, labels: Record<string, string> = {}): Promise<number> {
  const page = await (await fetch(`${system.url}/metrics`)).text();
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const lines = page
    .split('\n')
    .filter((line) => /^[\w:]+/.exec(line)?.[0] === name && wanted.every((part) => line.includes(part)));
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}
