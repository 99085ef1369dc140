// Vehicles: a socket each, their frames encoded beforehand, sent at an even pace.
import { createSocket } from 'node:dgram';
import { datagramsOf } from '../support/vehicle-frames.mjs';

const STEP_MS = 5;

process.once('message', async (load) => {
  const vehicles = await Promise.all(
    Array.from({ length: load.vehicles }, (_, index) => {
      const port = load.ports[Math.floor(index / load.per_link)];
      return vehicle(index, (index % load.per_link) + 1, port, load.frames_per_datagram);
    }),
  );
  const perSecond = (load.vehicles * load.hz) / load.frames_per_datagram;
  const started = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - started) / 1000) * perSecond);
    for (; sent < due; sent++) vehicles[sent % vehicles.length]();
  }, STEP_MS);
  process.send('sending');
  process.once('message', () => {
    clearInterval(timer);
    process.send({ frames: sent * load.frames_per_datagram, seconds: (performance.now() - started) / 1000 });
  });
});

/** A function that sends the vehicle's next datagram. */
async function vehicle(index, systemId, port, framesPerDatagram) {
  const datagrams = datagramsOf(index, systemId, framesPerDatagram);
  const socket = createSocket('udp4');
  await new Promise((resolve) => socket.connect(port, '127.0.0.1', resolve));
  let next = 0;
  return () => socket.send(datagrams[next++ % datagrams.length]);
}
