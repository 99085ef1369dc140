import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { progress, quantile, quick, round } from '../support/measure.mjs';
import { ask, cpuSeconds, message, pause } from '../support/processes.mjs';
import { enter, liveUrl, startSystem } from '../support/system.mjs';

const VEHICLES = 200;
const PILOTS = 10;
const MESSAGES_PER_S = 60;
const FRAMES_PER_DATAGRAM = 8;
/** Until every vehicle has been heard and the server knows of it. */
const SETTLE_S = 4;
/** A server that was just started compiles its code meanwhile; what sticks take then is told apart. */
const WARM_S = quick ? 2 : 20;
const MEASURE_S = quick ? 5 : 20;
const ROUNDS = quick ? 1 : 3;
const TARGET = { p99_ms: 10, lost: 0 };

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * From the call that hands a stick frame to the console's socket until the vehicle's socket gives the datagram to its program. All
 * take turns, and the median of the rounds counts, so that a busy moment of the machine is not taken for one of them.
 */
export async function measureStick() {
  const contestants = { outrider: [], relay: [], node_mavlink: [] };
  for (let turn = 1; turn <= ROUNDS; turn++) {
    progress(`round ${turn} of ${ROUNDS}: ours`);
    contestants.outrider.push(await withOutrider());
    progress(`round ${turn} of ${ROUNDS}: bare relay`);
    contestants.relay.push(await withPeer('relay'));
    progress(`round ${turn} of ${ROUNDS}: relay with node-mavlink`);
    contestants.node_mavlink.push(await withPeer('node-mavlink'));
  }
  const ours = middle(contestants.outrider);
  return {
    bench: 'stick',
    vehicles: VEHICLES,
    pilots: PILOTS,
    ours,
    peer: { bare_relay: middle(contestants.relay), node_mavlink: middle(contestants.node_mavlink) },
    target: TARGET,
    met: ours.p99_ms <= TARGET.p99_ms && ours.lost === TARGET.lost,
  };
}

async function withOutrider() {
  const system = await startSystem({ programs: { sim: here('../support/idle.mjs') }, aircraft: VEHICLES });
  try {
    const { gateway, server } = system.processes;
    const port = Object.values(gateway.ports)[0];
    const { cookie, aircraft } = await enter(system, 'rpic');
    const flown = aircraft.map(({ id, vehicle_key }) => ({ id, system_id: Number(vehicle_key.split('/').at(-1)) }));
    const seats = { kind: 'outrider', url: liveUrl(system), cookie, aircraft: flown };
    return await steer(port, seats, { gateway: gateway.pid, server: server.pid });
  } finally {
    await system.stop();
  }
}

async function withPeer(kind) {
  const peer = fork(here('peer.mjs'), [kind]);
  try {
    const { port, url } = await message(peer);
    const aircraft = Array.from({ length: VEHICLES }, (_, index) => ({ id: madeUpId(index), system_id: index + 1 }));
    return await steer(port, { kind: 'relay', url, cookie: '', aircraft }, { peer: peer.pid });
  } finally {
    peer.kill();
  }
}

const madeUpId = (index) => `00000000-0000-7000-8000-${String(index + 1).padStart(12, '0')}`;

/** The measured seconds: who steers what, and how long it took. */
async function steer(port, seats, pids) {
  const vehicles = fork(here('vehicles.mjs'));
  const consoles = fork(here('consoles.mjs'));
  try {
    await ask(vehicles, { port, vehicles: VEHICLES, hz: MESSAGES_PER_S, frames_per_datagram: FRAMES_PER_DATAGRAM });
    await pause(SETTLE_S);
    const aircraft = spread(seats.aircraft, PILOTS);
    await ask(consoles, { ...seats, aircraft, warm_s: WARM_S, measure_s: MEASURE_S });
    await message(consoles);
    const all = { ...pids, consoles: consoles.pid, vehicles: vehicles.pid };
    const before = usedBy(all);
    const { cold, sent, dropped_at_console } = await message(consoles);
    const used = usedBy(all);
    await pause(0.5);
    const arrivals = await ask(vehicles, 'arrivals');
    const cpu = Object.keys(all).map((name) => [name, round((100 * (used[name] - before[name])) / MEASURE_S)]);
    const { p50_ms, p99_ms, lost } = delaysOf(cold, arrivals);
    const cold_start = { seconds: WARM_S, p50_ms, p99_ms, lost };
    return { ...delaysOf(sent, arrivals), cold_start, dropped_at_console, cpu_percent: Object.fromEntries(cpu) };
  } finally {
    vehicles.kill();
    consoles.kill();
  }
}

const usedBy = (pids) => Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, cpuSeconds(pid)]));

/** As many as wanted, from all over the list. */
const spread = (list, count) =>
  Array.from({ length: count }, (_, index) => list[Math.floor((index * list.length) / count)]);

/**
 * A frame has arrived with the first datagram that carries it or a newer one of its pilot: a gateway may leave out what is
 * overtaken. Those that nothing newer followed within the time are lost.
 */
function delaysOf(sent, arrivals) {
  const bySystem = new Map();
  for (const arrival of arrivals) {
    const known = bySystem.get(arrival[0]);
    if (known) known.push(arrival);
    else bySystem.set(arrival[0], [arrival]);
  }
  const delays = [];
  let lost = 0;
  let overtaken = 0;
  for (const [system, number, atMs] of sent) {
    const arrival = bySystem.get(system)?.find(([, arrived]) => arrived >= number);
    if (!arrival) lost += 1;
    else delays.push(arrival[2] - atMs);
    if (arrival && arrival[1] > number) overtaken += 1;
  }
  const at = (share) => round(quantile(delays, share), 2);
  return { p50_ms: at(0.5), p99_ms: at(0.99), worst_ms: at(1), frames: sent.length, lost, overtaken };
}

/** The round whose p99 is in the middle. */
const middle = (rounds) => rounds.toSorted((a, b) => a.p99_ms - b.p99_ms)[Math.floor(rounds.length / 2)];
