// Fifty consoles in a process of their own: node clients.mjs URL COOKIE COUNT WARM_S MEASURE_S. Prints what they got as JSON.
import { WebSocket } from 'ws';
import { sharedMs } from '../support/clock.mjs';
import { quantile, round } from '../support/measure.mjs';

const [url, cookie, ...numbers] = process.argv.slice(2);
const [count, warmS, measureS] = numbers.map(Number);
/** Of a batch: bytes a sample, number of samples, then the samples, which name the aircraft first and then their time. */
const [AT_SAMPLE_BYTES, AT_COUNT, AT_SAMPLES, AT_SAMPLE_TIME] = [2, 4, 16, 16];
/** JSON messages are too many to look into each. */
const EVERY = 50;
let measuring = false;
let frames = 0;
const delays = [];

function take(data, isBinary) {
  if (!measuring) return;
  frames += 1;
  const now = sharedMs();
  if (isBinary) delays.push(...timesOf(data).map((time) => now - time));
  else if (frames % EVERY === 0) delays.push(now - Number.parseFloat(data.toString().slice('{"utc_ms":'.length)));
}

/** When each of the gateway's ticks whose samples came was sent: those of one tick stand together and have one time. */
function timesOf(batch) {
  const sampleBytes = batch.readUInt16LE(AT_SAMPLE_BYTES);
  const times = new Set();
  for (let index = 0; index < batch.readUInt32LE(AT_COUNT); index++) {
    times.add(batch.readDoubleLE(AT_SAMPLES + index * sampleBytes + AT_SAMPLE_TIME));
  }
  return [...times];
}

const sockets = Array.from({ length: count }, (_, index) => {
  const socket = new WebSocket(`${url}?window=bench-${index}`, 'outrider.v1', {
    headers: { cookie },
    perMessageDeflate: false,
  });
  socket.on('message', (data, isBinary) => (isBinary || data[2] === 117 ? take(data, isBinary) : undefined));
  socket.on('error', (error) => console.error(error.message));
  return socket;
});
await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('open', resolve))));
process.send('open');
await new Promise((resolve) => setTimeout(resolve, warmS * 1000));
process.send('measuring');
measuring = true;
await new Promise((resolve) => setTimeout(resolve, measureS * 1000));
measuring = false;
const open = sockets.filter((socket) => socket.readyState === WebSocket.OPEN).length;
const delay = (p) => round(quantile(delays, p), 2);
process.send({ frames_per_s: Math.round(frames / measureS), open, median_ms: delay(0.5), p99_ms: delay(0.99) });
process.exit(0);
