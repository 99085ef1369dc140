/** Puts a gateway together from what its process was given. */
import { join } from 'node:path';
import type { ProcessContext, RunningProcess } from '@outrider/runtime';
import { openSpool } from '@outrider/runtime';
import { serveBus } from './bus-api.js';
import { BusOwnership } from './bus-ownership.js';
import { Gateway } from './gateway.js';

const SAFE_TO_LEAVE_EVERY_MS = 1000;

/** Wires the gateway; used by `main` and by tests that run it in their own process. */
export async function startGateway(context: ProcessContext): Promise<RunningProcess & { gateway: Gateway }> {
  const { settings, instance, bus, clock, logger, metrics } = context;
  const folder = join(instance.data_dir, 'gateway', settings.gateway.name);
  const maxBytes = (settings.gateway.spool_max_mb * 1024 * 1024) / 2;
  const spool = await openSpool({ folder: join(folder, 'spool'), maxBytes });
  const gateway = new Gateway({
    settings: withKnownPorts(context),
    folder,
    spool,
    ownership: new BusOwnership(bus),
    bus,
    clock,
    logger,
    metrics,
  });
  await gateway.start();
  const subscriptions = serveBus(gateway, bus, clock, logger);
  return {
    gateway,
    ports: gateway.ports(),
    report: { links: gateway.hello().links },
    async close() {
      for (const subscription of subscriptions) subscription.unsubscribe();
      await gateway.close();
      await spool.close();
    },
    // Without its supervisor it flies on until every aircraft is on the ground.
    async onOrphaned() {
      while (gateway.anyAirborne) await clock.sleep(SAFE_TO_LEAVE_EVERY_MS);
    },
  };
}

/** A listening link that was given any free port keeps that port over restarts: vehicles go on sending there. */
function withKnownPorts({ settings, instance }: ProcessContext) {
  const links = settings.gateway.links.map((link) => {
    const known = instance.ports[`gateway.links.${link.id}.port`];
    return link.port === 0 && known !== undefined ? { ...link, port: known } : link;
  });
  return { ...settings.gateway, links };
}
