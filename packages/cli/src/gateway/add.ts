import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { OutriderError, assertNatsUrl, credentialsText, newUserKey } from '@outrider/runtime';
import { Api, apiOptions } from '../support/api.js';
import { parseVerb, text, wrongUse } from '../support/options.js';
import { settingsFor } from '../support/settings.js';

const CREDENTIALS = 'gateway.creds';
const CA = 'nats-ca.pem';

/** The secret half of the key is made here, written to its file, and sent nowhere. */
export async function add(argv: readonly string[]): Promise<void> {
  const options = { ...apiOptions, agency: text, out: text, 'bus-url': text };
  const { values, named } = parseVerb('gateway', argv, options, ['NAME']);
  if (values.agency === undefined) throw wrongUse('gateway', '--agency is missing: the short name of the agency');
  const settings = settingsFor(values);
  const url = values['bus-url'] ?? settings.bus.url ?? 'tls://NATS-SERVER:4222';
  assertNatsUrl(url);
  const folder = newFolder(values.out ?? `outrider-gateway-${named.NAME}`);
  const key = newUserKey();
  // Before the server is asked: a gateway whose key could not be kept would have to be revoked at once.
  writeFileSync(join(folder, CREDENTIALS), credentialsText(key), { mode: 0o600, flag: 'wx' });
  const api = await Api.connect('gateway', values);
  const body = { name: named.NAME, agency: values.agency, public_key: key.public_key };
  const { agency } = await api.call('addGateway', { body });
  const { ca_file } = settings.bus;
  if (ca_file !== null) copyFileSync(ca_file, join(folder, CA));
  writeFileSync(join(folder, 'outrider.yaml'), settingsText(named.NAME, agency, url, ca_file !== null));
  const { users_file } = await api.call('listGateways');
  console.log(nextSteps(named.NAME, agency, folder, users_file));
}

function newFolder(path: string): string {
  const folder = resolve(path);
  try {
    mkdirSync(folder, { mode: 0o700 });
    return folder;
  } catch (cause) {
    const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    throw new OutriderError(
      exists ? 'folder_not_empty' : 'file_unreadable',
      exists ? `${folder} is there already.` : `${folder} cannot be made: ${(cause as Error).message}.`,
      'Name another folder with --out.',
      { cause },
    );
  }
}

function settingsText(name: string, agency: string, url: string, withCa: boolean): string {
  return `# Settings of the gateway "${name}" for the agency "${agency}", as "outrider gateway add" wrote them.
# Start it in this folder with: outrider serve --role gateway
bus:
  kind: nats
  url: ${url}
  credentials_file: ${CREDENTIALS}
${withCa ? `  ca_file: ${CA}\n` : ''}gateway:
  name: ${name}
  links:
    # Where the vehicles of this place are heard; outrider.example.yaml explains every key.
    - id: main
      kind: udp-in
      host: 0.0.0.0
      port: 14550
      agency: ${agency}
`;
}

function nextSteps(name: string, agency: string, folder: string, usersFile: string): string {
  return `The gateway ${name} is admitted for ${agency}. What its machine needs is in
  ${folder}
1. Have the NATS server read its users again (${usersFile}):
     nats-server --signal reload
2. Bring the folder to the other machine by a safe way; ${CREDENTIALS} is its key and belongs nowhere else.
3. There, set the links in outrider.yaml, and start it in that folder:
     outrider serve --role gateway
4. "outrider gateway list" says when it is heard; its vehicles appear under Fleet, Links, where they are bound to aircraft.`;
}
