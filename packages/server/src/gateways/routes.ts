import type { RemoteGateway } from '@outrider/schema';
import { implement, refuse } from '../platform/index.js';
import type { Implementation } from '../platform/index.js';
import type { Services } from '../services.js';
import { insertGateway, loadGateways, revokeGateway } from './store.js';
import type { GatewayRow } from './store.js';

/** Gateways on other machines; the host's administrators add and revoke them. */
export function gatewayRoutes({ directory, vehicles, settings }: Services): Implementation[] {
  const shown = ({ agency_name: _name, ...row }: GatewayRow): RemoteGateway => ({
    ...row,
    heard: vehicles.gateways().some(({ gateway }) => gateway === row.name),
  });

  const list = implement('listGateways', async ({ read }) => ({
    items: (await read(loadGateways)).map(shown),
    users_file: directory.usersFile,
  }));

  const add = implement('addGateway', async ({ body, change, note }) => {
    if (body.name === settings.gateway.name) {
      throw refuse('conflict', `"${body.name}" is this installation's own gateway; choose another name.`, 'name');
    }
    const row = await change((transaction) => {
      note(body.name, { agency: body.agency, public_key: body.public_key });
      return insertGateway(transaction, body);
    });
    await directory.load();
    return shown(row);
  });

  const revoke = implement('revokeGateway', async ({ params, change, note }) => {
    const row = await change((transaction) => {
      note(params.name);
      return revokeGateway(transaction, params.name);
    });
    await directory.load();
    return shown(row);
  });

  return [list, add, revoke];
}
