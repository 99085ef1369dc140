/** H.264 by ffmpeg's libx264, in a process of its own. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Picture } from '../picture.js';
import type { Encoder, EncoderEvents, EncoderFormat, MakeEncoder, Moment } from './encoder.js';
import { FlvReader } from './flv.js';

const KEYFRAME_EVERY_S = 0.9;
/** Pictures that may be on their way through the encoder; more wait for nobody. */
const MAX_IN_FLIGHT = 6;
const KEPT_WORDS = 400;

/** Whether this machine's ffmpeg is there and has libx264. */
export function hasFfmpeg(): boolean {
  const { status, stdout } = spawnSync('ffmpeg', ['-hide_banner', '-encoders'], { encoding: 'utf8', timeout: 10_000 });
  return status === 0 && stdout.includes('libx264');
}

/** Arguments of one encoder: raw pictures in, FLV out, one slice a picture. A small `-probesize` would hold one picture back. */
export function ffmpegArguments({ width, height, frame_rate_hz, bitrate_bps }: EncoderFormat): string[] {
  const kbps = Math.round(bitrate_bps / 1000);
  return [
    '-hide_banner -loglevel error -threads 1 -use_wallclock_as_timestamps 1',
    `-f rawvideo -pix_fmt yuv420p -s ${width}x${height} -framerate ${frame_rate_hz} -i pipe:0`,
    '-vsync passthrough -c:v libx264 -preset ultrafast -tune zerolatency -profile:v baseline -bf 0 -threads 1',
    `-x264-params sliced-threads=0:scenecut=0 -g 300 -force_key_frames expr:gte(t,n_forced*${KEYFRAME_EVERY_S})`,
    `-b:v ${kbps}k -maxrate ${2 * kbps}k -bufsize ${kbps}k -color_range tv`,
    '-f flv -flvflags no_duration_filesize -flush_packets 1 pipe:1',
  ].flatMap((part) => part.split(' '));
}

class FfmpegEncoder implements Encoder {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #events: EncoderEvents;
  /** Of pictures that have gone in; without B-frames they come out in the same order. */
  readonly #moments: Moment[] = [];
  #words = '';
  #closed = false;

  constructor(format: EncoderFormat, events: EncoderEvents) {
    this.#events = events;
    this.#process = spawn('ffmpeg', ffmpegArguments(format), { stdio: 'pipe' });
    const reader = new FlvReader((picture) => {
      const taken = this.#moments.shift();
      if (taken) events.onPicture({ ...picture, taken });
    });
    this.#process.stdout.on('data', (bytes: Uint8Array) => reader.feed(bytes));
    this.#process.stderr.on('data', (bytes) => (this.#words = `${this.#words}${String(bytes)}`.slice(-KEPT_WORDS)));
    this.#process.on('error', (error) => this.#fail(error.message));
    this.#process.on('exit', (code, signal) => this.#fail(`it ended with ${code ?? signal}`));
    // It may end while a picture is on its way to it; that it ended is told by 'exit'.
    this.#process.stdin.on('error', () => {});
  }

  encode(picture: Picture, taken: Moment): boolean {
    if (this.#closed || this.#moments.length >= MAX_IN_FLIGHT || this.#process.stdin.writableNeedDrain) return false;
    this.#moments.push(taken);
    this.#process.stdin.write(picture.bytes.slice());
    return true;
  }

  close(): void {
    this.#closed = true;
    this.#process.stdin.destroy();
    this.#process.kill();
  }

  #fail(what: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#events.onFailure(`ffmpeg: ${what}${this.#words ? `: ${this.#words.trim()}` : ''}.`);
  }
}

export const makeFfmpegEncoder: MakeEncoder = (format, events) => new FfmpegEncoder(format, events);
