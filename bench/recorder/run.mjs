import { fork, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasProgram } from '../support/camera-stream.mjs';
import { median, progress, quick, round } from '../support/measure.mjs';
import { freePortPair } from '../support/ports.mjs';
import { ask, cpuSeconds, message, pause } from '../support/processes.mjs';

const HOST = '127.0.0.1';
const RATE_HZ = 30;
const ROUNDS = quick ? 1 : 3;
const WARM_S = quick ? 2 : 5;
const MEASURE_S = quick ? 5 : 20;
const TARGET = { cpu_percent: 2 };

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const SYSTEMS = {
  ours: (port) => startOurs(port, 'record'),
  without_recording: (port) => startOurs(port, 'watch'),
  peer: startFfmpeg,
};

/** The whole media process that records one camera, the same that does not, and ffmpeg, in turns, each with the same camera. */
export async function measureRecorder() {
  if (!hasProgram('ffmpeg')) throw new Error('ffmpeg is not installed; it encodes the camera of this benchmark');
  const rounds = { ours: [], without_recording: [], peer: [] };
  for (let index = 0; index < ROUNDS; index++) {
    const order = Object.keys(SYSTEMS);
    for (const name of index % 2 === 0 ? order : order.toReversed()) {
      rounds[name].push(await measureRound(SYSTEMS[name]));
      progress(`round ${index + 1} of ${ROUNDS}: ${name} ${JSON.stringify(rounds[name].at(-1))}`);
    }
  }
  const cpu = (name) => round(median(rounds[name].map(({ cpu_percent }) => cpu_percent)), 2);
  const missed = Math.max(...rounds.ours.map(({ missed_pictures }) => missed_pictures));
  const ours = {
    cpu_percent: cpu('ours'),
    without_recording_percent: cpu('without_recording'),
    missed_pictures: missed,
  };
  const met = ours.cpu_percent <= TARGET.cpu_percent && missed === 0;
  return { bench: 'recorder', ours, peer: { ffmpeg_cpu_percent: cpu('peer') }, target: TARGET, met };
}

async function measureRound(start) {
  const port = await freePortPair(HOST);
  const camera = fork(here('../relay/source.mjs'), [HOST, String(port)]);
  let system = null;
  try {
    await message(camera);
    system = await start(port);
    await pause(WARM_S);
    const [before, at] = [cpuSeconds(system.pid), performance.now()];
    await pause(MEASURE_S);
    const passed_s = (performance.now() - at) / 1000;
    const cpu_percent = round((100 * (cpuSeconds(system.pid) - before)) / passed_s, 2);
    const { pictures } = await system.stop();
    // It began within a second, with the first keyframe that came.
    const due = (WARM_S + MEASURE_S - 1) * RATE_HZ;
    return { cpu_percent, ...(pictures === null ? {} : { missed_pictures: Math.max(0, due - pictures) }) };
  } finally {
    camera.kill('SIGKILL');
    system?.kill();
  }
}

async function startOurs(port, what) {
  const child = fork(here('ours.mjs'), [HOST, String(port), what]);
  await message(child);
  const stop = async () => {
    const { pictures } = await ask(child, 'stop');
    return { pictures: what === 'record' ? pictures : null };
  };
  return { pid: child.pid, stop, kill: () => child.kill('SIGKILL') };
}

/** `-c copy` into fragmented MP4 of ten seconds: no hash, no chain, no fsync, no live viewers. */
async function startFfmpeg(port) {
  const folder = mkdtempSync(join(tmpdir(), 'outrider-bench-'));
  const sdp = join(folder, 'camera.sdp');
  const media = [`m=video ${port} RTP/AVP 96`, 'a=rtpmap:96 H264/90000', 'a=fmtp:96 packetization-mode=1'];
  writeFileSync(sdp, ['v=0', `o=- 0 0 IN IP4 ${HOST}`, 's=-', `c=IN IP4 ${HOST}`, 't=0 0', ...media, ''].join('\r\n'));
  const input = ['-loglevel', 'quiet', '-protocol_whitelist', 'file,udp,rtp', '-i', sdp];
  const output = ['-map', '0:v', '-c', 'copy', '-f', 'segment', '-segment_time', '10', '-segment_format', 'mp4'];
  const fragments = ['-segment_format_options', 'movflags=+frag_keyframe+empty_moov', join(folder, '%06d.mp4')];
  const child = spawn('ffmpeg', [...input, ...output, ...fragments], { stdio: ['ignore', 'ignore', 2] });
  const kill = () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  return { pid: child.pid, stop: async () => ({ pictures: null }), kill };
}
