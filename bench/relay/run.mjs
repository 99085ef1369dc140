import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { hasProgram } from '../support/camera-stream.mjs';
import { startJanus } from '../support/janus.mjs';
import { median, progress, quantile, quick, round } from '../support/measure.mjs';
import { freePort, freePortPair, ownAddress } from '../support/ports.mjs';
import { ask, cpuSeconds, message, pause } from '../support/processes.mjs';

const HOST = ownAddress();
const VIEWERS = [1, 10, 25, 100];
const DELAYS_WITH = [1, 25];
const ROUNDS = quick ? 1 : 3;
const WARM_S = quick ? 1 : 3;
const MEASURE_S = quick ? 3 : 10;
const TARGET = { cpu_ratio: 0.8, p50_ms: { 1: 2, 25: 5 }, p99_ms: { 1: 10, 25: 25 } };

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Outrider's relay and Janus in turns, each with the same camera and the same viewers. */
export async function measureRelay() {
  if (!hasProgram('ffmpeg')) throw new Error('ffmpeg is not installed; it encodes the camera of this benchmark');
  const janus = hasProgram('janus');
  if (!janus) progress('peer absent: Janus is not installed (Debian package "janus")');
  const systems = { ours: startOurs, ...(janus ? { peer: startPeer } : {}) };
  const rounds = { ours: [], peer: [] };
  for (let index = 0; index < ROUNDS; index++) {
    const order = Object.keys(systems);
    for (const name of index % 2 === 0 ? order : order.toReversed()) {
      progress(`round ${index + 1} of ${ROUNDS}: ${name}`);
      rounds[name].push(await measureRound(systems[name]));
    }
  }
  const ours = summary(rounds.ours);
  const peer = janus ? summary(rounds.peer) : 'Janus is not installed';
  const cpu_ratio = janus ? ratios(ours, peer) : null;
  return { bench: 'relay', ours, peer, cpu_ratio, target: TARGET, met: met(ours, cpu_ratio) };
}

/** One relay from its start to its end, with more and more viewers. */
async function measureRound(start) {
  const rtpPort = await freePortPair(HOST);
  const relay = await start(rtpPort);
  const children = [fork(here('source.mjs'), [HOST, String(rtpPort)])];
  try {
    await message(children[0]);
    await pause(1.5);
    const figures = {};
    for (const count of VIEWERS) {
      const joining = count - children.slice(1).reduce((sum, { viewers }) => sum + viewers, 0);
      const child = fork(here('viewers.mjs'), [HOST, relay.kind, relay.url, String(joining)]);
      children.push(Object.assign(child, { viewers: joining }));
      await message(child);
      await pause(WARM_S);
      figures[count] = await measure(relay.pid, children.slice(1), count);
      progress(`  ${count}: ${JSON.stringify(figures[count])}`);
    }
    return figures;
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await relay.stop();
  }
}

async function measure(pid, groups, count) {
  const before = cpuSeconds(pid);
  const startMs = performance.now();
  const seen = await Promise.all(groups.map((group) => ask(group, MEASURE_S)));
  const seconds = (performance.now() - startMs) / 1000;
  const cpu_percent = round((100 * (cpuSeconds(pid) - before)) / seconds);
  const packets = seen.flatMap((each) => each.packets);
  const delays = seen.flatMap((each) => each.delays);
  const least_share = round(Math.min(...packets) / Math.max(...packets), 3);
  if (!DELAYS_WITH.includes(count)) return { cpu_percent, least_share };
  return { cpu_percent, least_share, p50_ms: round(median(delays), 2), p99_ms: round(quantile(delays, 0.99), 2) };
}

async function startOurs(rtpPort) {
  const child = fork(here('ours.mjs'), [HOST, String(rtpPort)]);
  const { url } = await message(child);
  return { kind: 'whep', url, pid: child.pid, stop: async () => child.kill('SIGKILL') };
}

async function startPeer(rtpPort) {
  return { kind: 'janus', ...(await startJanus({ httpPort: await freePort('127.0.0.1'), rtpPort, address: HOST })) };
}

/** Medians of the rounds, figure by figure. */
function summary(rounds) {
  return Object.fromEntries(
    VIEWERS.map((count) => {
      const keys = Object.keys(rounds[0][count]);
      return [count, Object.fromEntries(keys.map((key) => [key, median(rounds.map((each) => each[count][key]))]))];
    }),
  );
}

const ratios = (ours, peer) =>
  Object.fromEntries(VIEWERS.map((count) => [count, round(ours[count].cpu_percent / peer[count].cpu_percent, 2)]));

function met(ours, cpu_ratio) {
  const fast = DELAYS_WITH.every(
    (count) => ours[count].p50_ms <= TARGET.p50_ms[count] && ours[count].p99_ms <= TARGET.p99_ms[count],
  );
  return fast && cpu_ratio !== null && [10, 25, 100].every((count) => cpu_ratio[count] <= TARGET.cpu_ratio);
}
