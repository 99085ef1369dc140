import { fork, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ffmpegArguments } from '../../packages/sim/dist/camera/encode/ffmpeg.js';
import { hasProgram } from '../support/camera-stream.mjs';
import { median, progress, quick, round } from '../support/measure.mjs';
import { cpuSeconds, cpuSecondsWithChildren, message, pause } from '../support/processes.mjs';

const CAMERAS = 3;
const FORMAT = { width: 640, height: 360, frame_rate_hz: 30, bitrate_bps: 1_500_000 };
/** The ground comes into view and is painted, code is compiled. */
const WARM_S = quick ? 4 : 15;
const MEASURE_S = quick ? 5 : 20;
const ROUNDS = quick ? 1 : 3;
const TARGET = { cpu_percent: 40, frames_per_s: 29 };
const LAST_PACKET_OF_PICTURE = 0x80;
const fleet = fileURLToPath(new URL('fleet.mjs', import.meta.url));

/**
 * Three simulated cameras in flight, drawn, encoded and sent as RTP: processor time of the process that does it and of its encoders, and
 * the pictures that arrive. Beside it ffmpeg's own test picture of the same size, rate and number through the same encoder settings. In turns; medians.
 */
export async function measureCamera() {
  if (!hasProgram('ffmpeg')) throw new Error('ffmpeg is not installed');
  const rounds = { ours: [], peer: [] };
  for (let turn = 0; turn < ROUNDS; turn++) {
    rounds.ours.push(await ours());
    rounds.peer.push({ cpu_percent: await peer() });
    progress(JSON.stringify({ ours: rounds.ours.at(-1), peer: rounds.peer.at(-1) }));
  }
  const middle = (list, key) => round(median(list.map((entry) => entry[key])));
  const cpu_percent = middle(rounds.ours, 'cpu_percent');
  const frames_per_s = middle(rounds.ours, 'frames_per_s');
  return {
    bench: 'camera',
    ours: { cpu_percent, drawing_percent: middle(rounds.ours, 'drawing_percent'), frames_per_s },
    peer: { cpu_percent: middle(rounds.peer, 'cpu_percent') },
    target: TARGET,
    met: cpu_percent <= TARGET.cpu_percent && frames_per_s >= TARGET.frames_per_s,
    cameras: { number: CAMERAS, ...FORMAT },
  };
}

/** Pictures per second are those of the slowest camera. */
async function ours() {
  const receivers = await Promise.all(Array.from({ length: CAMERAS }, receiver));
  const child = fork(
    fleet,
    receivers.map(({ port }) => String(port)),
  );
  try {
    const { encoder } = await message(child);
    if (encoder !== 'ffmpeg') throw new Error('ffmpeg has no libx264');
    await pause(WARM_S);
    const before = { all: cpuSecondsWithChildren(child.pid), drawing: cpuSeconds(child.pid), at: performance.now() };
    for (const each of receivers) each.pictures = 0;
    await pause(MEASURE_S);
    const seconds = (performance.now() - before.at) / 1000;
    return {
      cpu_percent: ((cpuSecondsWithChildren(child.pid) - before.all) / seconds) * 100,
      drawing_percent: ((cpuSeconds(child.pid) - before.drawing) / seconds) * 100,
      frames_per_s: Math.min(...receivers.map(({ pictures }) => pictures)) / seconds,
    };
  } finally {
    child.kill();
    for (const { socket } of receivers) socket.close();
  }
}

/** Counts the pictures that come to a port, by the marker bit of RTP. */
async function receiver() {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const state = { socket, port: socket.address().port, pictures: 0 };
  socket.on('message', (packet) => {
    if (packet[1] & LAST_PACKET_OF_PICTURE) state.pictures += 1;
  });
  return state;
}

/** Percent of a core. */
async function peer() {
  const { width, height, frame_rate_hz } = FORMAT;
  const settings = ffmpegArguments(FORMAT);
  const source = ['-re', '-f', 'lavfi', '-i', `testsrc2=size=${width}x${height}:rate=${frame_rate_hz}`];
  const rest = settings.slice(settings.indexOf('pipe:0') + 1);
  const args = ['-hide_banner', '-loglevel', 'error', '-threads', '1', ...source, '-pix_fmt', 'yuv420p', ...rest];
  const children = Array.from({ length: CAMERAS }, () => spawn('ffmpeg', args, { stdio: ['ignore', 'pipe', 2] }));
  for (const child of children) child.stdout.resume();
  try {
    await pause(3);
    const total = () => children.reduce((sum, { pid }) => sum + cpuSeconds(pid), 0);
    const [before, startMs] = [total(), performance.now()];
    await pause(MEASURE_S);
    return ((total() - before) / ((performance.now() - startMs) / 1000)) * 100;
  } finally {
    for (const child of children) child.kill();
  }
}
