import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { isRunning, readStatusFile } from '@outrider/runtime';
import type { LinkSettings, Settings } from '@outrider/runtime';
import { fail, ok } from './finding.js';
import type { Finding } from './finding.js';

interface Endpoint {
  setting: string;
  kind: 'tcp' | 'udp';
  host: string;
  port: number;
}

/** Every port that the settings name is free, or held by the Outrider that runs on this data folder. */
export async function checkPorts(settings: Settings): Promise<Finding[]> {
  const ours = portsOfRunning(settings.data_dir);
  return Promise.all(endpointsOf(settings).map((endpoint) => checkPort(endpoint, ours)));
}

function endpointsOf({ http, gateway }: Settings): Endpoint[] {
  const links = gateway.links.filter((link) => link.kind === 'udp-in' || link.kind === 'tcp-server');
  return [{ setting: 'http.port', kind: 'tcp', host: http.host, port: http.port }, ...links.map(endpointOf)];
}

function endpointOf({ id, kind, host, port }: LinkSettings): Endpoint {
  return { setting: `gateway.links.${id}.port`, kind: kind === 'udp-in' ? 'udp' : 'tcp', host, port };
}

function portsOfRunning(dataDir: string): ReadonlySet<number> {
  const status = readStatusFile(join(dataDir, 'run', 'status.json'));
  if (!status || !isRunning(status.supervisor)) return new Set();
  return new Set(status.processes.flatMap((process) => Object.values(process.ports)));
}

async function checkPort({ setting, kind, host, port }: Endpoint, ours: ReadonlySet<number>): Promise<Finding> {
  if (ours.has(port)) return ok('port', `${setting} ${port}: in use by this Outrider`);
  const code = await (kind === 'udp' ? tryUdp(host, port) : tryTcp(host, port));
  if (code === null) return ok('port', `${setting} ${port === 0 ? 'takes any free port' : `${port} is free`}`);
  if (code === 'EADDRINUSE') {
    return fail('port', `${setting}: ${kind} ${host}:${port} is in use`, `Stop what uses it, or change ${setting}.`);
  }
  return fail('port', `${setting}: ${kind} ${host}:${port} cannot be opened (${code})`, `Correct host and port of it.`);
}

function tryTcp(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

function tryUdp(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    socket.once('error', (error: NodeJS.ErrnoException) => {
      socket.close();
      resolve(error.code ?? error.message);
    });
    socket.bind({ port, address: host, exclusive: true }, () => socket.close(() => resolve(null)));
  });
}
