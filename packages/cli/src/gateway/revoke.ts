import { Api, apiOptions } from '../support/api.js';
import { parseVerb } from '../support/options.js';

export async function revoke(argv: readonly string[]): Promise<void> {
  const { values, named } = parseVerb('gateway', argv, apiOptions, ['NAME']);
  const api = await Api.connect('gateway', values);
  await api.call('revokeGateway', { params: { name: named.NAME } });
  const { users_file } = await api.call('listGateways');
  console.log(`${named.NAME} is revoked: the server listens to it no more, and its name is not used again.
Now have the NATS server read its users again, which ends the connection of that machine:
  nats-server --signal reload        (its file: ${users_file})
An aircraft that it is flying at this moment stays with it: use the hand-held transmitter, or let it land first.`);
}
