import { gatewayProcess } from '@outrider/schema/subjects';
import type { Bus } from './bus/index.js';
import { connectBus } from './bus/index.js';
import type { Clock } from './clocks/index.js';
import { scaledClock, systemClock } from './clocks/index.js';
import { OutriderError, describeError } from './errors/index.js';
import type { Logger } from './logger/index.js';
import { createLogger } from './logger/index.js';
import type { Metrics } from './metrics/index.js';
import { answerMetricsRequests, createMetrics } from './metrics/index.js';
import type { Instance, Settings } from './settings/index.js';
import { readResolvedSettings } from './settings/resolved.js';
import { ALIVE_EVERY_MS } from './supervisor/index.js';
import type { AliveMessage, ReadyMessage } from './supervisor/index.js';

/** Everything a process's main gets; nothing else is read from the outside world. */
export interface ProcessContext {
  name: string;
  settings: Settings;
  /** Folders, database login (null for the gateway), ports that earlier processes bound. */
  instance: Instance;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
  bus: Bus;
}

/** What a main hands back once it is ready to serve. */
export interface RunningProcess {
  /** Called once, on SIGINT, SIGTERM or after `onOrphaned`; bounded to 10 s. */
  close(): Promise<void>;
  /** Ports really bound, by settings path ("http.port", "gateway.links.<id>.port"); kept over restarts. */
  ports?: Record<string, number>;
  /** Any other facts for the supervisor's status file and its first-start message (for example the demo accounts). */
  report?: Record<string, unknown>;
  /**
   * Called when the supervisor has died. The process closes when the promise resolves; without this hook at once.
   * The gateway resolves it when no vehicle of its is airborne; a new supervisor on the same data folder adopts it until then.
   */
  onOrphaned?(): Promise<void>;
}

export type ProcessMain = (context: ProcessContext) => Promise<RunningProcess>;

const CLOSE_TIMEOUT_MS = 10_000;

/**
 * Runs one of Outrider's processes from start to exit; the whole of a `main.ts` is `await runProcess('gateway', main)`.
 * Exit codes: 0 closed as asked, 1 failed. What was thrown is logged with its code and remedy.
 */
export async function runProcess(name: string, main: ProcessMain): Promise<void> {
  let logger = createLogger({ name });
  try {
    const { settings, instance } = readResolvedSettings();
    logger = createLogger({ name: instance.process, level: settings.log.level, file: instance.log_file });
    failOnUncaught(logger);
    outliveClosedOutput();
    const bus = await connectBus(instance.bus, instance.process, logger);
    const known = instance.process === 'gateway' ? gatewayProcess(settings.gateway.name) : instance.process;
    const metrics = createMetrics(known);
    answerMetricsRequests(bus, known, metrics);
    const clock = clockOf(instance);
    const running = await main({ name: instance.process, settings, instance, clock, logger, metrics, bus });
    await serveUntilTold(running, bus, logger);
  } catch (error) {
    logFatal(logger, error);
    process.exit(1);
  }
}

/** Scaled time is for simulations alone; the settings refuse it as soon as a link is real. */
function clockOf(instance: Instance): Clock {
  const { speed, epoch_utc_ms } = instance.clock;
  return speed === 1 ? systemClock() : scaledClock({ speed, epochUtcMs: epoch_utc_ms });
}

async function serveUntilTold(running: RunningProcess, bus: Bus, logger: Logger): Promise<void> {
  const told = untilTold(running, logger);
  const ready: ReadyMessage = { ready: true, ports: running.ports ?? {}, report: running.report ?? {} };
  process.send?.(ready);
  sayAlive();
  logger.info({ ports: ready.ports }, 'ready');
  logger.info({ reason: await told }, 'closing');
  const overdue = setTimeout(() => {
    logger.error('closing took too long; ending now');
    process.exit(1);
  }, CLOSE_TIMEOUT_MS);
  await running.close();
  await bus.close();
  clearTimeout(overdue);
  process.exit(0);
}

/** To the supervisor, which kills a process that has stopped saying so. */
function sayAlive(): void {
  const alive: AliveMessage = { alive: true };
  // A supervisor that has just died no longer hears it; `disconnect` tells.
  const say = (): unknown => process.connected && process.send?.(alive, () => {});
  setInterval(say, ALIVE_EVERY_MS).unref();
}

function untilTold(running: RunningProcess, logger: Logger): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve(signal));
    const orphaned = async (): Promise<void> => {
      logger.warn('the supervisor is gone');
      await running.onOrphaned?.();
      resolve('supervisor gone');
    };
    process.once('disconnect', () => void orphaned());
    // The supervisor may have died while main was starting.
    if (process.send && !process.connected) void orphaned();
  });
}

// State after an unforeseen error is unknown. The supervisor starts a fresh process; the autopilot flies on meanwhile.
function failOnUncaught(logger: Logger): void {
  const fail = (error: unknown): void => {
    logFatal(logger, error);
    process.exit(1);
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
}

// When the supervisor dies, our output leads nowhere; the log file goes on.
function outliveClosedOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}

function logFatal(logger: Logger, error: unknown): void {
  const fields = error instanceof OutriderError ? { code: error.code, remedy: error.remedy } : { error };
  logger.fatal(fields, error instanceof Error ? error.message : describeError(error));
}
