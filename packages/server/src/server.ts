import path from 'node:path';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { gatewayProcess } from '@outrider/schema';
import type { JournalChunk } from '@outrider/schema';
import { OutriderError, inProcessBus, prepareTls } from '@outrider/runtime';
import type { Bus, ProcessContext, RunningProcess, Timer } from '@outrider/runtime';
import { hostId, listAgencies } from './agencies/store.js';
import { MediaLink } from './cameras/media-link.js';
import { StreamProxy } from './cameras/stream-proxy.js';
import { startDemo, startDemoWeather } from './demo/index.js';
import { AirspaceCache } from './dispatch/airspace-cache.js';
import { OpenChains } from './evidence/chain/open-chains.js';
import { EvidenceJob } from './evidence/job.js';
import { KeyVault } from './evidence/keys/vault.js';
import { RetentionJob } from './evidence/retention/job.js';
import { softwareVersions } from './evidence/software.js';
import { Decider } from './dispatch/decide.js';
import { DecisionThread } from './dispatch/thread/decision-thread.js';
import { FlightsAtHand } from './flights/at-hand.js';
import { JournalJob } from './flights/journal/job.js';
import type { FlightServices } from './flights/services.js';
import { UnsettledFlights } from './flights/unsettled.js';
import { Bridge } from './gateway/bridge.js';
import { GatewayDirectory } from './gateways/directory.js';
import { serveOwnership } from './gateways/ownership-desk.js';
import { DatabaseOwnership } from './gateways/ownership-store.js';
import { LiveServer } from './live/live-server.js';
import { registerPmtiles } from './map/pmtiles.js';
import { LateAudit } from './platform/audit/late-audit.js';
import { authenticate, cookieName } from './platform/auth/authenticate.js';
import { ensureHostAdministrator } from './platform/auth/first-start.js';
import { LoginGuard } from './platform/auth/login-guard.js';
import { Sessions } from './platform/auth/sessions.js';
import { openStore } from './platform/database/index.js';
import type { Store } from './platform/database/index.js';
import { createHttpServer } from './platform/http/index.js';
import { RenderDesk } from './redactions/render-desk.js';
import { allRoutes } from './routes.js';
import { makeShares } from './shares/index.js';
import { Gateways } from './vehicles/gateways.js';
import { bindReplayed } from './vehicles/replayed.js';
import { Vehicles } from './vehicles/vehicles.js';

const HOUR_MS = 3_600_000;
// Base64 of this fits a bus message of 1 MiB.
const JOURNAL_BYTES = 700_000;

/** The server process: wires the folders of this package together, in the order in which they need each other. */
export async function startServer(context: ProcessContext): Promise<RunningProcess> {
  const { settings, instance, clock, logger } = context;
  const notices = inProcessBus({ onHandlerError: (error) => logger.error({ error }, 'a notice was not taken') });
  const tls = await prepareTls(settings.http, instance.data_dir, clock.utcMs());
  // A proxy before us may be the one that speaks TLS with browsers.
  const secure = tls !== null || settings.http.public_url?.startsWith('https:') === true;
  const store = await openDatabase(context, notices);
  const decisions = new DecisionThread(context.logger);
  const services = makeServices(context, store, notices, decisions);
  const { vehicles, airspace, sessions } = services;
  const flights = new FlightsAtHand({ ...services, bus: notices });
  const bridge = new Bridge(services, instance.processes.includes('gateway'));
  const authenticateSocket = socketAuthenticator(sessions, secure);
  const streams = new StreamProxy({ services, authenticate: (request) => authenticateSocket(request, 'opening') });
  const live = new LiveServer({
    services,
    flights,
    authenticate: authenticateSocket,
    elsewhere: (request, socket, head) => streams.takes(request, socket, head),
  });
  const journals = makeJournalJob(services);
  const evidence = makeEvidenceJob(services);
  const retention = makeRetentionJob(services);
  const unsettled = new UnsettledFlights(services);

  const administrator = await ensureHostAdministrator(store, instance.data_dir);
  const demo = await startDemo(services, instance);
  await services.directory.load();
  vehicles.start();
  airspace.start();
  const agencies = await listAgencies(store);
  warnOfStrangers(context, new Set(agencies.map(({ slug }) => slug)));
  await flights.start(agencies.map((agency) => agency.id));
  const stopReplayed = bindReplayed(services);
  const ownership = serveOwnership(context.bus, new DatabaseOwnership(store), services.directory, logger);
  await bridge.start();
  await services.media.start();
  await services.shares.views.start();
  const app = await createHttpServer({
    ...services,
    secure,
    publicUrl: settings.http.public_url,
    tls,
    gatewaysNow: () => vehicles.gateways().map(({ gateway }) => gateway),
    processes: () => processesOf(services, instance.processes),
    implementations: allRoutes(services, flights, secure),
  });
  await registerPmtiles(app, settings.map.pmtiles_file, async (request) => {
    const cookie = request.cookies[cookieName(secure)];
    await authenticate(sessions, { authorization: request.headers.authorization, cookie });
  });
  const port = await listen(app, settings.http);
  live.start(app.server);
  journals.start();
  evidence.start();
  retention.start();
  await services.redactions.start(agencies.map((agency) => agency.id));
  unsettled.start();
  const timers = [startDemoWeather(services), startPurge(services)];
  return {
    ports: { 'http.port': port },
    report: { accounts: [...(administrator ? [administrator] : []), ...demo] },
    async close() {
      for (const timer of timers) timer?.cancel();
      ownership.unsubscribe();
      stopReplayed();
      await live.close();
      await app.close();
      await services.shares.views.close();
      await Promise.all([
        journals.close(),
        evidence.close(),
        retention.close(),
        unsettled.close(),
        bridge.close(),
        services.lateAudit.close(),
      ]);
      for (const part of [flights, airspace, vehicles, services.redactions, services.media]) part.close();
      await decisions.close();
      await notices.close();
      await store.close();
    },
  };
}

/** Vehicles on a link of an agency that does not exist are nobody's, and nobody would see why. */
function warnOfStrangers({ settings, logger }: ProcessContext, known: ReadonlySet<string>): void {
  for (const { id, agency } of settings.gateway.links) {
    if (known.has(agency)) continue;
    const names = [...known].join(', ') || 'none yet';
    logger.warn({ link: id, agency }, `no agency has the short name of this link; there are: ${names}`);
  }
}

async function openDatabase({ settings, instance, clock, logger }: ProcessContext, notices: Bus): Promise<Store> {
  const login = instance.database;
  if (!login) throw new TypeError('the server process was given no database login');
  return openStore({ login, poolSize: settings.database.pool_size, clock, bus: notices, logger });
}

function makeServices(context: ProcessContext, store: Store, notices: Bus, decisions: DecisionThread): FlightServices {
  const { settings, instance, clock, logger, metrics, bus } = context;
  const directory = new GatewayDirectory({
    own: settings.gateway.name,
    store,
    logger,
    dataDir: instance.data_dir,
    usersFile: settings.bus.users_file,
  });
  const vehicles = new Vehicles({ bus, clock, logger, directory });
  const airspace = new AirspaceCache(notices);
  const steers = (agencyId: string, userId: string): boolean =>
    vehicles.leasesOf(agencyId).some((lease) => lease.holder_user_id === userId && lease.expires_in_ms > 0);
  const media = new MediaLink({ bus, notices, store, clock, logger, steers });
  const lateAudit = new LateAudit(store, clock, logger, metrics);
  return {
    settings,
    clock,
    logger,
    metrics,
    bus,
    notices,
    store,
    directory,
    sessions: new Sessions(store, clock, notices, settings.auth),
    loginGuard: new LoginGuard(store, clock, settings.auth),
    lateAudit,
    vehicles,
    gateways: new Gateways(bus),
    media,
    shares: makeShares({ store, media, clock, logger, lateAudit }),
    airspace,
    decider: new Decider(vehicles, airspace, decisions),
    recordsDir: path.join(instance.data_dir, 'records'),
    vault: new KeyVault(instance.data_dir, settings.evidence.passphrase),
    redactions: new RenderDesk({ store, media, clock, logger, dataDir: instance.data_dir }),
  };
}

/** Who answers for metrics: the processes of this run, and gateways elsewhere as long as they are heard. */
function processesOf({ vehicles, settings }: FlightServices, ofThisRun: readonly string[]): string[] {
  const own = gatewayProcess(settings.gateway.name);
  const here = ofThisRun.map((name) => (name === 'gateway' ? own : name));
  return [...new Set([...here, ...vehicles.gateways().map(({ gateway }) => gatewayProcess(gateway))])];
}

function makeJournalJob(services: FlightServices): JournalJob {
  const { store, gateways } = services;
  return new JournalJob({
    ...services,
    agencies: async () => (await listAgencies(store)).map((agency) => agency.id),
    readJournal: (gateway, flight_id, stream, offset) =>
      gateways.request<JournalChunk>(gateway, 'journal', { flight_id, stream, offset, max_bytes: JOURNAL_BYTES }),
  });
}

function makeEvidenceJob(services: FlightServices): EvidenceJob {
  const { store, recordsDir, settings } = services;
  return new EvidenceJob({
    ...services,
    agencies: async () => (await listAgencies(store)).map((agency) => agency.id),
    chains: new OpenChains(recordsDir),
    software: softwareVersions(),
    folder: settings.evidence.checkpoint_folder,
    mail: settings.mail,
  });
}

function makeRetentionJob(services: FlightServices): RetentionJob {
  const { store } = services;
  return new RetentionJob({
    ...services,
    agencies: async () => (await listAgencies(store)).map((agency) => agency.id),
  });
}

/** Who opens a socket: the browser sends the session's cookie with the upgrade. */
function socketAuthenticator(
  sessions: Sessions,
  secure: boolean,
): ConstructorParameters<typeof LiveServer>[0]['authenticate'] {
  const name = cookieName(secure);
  return (request, asking) => {
    const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
    const cookie = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
    return authenticate(sessions, { authorization: request.headers.authorization, cookie }, asking);
  };
}

/** The port that was really bound. Throws port_in_use. */
async function listen(app: FastifyInstance, { host, port }: { host: string; port: number }): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new OutriderError('port_in_use', `Port ${port} of ${host} is in use.`, 'Choose another http.port.');
  }
  return (app.server.address() as AddressInfo).port;
}

function startPurge({ store, sessions, clock, logger }: FlightServices): Timer {
  const purge = async (): Promise<void> => {
    const agencies = [await hostId(store), ...(await listAgencies(store)).map((agency) => agency.id)];
    for (const agency of agencies) await sessions.purge(agency);
  };
  return clock.setInterval(() => {
    purge().catch((error: unknown) => logger.warn({ error }, 'auth: ended sessions were not removed'));
  }, HOUR_MS);
}
