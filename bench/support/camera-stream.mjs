// A camera for the benchmarks of video: pictures that ffmpeg encoded once, sent as RTP at the rate of a camera.
import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { Packetizer } from '../../packages/media/dist/feed/index.js';

const H264_ACCESS_UNIT_DELIMITER = 9;
const LARGEST_BYTES = 64 * 1024 * 1024;
const CLOCK_HZ = 90_000;
const PAYLOAD_TYPE = 96;

export const hasProgram = (name) => spawnSync('which', [name]).status === 0;

/**
 * Pictures of H.264 without B-frames, a keyframe a second, each a list of NAL units.
 * @param input arguments of ffmpeg for where the pictures come from; @param standardInput raw pictures, if that is where
 */
export function encode(input, { rate_hz, kbps, standardInput }) {
  const rate = ['-b:v', `${kbps}k`, '-maxrate', `${kbps}k`, '-bufsize', `${Math.round(kbps / 5)}k`];
  const codec = ['-c:v', 'libx264', '-preset', 'veryfast', '-tune', 'zerolatency', '-profile:v', 'baseline'];
  const groups = ['-g', String(rate_hz), '-x264-params', 'aud=1:scenecut=0', '-pix_fmt', 'yuv420p'];
  const args = ['-hide_banner', '-loglevel', 'error', ...input, ...codec, ...groups, ...rate, '-f', 'h264', '-'];
  const { status, stdout, stderr } = spawnSync('ffmpeg', args, { input: standardInput, maxBuffer: LARGEST_BYTES });
  if (status !== 0) throw new Error(`ffmpeg: ${stderr}`);
  return picturesOf(stdout);
}

/** Splits a byte stream (ITU-T H.264 annex B) at its access unit delimiters, which are left out. */
function picturesOf(stream) {
  const pictures = [];
  for (const nal of nalsOf(stream)) {
    if ((nal[0] & 0x1f) === H264_ACCESS_UNIT_DELIMITER) pictures.push([]);
    else pictures.at(-1).push(nal);
  }
  return pictures;
}

function* nalsOf(stream) {
  const code = Buffer.from([0, 0, 1]);
  for (let start = stream.indexOf(code); start >= 0;) {
    const next = stream.indexOf(code, start + 3);
    let end = next < 0 ? stream.length : next;
    while (stream[end - 1] === 0) end -= 1;
    yield stream.subarray(start + 3, end);
    start = next;
  }
}

/**
 * Sends pictures over and over at their rate, each picture's packets at once, as cameras do. Answers a function that stops it.
 * @param beforeSend is called with each picture's packets and its number, and may change them
 */
export function sendPictures(pictures, { port, host, rate_hz, beforeSend }) {
  const socket = createSocket({ type: 'udp4', sendBufferSize: 4 * 1024 * 1024 });
  const packetizer = new Packetizer('h264', PAYLOAD_TYPE, 0x4f555452);
  const startMs = performance.now();
  let count = 0;
  let timer;
  const next = () => {
    const packets = packetizer.packets(pictures[count % pictures.length], Math.round((count * CLOCK_HZ) / rate_hz));
    beforeSend(packets, count);
    for (const packet of packets) socket.send(packet, port, host);
    count += 1;
    timer = setTimeout(next, startMs + (count * 1000) / rate_hz - performance.now());
  };
  next();
  return () => {
    clearTimeout(timer);
    socket.close();
  };
}
