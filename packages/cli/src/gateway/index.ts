import { API_HELP } from '../support/api.js';
import { wrongUse } from '../support/options.js';
import { add } from './add.js';
import { list } from './list.js';
import { nats } from './nats.js';
import { revoke } from './revoke.js';

const HELP = `Usage: outrider gateway VERB [options]

Gateways on other machines, which meet the server on a NATS server:
  nats                       write what a NATS server for Outrider needs; to be run where the server runs
    --host NAME              name or address under which the other machines reach it (default: this machine alone)
    --port N                 its port (default: 4222)
  add NAME --agency SHORT    admit a gateway for one agency and write what its machine needs
    --out DIR                folder to write it to (default: outrider-gateway-NAME)
    --bus-url URL            address of the NATS server, as that machine reaches it (default: bus.url)
  list                       which gateways there are, for whom, and which are heard
  revoke NAME                shut one out for good

add, list and revoke ask a running Outrider, as a host administrator:
${API_HELP}`;

const VERBS: Record<string, (argv: readonly string[]) => Promise<void>> = { add, list, nats, revoke };

export async function run(argv: readonly string[]): Promise<number> {
  const [verb, ...rest] = argv;
  if (argv.includes('--help')) {
    console.log(HELP);
    return 0;
  }
  const act = verb === undefined ? undefined : VERBS[verb];
  if (!act) throw wrongUse('gateway', `"${verb ?? ''}" is none of ${Object.keys(VERBS).join(', ')}`);
  await act(rest);
  return 0;
}
