import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { hasProgram } from '../support/camera-stream.mjs';
import { startJanus } from '../support/janus.mjs';
import { median, progress, quick } from '../support/measure.mjs';
import { freePort, freePortPair, ownAddress } from '../support/ports.mjs';
import { message, pause } from '../support/processes.mjs';
import { joinMs, launch, servePage, watch } from './watch.mjs';

const HOST = ownAddress();
const ROUNDS = quick ? 1 : 3;
const JOINS = quick ? 2 : 5;
const MEASURE_S = quick ? 5 : 12;
const WARM_S = 3;
const BAD_NETWORK = { loss: 0.05, delay_ms: 50 };
const PILOT_MS = 0;
const WATCH_MS = 150;
const TARGET = {
  clean: { p50_ms: 35, p95_ms: 60 },
  join_ms: 500,
  pilot_at_loss: { p95_ms: 250 },
  watch_at_loss: { frames_per_s: 28, freezes: 1 },
};

/** From the moment a picture leaves the camera until Chromium presents it; Outrider's relay and Janus in turns. */
export async function measurePicture() {
  for (const name of ['ffmpeg', 'chromium']) if (!hasProgram(name)) throw new Error(`${name} is not installed`);
  const janus = hasProgram('janus');
  if (!janus) progress('peer absent: Janus is not installed (Debian package "janus")');
  const systems = { ours: startOurs, ...(janus ? { peer: startPeer } : {}) };
  const rounds = { ours: [], peer: [] };
  const browser = await launch();
  for (let index = 0; index < ROUNDS; index++) {
    const order = Object.keys(systems);
    for (const name of index % 2 === 0 ? order : order.toReversed()) {
      const figures = await measureRound(browser, systems[name]);
      progress(`round ${index + 1} of ${ROUNDS}, ${name}: ${JSON.stringify(figures)}`);
      rounds[name].push(figures);
    }
  }
  await browser.close();
  const ours = medians(rounds.ours);
  const peer = janus ? medians(rounds.peer) : 'Janus is not installed';
  return {
    bench: 'picture',
    bad_network: { loss_percent: 5, round_trip_ms: 100 },
    ours,
    peer,
    target: TARGET,
    met: met(ours),
  };
}

async function measureRound(browser, start) {
  const rtpPort = await freePortPair(HOST);
  const relay = await start(rtpPort);
  const source = fork(fileURLToPath(new URL('source.mjs', import.meta.url)), [HOST, String(rtpPort)]);
  const spans = { warm_s: WARM_S, measure_s: MEASURE_S };
  try {
    await message(source);
    await pause(1.5);
    const page = await servePage(relay, null);
    const join_ms = await joinMs(browser, page, JOINS);
    const clean = await watch(browser, page, source, { buffer_ms: PILOT_MS, ...spans });
    page.close();
    const pilot_at_loss = await atLoss(browser, relay, source, { buffer_ms: PILOT_MS, ...spans });
    const watch_at_loss = await atLoss(browser, relay, source, { buffer_ms: WATCH_MS, ...spans });
    return { join_ms, clean, pilot_at_loss, watch_at_loss };
  } finally {
    source.kill('SIGKILL');
    await relay.stop();
  }
}

async function atLoss(browser, relay, source, view) {
  const page = await servePage(relay, BAD_NETWORK);
  try {
    return await watch(browser, page, source, view);
  } finally {
    page.close();
  }
}

async function startOurs(rtpPort) {
  const child = fork(fileURLToPath(new URL('../relay/ours.mjs', import.meta.url)), [HOST, String(rtpPort)]);
  const { url } = await message(child);
  return { kind: 'whep', url, stop: async () => child.kill('SIGKILL') };
}

async function startPeer(rtpPort) {
  const httpPort = await freePort('127.0.0.1');
  return { kind: 'janus', ...(await startJanus({ httpPort, rtpPort, address: HOST })) };
}

/** Medians of the rounds, figure by figure. */
function medians(rounds) {
  return Object.fromEntries(
    Object.entries(rounds[0]).map(([key, value]) => {
      const values = rounds.map((each) => each[key]);
      return [key, typeof value === 'number' ? median(values) : medians(values)];
    }),
  );
}

function met({ clean, join_ms, pilot_at_loss, watch_at_loss }) {
  const shown = clean.p50_ms <= TARGET.clean.p50_ms && clean.p95_ms <= TARGET.clean.p95_ms && join_ms <= TARGET.join_ms;
  const pilot = pilot_at_loss.p95_ms <= TARGET.pilot_at_loss.p95_ms;
  const { frames_per_s, freezes } = TARGET.watch_at_loss;
  return shown && pilot && watch_at_loss.frames_per_s >= frames_per_s && watch_at_loss.freezes <= freezes;
}
