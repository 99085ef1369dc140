import { pino } from 'pino';
import type { DestinationStream, Logger as PinoLogger } from 'pino';
import { RotatingFile } from '../files/index.js';
import { redact } from './redact.js';

export { redact } from './redact.js';

/** A structured logger: `logger.info({ vehicle_id }, 'what happened')`. Secrets are masked by key. */
export type Logger = PinoLogger;

export interface LoggerOptions {
  /** Process name, on every line. */
  name: string;
  level?: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  /** All lines go here as well, bounded by rotation. */
  file?: string;
  /** Default: standard output, written at once, so that a killed process loses no line. */
  destination?: DestinationStream;
}

const mask = (fields: Record<string, unknown>): Record<string, unknown> => redact(fields) as Record<string, unknown>;

/** JSON lines with UTC time, process name and pid. */
export function createLogger({ name, level = 'info', file, destination }: LoggerOptions): Logger {
  const output = destination ?? pino.destination({ dest: 1, sync: true });
  const logger = pino(
    {
      name,
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: mask },
    },
    file
      ? pino.multistream([
          { level: 'trace', stream: output },
          { level: 'trace', stream: new RotatingFile(file) },
        ])
      : output,
  );
  return maskingChildren(logger);
}

// pino does not pass the bindings of child loggers through its formatters. Children inherit this from their parent.
function maskingChildren(logger: Logger): Logger {
  const plainChild = logger.child as unknown as (fields: Record<string, unknown>, options?: object) => Logger;
  const maskedChild = function (this: Logger, fields: Record<string, unknown>, options?: object): Logger {
    return plainChild.call(this, mask(fields), options);
  };
  return Object.assign(logger, { child: maskedChild });
}
