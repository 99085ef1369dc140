import { median, per_second } from './decode/measure.mjs';
import { officialParser } from './decode/official.mjs';
import { ours } from './decode/ours.mjs';
import { nodeMavlink } from './decode/peer.mjs';
import { realisticStream } from './decode/stream.mjs';

export const builds = ['protocol'];

const ROUNDS = 9;
const TARGET = { messages_per_s: 4e6, times_node_mavlink: 10 };

/** Scans and decodes the same stream with each implementation in turn; medians of CPU time, so one core. */
export async function run() {
  const stream = await realisticStream();
  const official = officialParser(stream);
  const contestants = {
    reused: await ours(stream, { reuse: true }),
    fresh: await ours(stream, { reuse: false }),
    node_mavlink: await nodeMavlink(stream),
    ...(official && { official_c: official }),
  };
  const rates = await alternate(contestants);
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
    stream: { messages: stream.messages, bytes: stream.bytes },
  };
}

/** One warm-up, then rounds in which all take turns, so that a busy moment of the machine hits all alike. */
async function alternate(contestants) {
  const seen = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = -1; round < ROUNDS; round++) {
    for (const [name, contestant] of Object.entries(contestants)) {
      const rate = await per_second(contestant);
      if (round >= 0) seen[name].push(rate);
    }
  }
  return Object.fromEntries(Object.entries(seen).map(([name, rates]) => [name, Math.round(median(rates))]));
}
