import type { ControlLease, VehicleBinding, VehicleStatus } from '@outrider/schema';
import type { BusSubscription, Timer } from '@outrider/runtime';
import { decodeChangeSet } from '../platform/database/index.js';
import type { Change } from '../platform/database/index.js';
import type { Services } from '../services.js';
import { gatewayOf } from '../vehicles/gateways.js';
import type { VehicleNews } from '../vehicles/vehicles.js';
import { configureParts, loadBindings } from './bindings.js';
import { listAgencies } from '../agencies/store.js';
import { SpoolReader } from './spool-reader.js';

// Several changes of one action become one message.
const SETTLE_MS = 100;
const RETRY_AFTER_MS = 2_000;
const STATUSES_PER_PAGE = 200;

/** Keeps gateways told whose vehicles are whose, and reads what they report. Each gateway is greeted when it first announces itself. */
export class Bridge {
  readonly #services: Services;
  readonly #bindings = new Map<string, VehicleBinding[]>();
  readonly #readers = new Map<string, SpoolReader>();
  /** Instance of each gateway that was greeted, and the configuration it has. */
  readonly #greeted = new Map<string, { instance: string; configured: string }>();
  readonly #stale = new Set<string>();
  readonly #hasOwnGateway: boolean;
  #changes: BusSubscription | null = null;
  #stopListening: (() => void)[] = [];
  #timer: Timer | null = null;
  #closed = false;

  /** @param hasOwnGateway a gateway runs beside this server, under the name in the settings */
  constructor(services: Services, hasOwnGateway: boolean) {
    this.#services = services;
    this.#hasOwnGateway = hasOwnGateway;
  }

  async start(): Promise<void> {
    const { bus, notices, directory, store, vehicles } = this.#services;
    this.#changes = notices.subscribe('changes.*', (subject, bytes) => {
      const { changes } = decodeChangeSet(bytes);
      if (changes === null || changes.some(concernsBindings)) this.#reloadSoon(subject.slice(subject.indexOf('.') + 1));
    });
    for (const agency of await listAgencies(store)) await this.#load(agency.id);
    this.#share();
    this.#stopListening = [
      vehicles.listen((news) => this.#heard(news)),
      directory.onChange(() => this.#dropRevoked()),
      bus.onConnectionChange((connected) => connected && this.#greetAgain()),
    ];
    if (!this.#hasOwnGateway) return;
    // Vehicles of this machine's gateway are known at once, not only when it next announces itself.
    const { name } = this.#services.settings.gateway;
    this.#greeted.set(name, { instance: '', configured: '' });
    this.#reader(name);
    void this.#greet(name);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#changes?.unsubscribe();
    for (const stop of this.#stopListening) stop();
    this.#timer?.cancel();
    await Promise.all([...this.#readers.values()].map((reader) => reader.close()));
  }

  #heard(news: VehicleNews): void {
    if (news.kind !== 'gateway') return;
    const { gateway, instance_id } = news.hello;
    if (this.#greeted.get(gateway)?.instance === instance_id) return;
    this.#greeted.set(gateway, { instance: instance_id, configured: '' });
    this.#reader(gateway).wake();
    void this.#greet(gateway);
  }

  /** What was said while the bus was down is lost, so everyone tells everything again. */
  #greetAgain(): void {
    for (const gateway of this.#greeted.keys()) {
      this.#reader(gateway).wake();
      this.#greetAnew(gateway);
    }
  }

  #greetAnew(gateway: string): void {
    const { instance = '', configured = '' } = this.#greeted.get(gateway) ?? {};
    // Another object: whoever is greeting still gives up in favour of this.
    this.#greeted.set(gateway, { instance, configured });
    void this.#greet(gateway);
  }

  #dropRevoked(): void {
    for (const [gateway, reader] of this.#readers) {
      if (this.#services.directory.admission(gateway) !== null) continue;
      this.#readers.delete(gateway);
      this.#greeted.delete(gateway);
      void reader.close();
    }
  }

  /** Tells a gateway that (re)started what it must know, and learns what it knows. */
  async #greet(gateway: string): Promise<void> {
    const { logger, clock } = this.#services;
    const greeting = this.#greeted.get(gateway);
    while (!this.#closed && this.#greeted.get(gateway) === greeting) {
      try {
        await this.#configure(gateway);
        await this.#learnStatuses(gateway);
        await this.#learnLeases(gateway);
        return;
      } catch (error) {
        logger.warn({ error, gateway }, 'gateway: not greeted yet, trying again');
        await clock.sleep(RETRY_AFTER_MS);
      }
    }
  }

  #reader(gateway: string): SpoolReader {
    const known = this.#readers.get(gateway);
    if (known) return known;
    const { metrics, vehicles, directory } = this.#services;
    const counter = metrics.counter('outrider_gateway_events_total', 'Durable events read from gateways.', ['outcome']);
    const reader = new SpoolReader({
      ...this.#services,
      gateway,
      mayTell: (agencyId) => directory.serves(gateway, agencyId),
      isSimulated: (aircraftId) => vehicles.statusOf(aircraftId)?.simulated ?? false,
      count: (outcome, events) => counter.inc({ outcome }, events),
    });
    this.#readers.set(gateway, reader);
    reader.start();
    return reader;
  }

  /** Sends the bindings of a gateway, unless it has exactly these already. */
  async #configure(gateway: string): Promise<void> {
    const known = this.#greeted.get(gateway);
    if (!known) return;
    const all = [...this.#bindings.values()].flat();
    const { directory } = this.#services;
    const own = all.filter(
      (binding) => gatewayOf(binding.vehicle_key) === gateway && directory.serves(gateway, binding.agency_id),
    );
    const text = JSON.stringify(own);
    if (known.configured === text) return;
    for (const part of configureParts(gateway, own, this.#services.clock.utcMs())) {
      await this.#services.gateways.request(gateway, 'configure', part);
    }
    known.configured = text;
  }

  /** One that does not answer keeps no other from being told; it is told when it is there again. */
  async #configureOrGreet(gateway: string): Promise<void> {
    try {
      await this.#configure(gateway);
    } catch (error) {
      this.#services.logger.warn({ error, gateway }, 'gateway: bindings not passed on yet');
      this.#greetAnew(gateway);
    }
  }

  async #learnStatuses(gateway: string): Promise<void> {
    const { gateways, vehicles } = this.#services;
    let after_key: string | null = null;
    for (;;) {
      const page: VehicleStatus[] = await gateways.request<VehicleStatus[]>(gateway, 'vehicles', {
        after_key,
        max: STATUSES_PER_PAGE,
      });
      for (const status of page) vehicles.takeStatusOf(gateway, status);
      const last: string | null = page.at(-1)?.vehicle_key ?? null;
      if (page.length < STATUSES_PER_PAGE || last === null || last === after_key) return;
      after_key = last;
    }
  }

  /** Who steers what by hand, for a server that starts while somebody does. */
  async #learnLeases(gateway: string): Promise<void> {
    const { gateways, vehicles } = this.#services;
    for (const status of vehicles.statuses()) {
      const { agency_id, aircraft_id } = status;
      if (status.gateway !== gateway || agency_id === null || aircraft_id === null) continue;
      for (const scope of ['aircraft', 'camera'] as const) {
        const asking = { user_id: aircraft_id, user_name: 'server', session_id: 'server', is_rpic: false };
        const body = { verb: 'state', agency_id, aircraft_id, scope, ...asking };
        vehicles.takeLease(agency_id, await gateways.request<ControlLease>(gateway, 'control', body));
      }
    }
  }

  #reloadSoon(agencyId: string): void {
    this.#stale.add(agencyId);
    this.#timer ??= this.#services.clock.setTimeout(() => {
      this.#timer = null;
      void this.#reload();
    }, SETTLE_MS);
  }

  async #reload(): Promise<void> {
    const agencies = [...this.#stale];
    this.#stale.clear();
    try {
      for (const agency of agencies) await this.#load(agency);
      this.#share();
      for (const gateway of this.#greeted.keys()) await this.#configureOrGreet(gateway);
    } catch (error) {
      this.#services.logger.warn({ error }, 'gateway: bindings could not be read, trying again');
      if (this.#closed) return;
      await this.#services.clock.sleep(RETRY_AFTER_MS);
      for (const agency of agencies) this.#reloadSoon(agency);
    }
  }

  async #load(agencyId: string): Promise<void> {
    const { store, settings } = this.#services;
    const simulated = new Set(settings.gateway.links.filter((link) => link.simulated).map((link) => link.id));
    const isSimulated = (key: string): boolean =>
      gatewayOf(key) === settings.gateway.name && simulated.has(key.split('/')[1] ?? '');
    this.#bindings.set(
      agencyId,
      await store.inAgency(agencyId, (transaction) => loadBindings(transaction, isSimulated)),
    );
  }

  #share(): void {
    const all = [...this.#bindings.values()].flat();
    this.#services.vehicles.setBindings(
      new Map(all.map((one) => [one.vehicle_key, { agencyId: one.agency_id, aircraftId: one.aircraft_id }])),
    );
  }
}

function concernsBindings(change: Change): boolean {
  if (change.kind === 'inputs') return change.value.what === 'bindings';
  return change.kind === 'policy' || change.kind === 'aircraft' || change.kind === 'aircraft_removed';
}
