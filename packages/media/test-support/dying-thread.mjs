// The recorder's thread, which dies with the picture of one RTP time.
import { parentPort } from 'node:worker_threads';
import '../dist/recorder/thread-main.js';

const LAST_TIME_90KHZ = 4_270_000;
parentPort.on('message', ({ units = [] }) => {
  if (units.some(({ unit }) => unit.time_90khz === LAST_TIME_90KHZ)) process.exit(1);
});
