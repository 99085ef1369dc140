import { join } from 'node:path';
import { RotatingFile } from '@outrider/runtime';
import type { Settings } from '@outrider/runtime';

/** What the person who started us gets to see; all lines go to the log files as well. */
export interface Terminal {
  /** One step of the start, or the address at its end. */
  say(text: string): void;
  /** A line that a process printed. */
  line(process: string, line: string, stream: 'stdout' | 'stderr'): void;
}

const SHOWN_LEVELS = new Set(['warn', 'error', 'fatal']);

export function createTerminal(
  log: Settings['log'],
  logsFolder: string,
  output: { write(text: string): unknown; isTTY?: boolean } = process.stdout,
): Terminal {
  const asText = log.format === 'text' || (log.format === 'auto' && output.isTTY === true);
  const files = new Map<string, RotatingFile>();
  const keep = (name: string, line: string): void => {
    const file = files.get(name) ?? new RotatingFile(join(logsFolder, `${name}.log`));
    files.set(name, file);
    file.write(`${line}\n`);
  };
  return {
    say(text) {
      output.write(
        asText
          ? `${text}\n`
          : `${JSON.stringify({ level: 'info', time: new Date().toISOString(), name: 'outrider', msg: text })}\n`,
      );
    },
    line(name, line, stream) {
      const entry = parseEntry(line);
      // Processes write their own JSON lines to their log file; what a crash or a library prints has no other way there.
      if (!entry) keep(name, line);
      if (!asText) output.write(`${line}\n`);
      else if (entry && SHOWN_LEVELS.has(entry.level)) output.write(`${formatEntry(name, entry)}\n`);
      else if (!entry && stream === 'stderr') output.write(`${name}: ${line}\n`);
    },
  };
}

interface Entry {
  level: string;
  msg: string;
  time?: string;
  remedy?: string;
  code?: string;
  error?: { message?: string };
}

function parseEntry(line: string): Entry | null {
  if (!line.startsWith('{')) return null;
  try {
    const entry = JSON.parse(line) as Partial<Entry>;
    return typeof entry.level === 'string' ? { msg: '', ...entry, level: entry.level } : null;
  } catch {
    return null;
  }
}

/** "12:00:01 error gateway: bus_closed: what happened what to do" */
function formatEntry(name: string, { level, msg, time, code, remedy, error }: Entry): string {
  const detail = error?.message && error.message !== msg ? `: ${error.message}` : '';
  const clock = time?.slice(11, 19) ?? '';
  return [clock, level, `${name}:`, code ? `${code}:` : '', msg + detail, remedy ?? ''].filter(Boolean).join(' ');
}
