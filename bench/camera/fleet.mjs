// Three simulated cameras in flight over the town: the simulator's own worker, told 30 times a second where they are.
import { Worker } from 'node:worker_threads';

const RATE_HZ = 30;
const SPEED_MPS = 12;
const HEIGHT_AMSL_M = 95;
/** Where each begins, in the town's own grid, and where it looks. */
const FLIGHTS = [
  { u: -1500, v: 1000, bearing_deg: 78, pitch_deg: 0 },
  { u: -400, v: 600, bearing_deg: 60, pitch_deg: -20 },
  { u: 200, v: 1300, bearing_deg: 95, pitch_deg: -45 },
];

const ports = process.argv.slice(2).map(Number);
const lens = { stream_id: 1, name: 'Wide', width: 640, height: 360, frame_rate_hz: RATE_HZ, bitrate_bps: 1_500_000 };
const cameras = ports.map((port, index) => ({
  name: `Heron ${index + 1}`,
  lenses: [{ ...lens, port, hfov_deg: 70, max_zoom: 8, thermal: false }],
}));
const worker = new Worker(new URL('../../packages/sim/dist/camera/worker.js', import.meta.url), {
  workerData: { seed: 1, cameras },
});

const startMs = performance.now();

/** They fly along a street, and back again after a minute. */
function shot(camera, monotonic_ms) {
  const { u, v, ...look } = FLIGHTS[camera % FLIGHTS.length];
  const s = ((monotonic_ms - startMs) / 1000) % 120;
  const along = SPEED_MPS * (s < 60 ? s : 120 - s);
  const view = { at: { u: u + along, v }, altitude_amsl_m: HEIGHT_AMSL_M, ...look, hfov_deg: 70 };
  return { camera, lens: 0, view, taken: { utc_ms: Date.now(), monotonic_ms } };
}

worker.on('message', (message) => {
  if (message.kind !== 'ready') throw new Error(`${message.stream}: ${message.reason}`);
  let round = 0;
  const next = () => {
    const now = performance.now();
    worker.postMessage({ kind: 'shots', shots: cameras.map((_, camera) => shot(camera, now)) });
    round += 1;
    setTimeout(next, startMs + (round * 1000) / RATE_HZ - performance.now());
  };
  next();
  process.send({ encoder: message.encoder });
});
process.on('disconnect', () => process.exit());
