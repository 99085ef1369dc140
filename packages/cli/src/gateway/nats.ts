import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, join, relative } from 'node:path';
import {
  isLoopback,
  localCertificate,
  natsUsersText,
  serverKeyIn,
  systemClock,
  writeFileAtomically,
} from '@outrider/runtime';
import type { Settings } from '@outrider/runtime';
import { parseVerb, settingsOptions, text, wrongUse } from '../support/options.js';
import { settingsFor } from '../support/settings.js';

const LOOPBACK = '127.0.0.1';

/** What stands already is kept, but for a certificate that is about to end or does not name the host. */
export async function nats(argv: readonly string[]): Promise<void> {
  const options = { ...settingsOptions, host: text, port: text };
  const { values } = parseVerb('gateway', argv, options, []);
  const port = Number(values.port ?? 4222);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw wrongUse('gateway', '--port must be a port');
  const settings = settingsFor(values);
  const host = values.host ?? LOOPBACK;
  const folder = join(settings.data_dir, 'nats');
  const serverKey = serverKeyIn(folder);
  const usersFile = settings.bus.users_file ?? join(folder, 'outrider-users.conf');
  if (!existsSync(usersFile)) writeFileAtomically(usersFile, natsUsersText(serverKey, []), 0o644);
  const secure = !isLoopback(host);
  if (secure) await writeCertificate(folder, host);
  const configFile = join(folder, 'nats-server.conf');
  if (!existsSync(configFile)) writeFileAtomically(configFile, configText(configFile, secure, port, usersFile), 0o644);
  console.log(nextSteps(folder, configFile, `${secure ? 'tls' : 'nats'}://${host}:${port}`, secure, settings));
}

async function writeCertificate(folder: string, host: string): Promise<void> {
  const names = isIP(host)
    ? { dns: ['localhost'], ip: [LOOPBACK, host] }
    : { dns: ['localhost', host], ip: [LOOPBACK] };
  const tls = join(folder, 'tls');
  mkdirSync(tls, { recursive: true, mode: 0o700 });
  const { cert } = await localCertificate(tls, names, systemClock().utcMs());
  writeFileAtomically(join(tls, 'chain.pem'), cert);
  chmodSync(join(tls, 'ca.pem'), 0o644);
}

function configText(configFile: string, secure: boolean, port: number, usersFile: string): string {
  const folder = dirname(configFile);
  const tls = `
tls {
  # Made by Outrider for this host; a certificate of your own may take its place.
  cert_file: "${join(folder, 'tls', 'chain.pem')}"
  key_file: "${join(folder, 'tls', 'server-key.pem')}"
}
`;
  // NATS looks for what is included from the folder of this file on, even where the path begins at the root.
  return `# A NATS server for Outrider. Written once; change it as you need.
host: "${secure ? '0.0.0.0' : LOOPBACK}"
port: ${port}
max_payload: 1MB
# Users and what each may do: kept up to date by Outrider.
include "${relative(folder, usersFile)}"
${secure ? tls : ''}`;
}

function nextSteps(folder: string, configFile: string, url: string, secure: boolean, { data_dir }: Settings): string {
  return `A NATS server for Outrider is set up in ${folder}
1. Start it as a user who may read that folder, ${data_dir} being Outrider's data folder:
     nats-server -c ${configFile}
2. Write into Outrider's settings on this machine, and start it again:
     bus:
       kind: nats
       url: ${url}
       credentials_file: ${join(folder, 'server.creds')}${secure ? `\n       ca_file: ${join(folder, 'tls', 'ca.pem')}` : ''}
3. For each other machine: outrider gateway add NAME --agency SHORT --user ADMINISTRATOR`;
}
