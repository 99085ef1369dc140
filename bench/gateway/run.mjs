import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLogger, startBusHub } from '../../packages/runtime/dist/index.js';
import { progress, quick, round } from '../support/measure.mjs';
import { ask, cpuSeconds, message, pause } from '../support/processes.mjs';

const WARM_S = quick ? 3 : 5;
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
 * vehicles are sockets of another process. The peer only decodes: node-mavlink behind the same sockets.
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
    await pause(WARM_S);
    return { ...load, ...(await over(receiver, sender, ports)) };
  } finally {
    sender.kill();
    receiver.kill('SIGKILL');
    await hub.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What happened over the measured seconds. */
async function over(receiver, sender, ports) {
  const drops = kernelDrops(ports);
  const cpu = cpuSeconds(receiver.pid);
  await pause(MEASURE_S);
  const used = cpuSeconds(receiver.pid) - cpu;
  const sent = await ask(sender, 'stop');
  await pause(1);
  const got = await ask(receiver, 'count');
  return {
    cpu_percent: round((100 * used) / MEASURE_S),
    messages_per_s: Math.round(sent.frames / sent.seconds),
    kernel_drops: kernelDrops(ports) - drops,
    lost: sent.frames - got.frames,
    ...(got.samples_per_s === undefined ? {} : { samples_per_s: got.samples_per_s }),
  };
}

function kernelDrops(ports) {
  const lines = readFileSync('/proc/net/udp', 'utf8').split('\n').slice(1);
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => ports.includes(Number.parseInt(columns[1]?.split(':')[1] ?? '', 16)))
    .reduce((sum, columns) => sum + Number(columns.at(-1)), 0);
}
