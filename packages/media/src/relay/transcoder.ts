import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Clock, Logger, Timer } from '@outrider/runtime';
import { Feed } from '../feed/index.js';
import type { AccessUnit, UnitSink } from '../feed/index.js';
import { isRtcp } from '../feed/rtp.js';
import { PacketHistory } from './history.js';

const LOOPBACK = '127.0.0.1';
const START_CODE = Buffer.from([0, 0, 0, 1]);
/** Pictures on their way to an encoder that does not keep up; more are left out until the next keyframe. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;
const IDLE_MS = 10_000;
/** The history is a viewer too. */
const OURSELVES = 1;
const INPUT = [
  '-fflags',
  'nobuffer',
  '-flags',
  'low_delay',
  '-probesize',
  '32768',
  '-use_wallclock_as_timestamps',
  '1',
];
const ENCODER = ['-an', '-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-profile:v', 'baseline'];
const OUTPUT = ['-pix_fmt', 'yuv420p', '-g', '30', '-fps_mode', 'passthrough', '-flush_packets', '1', '-f', 'rtp'];

let found: Promise<boolean> | null = null;
/** Whether this machine's ffmpeg is there and has libx264; asked once. */
export function canTranscode(): Promise<boolean> {
  found ??= new Promise((resolve) => {
    execFile('ffmpeg', ['-hide_banner', '-encoders'], { timeout: 10_000 }, (error, output) =>
      resolve(!error && output.includes('libx264')),
    );
  });
  return found;
}

/**
 * H.264 out of an H.265 feed for browsers that cannot show H.265, by ffmpeg in a process of its own. Runs while somebody watches.
 * When pictures were taken is not known behind it: the encoder counts time of its own.
 */
export class Transcoder {
  readonly feed: Feed;
  readonly history = new PacketHistory();
  readonly #from: Feed;
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #sink: UnitSink = (unit) => this.#take(unit);
  #child: ChildProcess | null = null;
  #socket: Socket | null = null;
  #idle: Timer | null = null;
  #starting: Promise<void> | null = null;
  #begun = false;

  constructor(from: Feed, clock: Clock, logger: Logger) {
    this.#from = from;
    this.#clock = clock;
    this.#logger = logger;
    this.feed = new Feed('h264', clock);
    this.feed.addViewer({ packet: (packet) => this.history.add(packet) }, true);
  }

  /** Runs from now on for as long as somebody watches; called again it changes nothing. */
  async start(): Promise<void> {
    this.#starting ??= this.#begin().finally(() => (this.#starting = null));
    await this.#starting;
  }

  close(): void {
    this.#idle?.cancel();
    this.#from.removeUnits(this.#sink);
    this.#child?.kill('SIGKILL');
    this.#socket?.close();
    this.#child = null;
    this.#socket = null;
  }

  async #begin(): Promise<void> {
    this.#idle?.cancel();
    this.#idle = this.#clock.setInterval(() => {
      if (this.feed.viewers <= OURSELVES) this.close();
    }, IDLE_MS);
    if (this.#child) return;
    const socket = createSocket({ type: 'udp4', recvBufferSize: MOST_WAITING_BYTES });
    this.#socket = socket;
    socket.on('message', (packet) => {
      // What the encoder reports is its own time, not the camera's.
      if (!isRtcp(packet)) this.feed.push(packet);
    });
    socket.bind(0, LOOPBACK);
    await once(socket, 'listening');
    const address = `rtp://${LOOPBACK}:${socket.address().port}?pkt_size=1200`;
    const args = [
      '-hide_banner',
      '-loglevel',
      'error',
      ...INPUT,
      '-f',
      'hevc',
      '-i',
      'pipe:0',
      ...ENCODER,
      ...OUTPUT,
      address,
    ];
    const child = spawn('ffmpeg', args, { stdio: ['pipe', 'ignore', 'pipe'] });
    this.#child = child;
    child.on('error', (error) => this.#ended(child, error.message));
    child.on('exit', (code) => this.#ended(child, `ended with ${code}`));
    child.stderr.on('data', (text: Buffer) => this.#logger.debug({ text: text.toString() }, 'transcoder'));
    // Its end is told by `exit`; writes that come after it are lost.
    child.stdin.on('error', () => {});
    this.#begun = false;
    for (const unit of this.#from.unitsSinceKeyframe) this.#take(unit);
    this.#from.addUnits(this.#sink);
  }

  #ended(child: ChildProcess, why: string): void {
    if (this.#child !== child) return;
    this.#logger.warn({ why }, 'transcoder: ffmpeg ended; it is started again for the next who watches');
    this.close();
  }

  #take(unit: AccessUnit): void {
    const stdin = this.#child?.stdin;
    if (!stdin) return;
    if (stdin.writableLength > MOST_WAITING_BYTES) this.#begun = false;
    if (!this.#begun && !unit.keyframe) return;
    this.#begun = true;
    for (const nal of unit.nals) {
      stdin.write(START_CODE);
      stdin.write(nal);
    }
  }
}
