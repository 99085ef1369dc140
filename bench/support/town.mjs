// An agency with as many aircraft as a benchmark wants, as a demo seed: the demo town with its aircraft repeated.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TOWN = fileURLToPath(new URL('../../packages/sim/dist/town-file.js', import.meta.url));
export const LINK = 'gateway/demo';

/** Writes <dataDir>/demo/town.json, where serve and the server look for it. Aircraft N is bound to system id N of the demo's link. */
export function writeTown(dataDir, count) {
  const path = join(dataDir, 'demo', 'town.json');
  mkdirSync(dirname(path), { recursive: true });
  execFileSync(process.execPath, [TOWN, path, '--link', LINK], { stdio: 'ignore' });
  const seed = JSON.parse(readFileSync(path, 'utf8'));
  const [pattern] = seed.aircraft;
  seed.aircraft = Array.from({ length: count }, (_, index) => ({
    ...pattern,
    aircraft: { ...pattern.aircraft, name: `Heron ${index + 1}`, serial: `S-${index + 1}`, remote_id_serial: null },
    vehicle_key: `${LINK}/${index + 1}`,
  }));
  writeFileSync(path, JSON.stringify(seed));
}
