/** Takes the pictures of all simulated cameras, off the thread that flies. */
import { createSocket } from 'node:dgram';
import { randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { hasFfmpeg, makeFfmpegEncoder, makeNpmEncoder } from './encode/index.js';
import type { FromWorker, Shot, ToWorker, WorkerSetup } from './messages.js';
import { LensPainter } from './painter.js';
import { TownScene } from './scene/town-scene.js';
import { LensStream } from './stream.js';

const port = parentPort;
if (!port) throw new Error('This file runs as a worker thread of the simulator.');
const tell = (message: FromWorker): void => port.postMessage(message);
const setup = workerData as WorkerSetup;

const encoder = hasFfmpeg() ? 'ffmpeg' : 'npm';
const makeEncoder = encoder === 'ffmpeg' ? makeFfmpegEncoder : makeNpmEncoder;
const socket = createSocket('udp4');
// Nobody listens until a media process does: what the kernel says about that is no trouble.
socket.on('error', () => {});
socket.unref();
const scene = new TownScene(setup.seed);

const streams = setup.cameras.map(({ name, lenses }) =>
  lenses.map((lens) => {
    const painter = new LensPainter(scene, lens.thermal);
    return new LensStream({
      name,
      lens,
      makeEncoder,
      socket,
      ssrc: randomBytes(4).readUInt32BE(),
      draw: (picture, view, utcMs) => painter.draw(picture, view, utcMs),
      onTrouble: (reason) => tell({ kind: 'trouble', stream: `${name}, ${lens.name}`, reason }),
    });
  }),
);

/** A worker that is behind takes the newest picture of each lens and leaves out those before. */
const waiting = new Map<string, Shot>();

function takeAll(): void {
  const shots = [...waiting.values()];
  waiting.clear();
  for (const { camera, lens, view, taken } of shots) streams[camera]?.[lens]?.take(view, taken);
}

port.on('message', (message: ToWorker) => {
  if (message.kind === 'lens') return streams[message.camera]?.[message.index]?.change(message.lens);
  if (waiting.size === 0) setImmediate(takeAll);
  for (const shot of message.shots) waiting.set(`${shot.camera}/${shot.lens}`, shot);
});

tell({ kind: 'ready', encoder });
