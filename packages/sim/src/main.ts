/** The simulator as a process: flies the demo's aircraft towards the gateway's simulated link. */
import { OutriderError, runProcess, systemClock } from '@outrider/runtime';
import type { Clock, Logger, ProcessContext, RunningProcess, Settings } from '@outrider/runtime';
import { Cameras, simulatedLenses, watchLargeViews } from './camera/index.js';
import { Fleet, serveControl } from './fleet/index.js';
import { IncidentGenerator } from './incidents/index.js';
import { tcpTransport, udpTransport } from './link/index.js';
import { seededRandom } from './random/index.js';
import { demoFleet, demoSeed } from './town/index.js';
import type { Lens } from './vehicle/index.js';

type Link = Settings['gateway']['links'][number];

/** The first simulated link that listens. Throws bad_settings. */
function simulatedLink(settings: Settings): Link {
  const link = settings.gateway.links.find(
    ({ simulated, kind }) => simulated && (kind === 'udp-in' || kind === 'tcp-server'),
  );
  if (link && link.port > 0) return link;
  throw new OutriderError(
    'bad_settings',
    link
      ? `gateway.links: the port of the simulated link "${link.id}" is not known.`
      : 'gateway.links: no link of kind udp-in or tcp-server is simulated.',
    'Add a link with "kind: udp-in" and "simulated: true", or leave the list empty with "demo: true".',
  );
}

/** By system id. */
async function lensesOfFleet(nowUtcMs: number): Promise<Map<number, readonly Lens[]>> {
  const taken = new Set<number>();
  const lenses = new Map<number, readonly Lens[]>();
  for (const { aircraft, vehicle } of demoFleet(nowUtcMs)) {
    lenses.set(vehicle.system_id, await simulatedLenses(aircraft.payloads, taken));
  }
  return lenses;
}

function startCameras(fleet: Fleet, seed: number, clock: Clock, logger: Logger): Cameras {
  const vehicles = fleet.members.map(({ demo, vehicle }) => ({ name: demo.aircraft.name, vehicle }));
  return new Cameras({ seed, vehicles, clock, machine: systemClock(), logger });
}

async function main({ settings, clock, logger, bus }: ProcessContext): Promise<RunningProcess> {
  const link = simulatedLink(settings);
  const anyAddress = link.host === '0.0.0.0' || link.host === '::';
  const to = { host: anyAddress ? '127.0.0.1' : link.host, port: link.port };
  const { seed } = settings.simulation;
  const { cameras: wanted, speed } = settings.simulation;
  const lenses = wanted && speed === 1 ? await lensesOfFleet(clock.utcMs()) : new Map<number, readonly Lens[]>();
  const fleet = new Fleet({
    clock,
    seed,
    lenses: ({ vehicle }) => lenses.get(vehicle.system_id) ?? [],
    connect: (receive) => (link.kind === 'udp-in' ? udpTransport(to, receive) : tcpTransport(to, receive)),
  });
  const { addresses } = demoSeed({ seed, now_utc_ms: clock.utcMs(), link: 'sim' });
  const incidents = new IncidentGenerator(seededRandom(seed).fork('incidents'), addresses);
  const control = serveControl(bus, fleet, incidents, () => clock.utcMs());
  fleet.start();
  const cameras = lenses.size > 0 ? startCameras(fleet, seed, clock, logger) : null;
  logger.info({ vehicles: fleet.members.length, link: link.id, port: link.port, seed }, 'flying');
  const views = cameras && watchLargeViews(bus, (ports) => cameras.watchedLarge(ports));
  return {
    report: { vehicles: fleet.members.map(({ demo }) => demo.vehicle.system_id) },
    close: async () => {
      control.unsubscribe();
      views?.unsubscribe();
      cameras?.close();
      fleet.close();
    },
  };
}

await runProcess('sim', main);
