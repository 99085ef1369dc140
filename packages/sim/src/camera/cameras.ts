/** The cameras of a simulated fleet: tells a worker thread when to take which picture. */
import { Worker } from 'node:worker_threads';
import type { Clock, Timer } from '@outrider/runtime/clocks';
import type { Logger } from '@outrider/runtime/logger';
import type { Lens, SimulatedVehicle } from '../vehicle/index.js';
import type { FromWorker, Shot, ToWorker } from './messages.js';
import { LargeLenses, sized } from './large-views.js';
import { viewOf } from './pose.js';

/** The fastest lens; slower ones are left out of some rounds. */
const ROUND_MS = 1000 / 30;
/** What stands on its pad is looked at twice a second: enough to be seen alive. */
const ON_GROUND_MS = 500;

export interface CamerasOptions {
  seed: number;
  vehicles: readonly { name: string; vehicle: SimulatedVehicle }[];
  /** The simulation's time, which pictures carry. */
  clock: Clock;
  /** The machine's time, by which pictures are taken. */
  machine: Clock;
  logger: Logger;
}

export class Cameras {
  readonly #options: CamerasOptions;
  readonly #worker: Worker;
  readonly #due_ms: number[][];
  readonly #usual: readonly (readonly Lens[])[];
  readonly #large = new LargeLenses();
  #timer: Timer | null = null;

  constructor(options: CamerasOptions) {
    const { seed, vehicles, logger } = options;
    this.#options = options;
    const cameras = vehicles.map(({ name, vehicle }) => ({ name, lenses: vehicle.autopilot.camera.lenses }));
    this.#usual = cameras.map(({ lenses }) => lenses);
    this.#due_ms = cameras.map(({ lenses }) => lenses.map(() => 0));
    this.#worker = new Worker(new URL('worker.js', import.meta.url), { workerData: { seed, cameras } });
    this.#worker.on('message', (message: FromWorker) => this.#onMessage(message));
    this.#worker.on('error', (error) => logger.error({ error: error.message }, 'cameras: stopped'));
  }

  /** Lenses that a pilot watches large are drawn finer; call once a second. @param ports UDP, at which their pictures come in */
  watchedLarge(ports: readonly number[]): void {
    const large = this.#large.next(ports, this.#options.machine.monotonicMs());
    this.#options.vehicles.forEach(({ vehicle }, camera) => {
      const { camera: head } = vehicle.autopilot;
      head.lenses = head.lenses.map((now, index) => {
        const lens = sized(this.#usual[camera]![index]!, large.has(now.port));
        if (lens.width !== now.width) this.#tell({ kind: 'lens', camera, index, lens });
        return lens;
      });
    });
  }

  close(): void {
    this.#options.machine.clear(this.#timer);
    void this.#worker.terminate();
  }

  #onMessage(message: FromWorker): void {
    const { logger, machine } = this.#options;
    if (message.kind === 'trouble') {
      logger.warn({ stream: message.stream, reason: message.reason }, 'cameras: an encoder failed');
      return;
    }
    if (message.encoder === 'npm') {
      logger.info(
        {},
        'cameras: ffmpeg with libx264 was not found; the encoder that npm brings gives 15 pictures a second',
      );
    }
    logger.info({ encoder: message.encoder }, 'cameras: ready');
    this.#timer = machine.setInterval(() => this.#round(), ROUND_MS);
  }

  #round(): void {
    const { vehicles, clock, machine } = this.#options;
    const now_ms = machine.monotonicMs();
    const taken = { utc_ms: clock.utcMs(), monotonic_ms: now_ms };
    const shots: Shot[] = [];
    vehicles.forEach(({ vehicle }, camera) => {
      const { autopilot } = vehicle;
      const flies = autopilot.armed || !autopilot.landed;
      autopilot.camera.lenses.forEach((lens, index) => {
        const due_ms = this.#due_ms[camera]!;
        if (now_ms < due_ms[index]! || (lens.thermal && !flies)) return;
        const every_ms = flies ? 1000 / lens.frame_rate_hz : ON_GROUND_MS;
        // A timer comes a little early or late: rounds keep their number all the same.
        due_ms[index] = Math.max(due_ms[index]! + every_ms, now_ms + every_ms / 2);
        shots.push({ camera, lens: index, view: viewOf(autopilot, lens), taken });
      });
    });
    if (shots.length > 0) this.#tell({ kind: 'shots', shots });
  }

  #tell(message: ToWorker): void {
    this.#worker.postMessage(message);
  }
}
