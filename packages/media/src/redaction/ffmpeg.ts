import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MediaRefusal } from '../refusal.js';
import type { PictureSize } from './mask.js';

const MOST_COMPLAINT = 2000;

/** A run of ffmpeg; what it says of itself is kept for the message when it fails. */
interface Run {
  child: ChildProcess;
  /** Resolves when it has ended well. Throws redaction_unavailable where there is no ffmpeg, redaction_failed when it fails. */
  ended: Promise<void>;
}

function run(args: readonly string[], stdout: 'pipe' | 'ignore'): Run {
  const child = spawn('ffmpeg', ['-hide_banner', '-nostdin', '-v', 'error', ...args], {
    stdio: ['pipe', stdout, 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (bytes: Buffer) => (said = (said + bytes.toString()).slice(0, MOST_COMPLAINT)));
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ENOENT' ? absent() : error));
    child.on('close', (code) => (code === 0 ? resolve() : reject(failed(said))));
  });
  // Whoever uses it looks at this; until then a failure is not an unhandled one.
  ended.catch(() => undefined);
  return { child, ended };
}

const absent = (): MediaRefusal =>
  new MediaRefusal(
    'redaction_unavailable',
    'The machine of the media process has no ffmpeg, which reads and writes the pictures. Install it there and try again.',
  );
const failed = (said: string): MediaRefusal =>
  new MediaRefusal('redaction_failed', `ffmpeg cannot do it: ${said.trim().split('\n')[0] ?? 'it says no reason'}`);

export interface DecodeOptions {
  size: PictureSize;
  frame_rate_hz: number;
  /** One plane of brightness, or all three planes. */
  pixels: 'gray' | 'yuv420p';
  /** Only what is shown between these times of the clip. */
  from_s?: number;
  to_s?: number;
}

/**
 * The pictures of an MP4 at a steady rate, picture n at n / rate seconds (plus from_s), each in memory of its own. The file is read from
 * a stream, so that no copy of what shall be hidden comes to lie on a disk.
 */
export async function* decodePictures(mp4: Readable, options: DecodeOptions): AsyncGenerator<Uint8Array> {
  const { size, frame_rate_hz, pixels, from_s, to_s } = options;
  const { width_px, height_px } = size;
  const trim = from_s === undefined ? [] : [`trim=start=${from_s}${to_s === undefined ? '' : `:end=${to_s}`}`];
  const shape = pixels === 'gray' ? `scale=${width_px}:${height_px}` : `crop=${width_px}:${height_px}:0:0`;
  const filter = [`fps=${frame_rate_hz}:start_time=0`, ...trim, 'setpts=PTS-STARTPTS', shape].join(',');
  const output = ['-pix_fmt', pixels, '-vsync', 'passthrough', '-f', 'rawvideo', 'pipe:1'];
  const { child, ended } = run(['-i', 'pipe:0', '-map', '0:v:0', '-an', '-sn', '-vf', filter, ...output], 'pipe');
  // It stops reading when it has all that it needs.
  const fed = pipeline(mp4, child.stdin!).catch(() => undefined);
  const bytes = pixels === 'gray' ? width_px * height_px : (width_px * height_px * 3) / 2;
  try {
    yield* piecesOf(child.stdout!, bytes);
    await ended;
  } finally {
    child.kill('SIGKILL');
    mp4.destroy();
    await fed;
  }
}

async function* piecesOf(stream: Readable, bytes: number): AsyncGenerator<Uint8Array> {
  let piece = Buffer.allocUnsafe(bytes);
  let filled = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    for (let at = 0; at < chunk.length;) {
      const copied = chunk.copy(piece, filled, at);
      at += copied;
      filled += copied;
      if (filled < bytes) continue;
      yield piece;
      piece = Buffer.allocUnsafe(bytes);
      filled = 0;
    }
  }
}

export interface EncodeOptions {
  size: PictureSize;
  frame_rate_hz: number;
  file: string;
}

/** Writes pictures (planar 4:2:0) into an MP4; H.264, no sound. Without B-pictures, so that files can be put one behind the other. */
export class PictureWriter {
  readonly #run: Run;

  constructor({ size, frame_rate_hz, file }: EncodeOptions) {
    const input = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${size.width_px}x${size.height_px}`];
    const codec = [
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-crf',
      '18',
      '-pix_fmt',
      'yuv420p',
      '-bf',
      '0',
      '-threads',
      '2',
    ];
    const output = ['-an', ...codec, '-video_track_timescale', '90000', '-f', 'mp4', '-y', file];
    this.#run = run([...input, '-r', String(frame_rate_hz), '-i', 'pipe:0', ...output], 'ignore');
    this.#run.child.stdin!.on('error', () => undefined);
  }

  async write(picture: Uint8Array): Promise<void> {
    const stdin = this.#run.child.stdin!;
    if (!stdin.writable) await this.#run.ended;
    if (!stdin.write(picture)) await Promise.race([once(stdin, 'drain'), this.#run.ended]);
  }

  async finish(): Promise<void> {
    this.#run.child.stdin!.end();
    await this.#run.ended;
  }

  abort(): void {
    this.#run.child.kill('SIGKILL');
  }
}

export interface JoinOptions {
  title: string;
  comment: string;
  file: string;
  /** Where the list of files is written for ffmpeg. */
  list: string;
}

/** Puts videos of one kind one behind the other, as they are, into an MP4 that plays while it is fetched; nothing else is in its metadata. */
export async function joinVideos(files: readonly string[], { title, comment, file, list }: JoinOptions): Promise<void> {
  await writeFile(list, files.map((name) => `file '${name.replaceAll("'", String.raw`'\''`)}'\n`).join(''));
  const tags = ['-map_metadata', '-1', '-metadata', `title=${title}`, '-metadata', `comment=${comment}`];
  const output = ['-map', '0:v:0', '-c', 'copy', ...tags, '-movflags', '+faststart', '-f', 'mp4', '-y', file];
  await run(['-f', 'concat', '-safe', '0', '-i', list, ...output], 'ignore').ended;
}
