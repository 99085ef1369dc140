import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { median, progress, quick, round } from '../support/measure.mjs';
import { makeLargeRecord } from './record.mjs';

const MEGABYTES = quick ? 100 : 1000;
const ROUNDS = quick ? 2 : 5;
const TARGET_MB_PER_S = 300;
const program = fileURLToPath(new URL('../../packages/cli/bin/outrider.mjs', import.meta.url));

/**
 * `outrider verify` over a sealed record, as a user starts it, beside `sha256sum` and `openssl dgst` over the same files: megabytes of payload a second
 * by the clock, the start of the process included. In turns, after one round each that brings the files into memory; medians.
 */
export async function verifyLargeRecord() {
  progress(`making a record of ${MEGABYTES} MB`);
  const { root, folder, files, key, bytes } = await makeLargeRecord(MEGABYTES);
  try {
    const contestants = {
      ours: () => timed(process.execPath, [program, 'verify', folder, '--key', key]),
      sha256sum: () => timed('sha256sum', files),
      ...(hasOpenssl() ? { openssl: () => timed('openssl', ['dgst', '-sha256', ...files]) } : {}),
    };
    const seen = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
    for (let turn = 0; turn <= ROUNDS; turn++) {
      for (const [name, once] of Object.entries(contestants)) {
        const seconds = once();
        progress(`${name}: ${round(bytes / 1e6 / seconds)} MB/s`);
        if (turn > 0) seen[name].push(bytes / 1e6 / seconds);
      }
    }
    const mb_per_s = round(median(seen.ours));
    return {
      bench: 'verify',
      ours: { mb_per_s, slowest_mb_per_s: round(Math.min(...seen.ours)) },
      peer: {
        sha256sum_mb_per_s: round(median(seen.sha256sum)),
        openssl_mb_per_s: seen.openssl ? round(median(seen.openssl)) : 'not installed',
      },
      target: { mb_per_s: TARGET_MB_PER_S },
      met: mb_per_s >= TARGET_MB_PER_S,
      record: { megabytes: round(bytes / 1e6), files: files.length },
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const hasOpenssl = () => spawnSync('openssl', ['version']).status === 0;

/** Seconds by the clock. Throws when it does not end well: a record that is not proven is no measurement. */
function timed(command, args) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e9;
}
