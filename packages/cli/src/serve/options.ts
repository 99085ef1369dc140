import { parseArgs } from 'node:util';
import { OutriderError } from '@outrider/runtime/errors';

export const ROLES = ['server', 'gateway'] as const;
export type Role = (typeof ROLES)[number];

export interface ServeOptions {
  help: boolean;
  settingsFile: string | null;
  /** Settings given on the command line. */
  overrides: Record<string, unknown>;
  /** Null runs everything that belongs on one machine. */
  role: Role | null;
}

export const SERVE_HELP = `Usage: outrider serve [options]

Starts Outrider: database, gateway, server and, with --demo, simulated aircraft.

  --demo            serve a demo agency with simulated aircraft
  --settings FILE   settings file (default: outrider.yaml if there is one)
  --data-dir DIR    folder for all data (default: .outrider)
  --port N          port of the console; 0 takes any free one (default: 8080)
  --role ROLE       run one part alone: ${ROLES.join(' or ')} (needs bus.kind: nats)
  --speed N         scale time; only when every link is simulated
  --help            this text

outrider.example.yaml explains every setting.`;

/** Throws unknown_option. */
export function parseServeOptions(argv: readonly string[]): ServeOptions {
  const values = parse(argv);
  const overrides: Record<string, unknown> = {
    ...(values.demo ? { demo: true } : {}),
    ...(values['data-dir'] === undefined ? {} : { data_dir: values['data-dir'] }),
    ...(values.port === undefined ? {} : { http: { port: numberOf('--port', values.port) } }),
    ...(values.speed === undefined ? {} : { simulation: { speed: numberOf('--speed', values.speed) } }),
  };
  const role = values.role === undefined ? null : roleOf(values.role);
  return { help: values.help ?? false, settingsFile: values.settings ?? null, overrides, role };
}

function parse(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = { demo: flag, help: flag, settings: text, 'data-dir': text, port: text, role: text, speed: text };
  try {
    return parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }).values;
  } catch (cause) {
    throw wrong((cause as Error).message.split('. ')[0]!);
  }
}

function numberOf(option: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw wrong(`${option} needs a number, not "${text}"`);
  return value;
}

function roleOf(text: string): Role {
  const role = ROLES.find((known) => known === text);
  if (!role) throw wrong(`--role must be ${ROLES.join(' or ')}, not "${text}"`);
  return role;
}

function wrong(what: string): OutriderError {
  return new OutriderError('unknown_option', `${what}.`, 'Run "outrider serve --help".');
}
