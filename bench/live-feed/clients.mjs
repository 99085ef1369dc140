// Fifty consoles in a process of their own: node clients.mjs URL COOKIE COUNT WARM_S MEASURE_S. Prints what they got as JSON.
import { WebSocket } from 'ws';
import { sharedMs } from '../support/clock.mjs';
import { quantile, round } from '../support/measure.mjs';

const [url, cookie, ...numbers] = process.argv.slice(2);
const [count, warmS, measureS] = numbers.map(Number);
const AT_BATCH_TIME = 8;
/** JSON messages are too many to look into each. */
const EVERY = 50;
let measuring = false;
let frames = 0;
const delays = [];

function take(data, isBinary) {
  if (!measuring) return;
  frames += 1;
  const now = sharedMs();
  if (isBinary) delays.push(now - data.readDoubleLE(AT_BATCH_TIME));
  else if (frames % EVERY === 0) delays.push(now - Number.parseFloat(data.toString().slice('{"utc_ms":'.length)));
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
