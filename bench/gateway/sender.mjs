// Vehicles: a socket each, their frames encoded beforehand, sent at an even pace between each "go" and "stop".
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
  let next = 0;
  let stop = () => undefined;
  const go = () => {
    const started = performance.now();
    let sent = 0;
    const timer = setInterval(() => {
      const due = Math.floor(((performance.now() - started) / 1000) * perSecond);
      for (; sent < due; sent++) vehicles[next++ % vehicles.length]();
    }, STEP_MS);
    stop = () => {
      clearInterval(timer);
      process.send({ frames: sent * load.frames_per_datagram, seconds: (performance.now() - started) / 1000 });
    };
    process.send('sending');
  };
  process.on('message', (what) => (what === 'go' ? go() : stop()));
  process.send('ready');
});

/** A function that sends the vehicle's next datagram. */
async function vehicle(index, systemId, port, framesPerDatagram) {
  const datagrams = datagramsOf(index, systemId, framesPerDatagram);
  const socket = createSocket('udp4');
  await new Promise((resolve) => socket.connect(port, '127.0.0.1', resolve));
  let next = 0;
  return () => socket.send(datagrams[next++ % datagrams.length]);
}
