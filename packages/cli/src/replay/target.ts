import { join, resolve } from 'node:path';
import { OutriderError } from '@outrider/runtime/errors';
import { readStatusFile } from '@outrider/runtime/supervisor';
import { wrongUse } from '../support/options.js';

export interface Target {
  host: string;
  port: number;
}

/** "host:port" or "[::1]:port". Throws unknown_option. */
export function parseTarget(text: string): Target {
  const parts = /^(?:\[([0-9a-fA-F:]+)\]|([^:\s]+)):(\d{1,5})$/.exec(text);
  const port = Number(parts?.[3]);
  const host = parts?.[1] ?? parts?.[2];
  if (host === undefined || port < 1 || port > 65_535) throw wrongUse('replay', `--to needs host:port, not "${text}"`);
  return { host, port };
}

const LINK_PORT = /^gateway\.links\.([a-z0-9-]+)\.port$/;

/** The link named "replay" of the Outrider that runs on a data folder. Throws when there is none. */
export function runningTarget(dataDir: string): Target {
  const status = readStatusFile(join(resolve(dataDir), 'run', 'status.json'));
  const ports = status?.processes.find(({ name, pid }) => name === 'gateway' && pid !== null)?.ports;
  if (!ports) {
    throw new OutriderError(
      'gateway_unavailable',
      `No gateway runs on ${dataDir}.`,
      'Start Outrider, or name the link with --to host:port.',
    );
  }
  const found = Object.entries(ports).find(([key]) => LINK_PORT.exec(key)?.[1] === 'replay');
  if (found) return { host: '127.0.0.1', port: found[1] };
  throw new OutriderError(
    'bad_settings',
    'The gateway has no link named "replay".',
    'Add a link of kind udp-in with "id: replay" to gateway.links, or name another link with --to host:port.',
  );
}
