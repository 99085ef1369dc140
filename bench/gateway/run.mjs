import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLogger, startBusHub } from '../../packages/runtime/dist/index.js';
import { progress, quick, round } from '../support/measure.mjs';
import { ask, cpuSeconds, message, pause } from '../support/processes.mjs';

const COLD_S = quick ? 4 : 10;
const MEASURE_S = quick ? 4 : 15;
/** A system id is one byte: so many vehicles share a port. */
const VEHICLES_PER_LINK = 250;
const MESSAGES_PER_S = 60;
const LOADS = [
  { vehicles: 1000, frames_per_datagram: 8 },
  { vehicles: 500, frames_per_datagram: 1 },
];
const TARGET = { cpu_percent: 100, kernel_drops: 0, lost: 0 };

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * The real gateway in a process of its own, every vehicle bound, telemetry and events going out over the local bus; the
 * vehicles are sockets of another process. The first seconds, in which every vehicle is new and no code is compiled yet, are told
 * apart. The peer only decodes: node-mavlink behind the same sockets.
 */
export async function measureGateway() {
  const ours = [];
  const peer = [];
  for (const load of LOADS) {
    progress(`ours: ${load.vehicles} vehicles, ${load.frames_per_datagram} frames a datagram`);
    ours.push(await measure('ours.mjs', load));
    progress(`peer: the same for node-mavlink, which only decodes`);
    peer.push(await measure('peer.mjs', load));
  }
  const met = ours.every(
    (each) => each.cpu_percent <= TARGET.cpu_percent && each.kernel_drops === 0 && each.lost === 0,
  );
  return { bench: 'gateway', messages_per_s: MESSAGES_PER_S, ours, peer, target: TARGET, met };
}

async function measure(program, load) {
  const folder = mkdtempSync(join(tmpdir(), 'outrider-bench-'));
  const logger = createLogger({ name: 'bench', level: 'error', destination: process.stderr });
  const hub = await startBusHub({ socketPath: join(folder, 'bus.sock'), logger });
  const links = Math.ceil(load.vehicles / VEHICLES_PER_LINK);
  const receiver = fork(here(program), [folder, String(links), String(load.vehicles)]);
  const sender = fork(here('sender.mjs'));
  try {
    const { ports } = await message(receiver);
    sender.send({ ...load, ports, hz: MESSAGES_PER_S, per_link: VEHICLES_PER_LINK });
    await message(sender);
    const cold = await over(COLD_S, { receiver, sender, ports });
    const steady = await over(MEASURE_S, { receiver, sender, ports });
    return { ...load, ...steady, cold_start: { seconds: COLD_S, kernel_drops: cold.kernel_drops, lost: cold.lost } };
  } finally {
    sender.kill();
    receiver.kill('SIGKILL');
    await hub.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** So many seconds of sending, and what became of every message sent in them. */
async function over(seconds, { receiver, sender, ports }) {
  const drops = kernelDrops(ports);
  const before = await ask(receiver, 'count');
  await ask(sender, 'go');
  const cpu = cpuSeconds(receiver.pid);
  await pause(seconds);
  const used = cpuSeconds(receiver.pid) - cpu;
  const sent = await ask(sender, 'stop');
  const got = await drained(receiver);
  return {
    cpu_percent: round((100 * used) / seconds),
    messages_per_s: Math.round(sent.frames / sent.seconds),
    kernel_drops: kernelDrops(ports) - drops,
    lost: sent.frames - (got.frames - before.frames),
    ...(got.samples === undefined ? {} : { samples_per_s: Math.round((got.samples - before.samples) / sent.seconds) }),
  };
}

/** The receiver's count once nothing more comes out of its sockets. */
async function drained(receiver) {
  for (let before = await ask(receiver, 'count'); ;) {
    await pause(0.5);
    const now = await ask(receiver, 'count');
    if (now.frames === before.frames) return now;
    before = now;
  }
}

function kernelDrops(ports) {
  const lines = readFileSync('/proc/net/udp', 'utf8').split('\n').slice(1);
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => ports.includes(Number.parseInt(columns[1]?.split(':')[1] ?? '', 16)))
    .reduce((sum, columns) => sum + Number(columns.at(-1)), 0);
}
