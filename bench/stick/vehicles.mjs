// Vehicles that fly and stream, a socket each, and note when sticks reach them. After { port, vehicles, hz, frames_per_datagram }
// they send; "arrivals" is answered with [system id, number of the stick frame, ms of the shared clock] of each that was new.
import { createSocket } from 'node:dgram';
import { FrameScanner, MESSAGE_ID, decodeAs } from '../../packages/protocol/dist/mavlink/index.js';
import { sharedMs } from '../support/clock.mjs';
import { LOITER, datagramsOf } from '../support/vehicle-frames.mjs';
import { numberOf } from './code.mjs';

const STEP_MS = 5;
const arrivals = [];

process.once('message', async ({ port, vehicles, hz, frames_per_datagram }) => {
  const senders = await Promise.all(
    Array.from({ length: vehicles }, (_, index) => vehicle(index, port, frames_per_datagram)),
  );
  const perSecond = (vehicles * hz) / frames_per_datagram;
  const started = performance.now();
  let sent = 0;
  setInterval(() => {
    const due = Math.floor(((performance.now() - started) / 1000) * perSecond);
    for (; sent < due; sent++) senders[sent % vehicles]();
  }, STEP_MS);
  process.send('sending');
  process.on('message', () => process.send(arrivals));
});

async function vehicle(index, port, framesPerDatagram) {
  const systemId = index + 1;
  const datagrams = datagramsOf(index, systemId, framesPerDatagram, LOITER);
  const socket = createSocket('udp4');
  let last = -1;
  const scanner = new FrameScanner((frame) => {
    if (frame.id !== MESSAGE_ID.MANUAL_CONTROL) return;
    const number = numberOf(decodeAs('MANUAL_CONTROL', frame));
    if (number <= last) return;
    last = number;
    arrivals.push([systemId, number, sharedMs()]);
  }, 'datagram');
  socket.on('message', (bytes) => scanner.feed(bytes));
  await new Promise((resolve) => socket.connect(port, '127.0.0.1', resolve));
  let next = 0;
  return () => socket.send(datagrams[next++ % datagrams.length]);
}
