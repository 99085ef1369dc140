import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from './support/measure.mjs';
import { ask } from './support/processes.mjs';

const WARM_UP_ROUNDS = 3;
const ROUNDS = 11;
const TARGET = { messages_per_s: 4e6, times_node_mavlink: 10 };
const contestant = fileURLToPath(new URL('decode/contestant.mjs', import.meta.url));

/**
 * Scans and decodes the same stream with each implementation in turn; medians of CPU time, so one core. Each has a
 * process of its own, so that none meets code that was compiled for another.
 */
export async function run() {
  const names = ['reused', 'fresh', 'node_mavlink', ...(process.env['MAVLINK_C_DIR'] ? ['official_c'] : [])];
  const { rates, stream } = await alternate(names);
  const times = rates.reused / rates.node_mavlink;
  return {
    bench: 'decode',
    ours: { messages_per_s: rates.reused, fresh_objects_per_s: rates.fresh },
    peer: {
      node_mavlink_per_s: rates.node_mavlink,
      ratio: Math.round(times * 10) / 10,
      official_c_per_s: rates.official_c ?? 'set MAVLINK_C_DIR to the headers of mavlink/c_library_v2',
    },
    target: TARGET,
    met: rates.reused >= TARGET.messages_per_s && times >= TARGET.times_node_mavlink,
    stream,
  };
}

/** Rounds in which all take turns, so that a busy moment of the machine hits all alike. */
async function alternate(names) {
  const processes = names.map((name) => fork(contestant, [name]));
  try {
    const seen = names.map(() => []);
    let stream = null;
    for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
      for (const [index, child] of processes.entries()) {
        const answer = await ask(child, 'round');
        stream = answer.stream;
        if (round >= WARM_UP_ROUNDS) seen[index].push(answer.per_s);
      }
    }
    return { stream, rates: Object.fromEntries(names.map((name, index) => [name, Math.round(median(seen[index]))])) };
  } finally {
    for (const child of processes) child.kill();
  }
}
