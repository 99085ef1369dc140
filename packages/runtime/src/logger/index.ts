import { pino } from 'pino';
import type { DestinationStream, Logger as PinoLogger } from 'pino';
import { redact } from './redact.js';

export { redact } from './redact.js';

/** A structured logger: `logger.info({ vehicle_id }, 'what happened')`. Secrets are masked by key. */
export type Logger = PinoLogger;

export interface LoggerOptions {
  /** Process name, on every line. */
  name: string;
  level?: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  /** Default: standard output, written at once, so that a killed process loses no line. */
  destination?: DestinationStream;
}

const mask = (fields: Record<string, unknown>): Record<string, unknown> => redact(fields) as Record<string, unknown>;

/** JSON lines with UTC time, process name and pid. */
export function createLogger({ name, level = 'info', destination }: LoggerOptions): Logger {
  return pino(
    {
      name,
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: mask, bindings: mask },
      serializers: { error: pino.stdSerializers.err, err: pino.stdSerializers.err },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
}
