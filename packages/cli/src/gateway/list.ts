import { Api, apiOptions } from '../support/api.js';
import { parseVerb } from '../support/options.js';

export async function list(argv: readonly string[]): Promise<void> {
  const { values } = parseVerb('gateway', argv, apiOptions, []);
  const api = await Api.connect('gateway', values);
  const { items } = await api.call('listGateways');
  if (items.length === 0) console.log('There is no gateway on another machine.');
  const width = Math.max(...items.map(({ name }) => name.length));
  for (const { name, agency, public_key, heard, revoked_at_utc_ms } of items) {
    const state = revoked_at_utc_ms !== null ? 'revoked' : heard ? 'heard' : 'not heard';
    console.log(`${name.padEnd(width)}  ${state.padEnd(9)}  ${agency}  ${public_key}`);
  }
}
