/** The gateway as a whole: links, vehicles with their actors, one loop, and what is kept on disk. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ControlLease, GatewayHello, VehicleBinding, VehicleStatus } from '@outrider/schema';
import { controlSubject, vehicleStatusSubject } from '@outrider/schema';
import { CommandLedger } from '@outrider/core/command';
import type { OwnershipStore, StickFrame } from '@outrider/core/command';
import type { Bus, Clock, Logger, Metrics, Settings, Spool, Timer } from '@outrider/runtime';
import { uuidv7 } from '@outrider/runtime';
import { EventLog } from './journal/event-log.js';
import { JournalStore } from './journal/flight-journal.js';
import { OpenFlights } from './journal/open-flights.js';
import { HeldEpochs } from './journal/held-epochs.js';
import { StateFile } from './journal/state-file.js';
import { createLink } from './links/index.js';
import { bindingsNow } from './vehicle/bindings-now.js';
import { MavlinkLink } from './mavlink/link.js';
import { SigningKeys } from './mavlink/signing.js';
import { GatewayMetrics } from './metrics.js';
import { TelemetryPublisher } from './telemetry.js';
import type { VehicleAdapter } from './vehicle/adapter.js';
import { VehicleActor } from './vehicle/actor.js';
import type { FlightRecord } from './vehicle/flight-record.js';
import { Neighbours } from './vehicle/neighbours.js';
import { Pacer } from './vehicle/pacer.js';
import { Recorder } from './vehicle/recorder.js';
import { byAircraft } from './known-vehicle.js';
import type { KnownVehicle } from './known-vehicle.js';
import { statusOf } from './vehicle/status.js';

export interface GatewayOptions {
  settings: Settings['gateway'];
  /** Folder of this gateway. */
  folder: string;
  spool: Spool;
  ownership: OwnershipStore;
  bus: Bus;
  clock: Clock;
  logger: Logger;
  metrics: Metrics;
}

export const TICK_MS = 20;
const HEARTBEATS_MS = 100;
/** The loop counts as healthy when it came round within this time; otherwise no heartbeat vouches for it. */
const LOOP_LATE_MS = 500;
const STALLED_MS = 200;
const SECOND_MS = 1000;
const STATUS_EVERY_MS = 500;
const SIGNING_PERSIST_MS = 30_000;

export class Gateway {
  readonly name: string;
  readonly events: EventLog;
  readonly journals: JournalStore;
  readonly instanceId: string;
  readonly startedAtUtcMs: number;
  readonly #options: GatewayOptions;
  readonly #ledger = new CommandLedger();
  readonly #signing: SigningKeys;
  readonly #bindingsFile: StateFile<VehicleBinding[]>;
  readonly #openFlights: OpenFlights;
  readonly #metrics: GatewayMetrics;
  readonly #telemetry: TelemetryPublisher;
  readonly #held: HeldEpochs;
  readonly #links: MavlinkLink[] = [];
  readonly #vehicles = new Map<string, KnownVehicle>();
  readonly #bindings = new Map<string, VehicleBinding>();
  /** A configuration that waits for a landing to be applied whole. */
  #deferred: readonly VehicleBinding[] | null = null;
  #leftOpen = new Map<string, FlightRecord>();
  readonly #knownFlights = new Set<string>();
  readonly #neighbours: Neighbours;
  /** By aircraft: looked up with every stick. Null once who is bound to what may have changed. */
  #actors: Map<string, VehicleActor> | null = null;
  #timers: Timer[] = [];
  #lastTickMs = Number.NEGATIVE_INFINITY;
  #stalled = false;

  constructor(options: GatewayOptions) {
    const { settings, folder, clock, bus, logger } = options;
    this.#options = options;
    this.name = settings.name;
    this.instanceId = uuidv7(clock.utcMs());
    this.startedAtUtcMs = clock.utcMs();
    this.#metrics = new GatewayMetrics(options.metrics, () => this.#links);
    this.events = new EventLog({
      spool: options.spool,
      bus,
      gateway: settings.name,
      logger,
      onFailure: () => this.#metrics.spoolErrors.inc(),
    });
    const journalBytes = (settings.spool_max_mb * 1024 * 1024) / 2;
    this.journals = new JournalStore(join(folder, 'journal'), journalBytes, logger);
    this.#bindingsFile = new StateFile(join(folder, 'bindings.json'));
    this.#held = new HeldEpochs(join(folder, 'held-epochs.json'));
    this.#openFlights = new OpenFlights(join(folder, 'flights'), logger);
    this.#signing = new SigningKeys(
      { systemId: settings.system_id, componentId: settings.component_id },
      () => clock.utcMs(),
      join(folder, 'signing.json'),
    );
    this.#telemetry = new TelemetryPublisher(bus, clock);
    this.#neighbours = new Neighbours(() => this.#vehicles.values(), clock);
  }

  /** Takes up what an earlier run knew, then opens the links. Throws when a port cannot be had. */
  async start(): Promise<void> {
    const { clock } = this.#options;
    await this.#held.load();
    await this.#signing.load();
    await this.#recall();
    await this.#openLinks();
    this.#lastTickMs = clock.monotonicMs();
    this.#timers = [
      clock.setInterval(() => this.#tick(), TICK_MS),
      clock.setInterval(() => this.#heartbeats(), HEARTBEATS_MS),
      clock.setInterval(() => void this.journals.flush(), SECOND_MS),
      clock.setInterval(() => this.#deferred && this.#applyBindings(this.#deferred), SECOND_MS),
      clock.setInterval(() => void this.#signing.persist().catch(() => undefined), SIGNING_PERSIST_MS),
    ];
  }

  async close(): Promise<void> {
    this.#warnOfFlights();
    for (const timer of this.#timers) timer.cancel();
    for (const { actor } of this.#vehicles.values()) actor.close();
    await Promise.all(this.#links.map(({ link }) => link.close()));
    await this.journals.suspendAll();
    await this.#openFlights.settled();
    await this.#signing.persist().catch(() => undefined);
  }

  #warnOfFlights(): void {
    for (const { actor } of this.#vehicles.values()) {
      if (!actor.airborne || !actor.flight) continue;
      const { context, binding, flight } = actor;
      this.#options.logger.warn(
        { vehicle: context.adapter.key, aircraft: binding?.aircraft_name ?? null, flight_id: flight.flight_id },
        'stopping in flight: nothing watches it from here until the next start; its autopilot follows its lost-link failsafe',
      );
    }
  }

  /** Ports that listening links have bound, by settings path. */
  ports(): Record<string, number> {
    const bound = this.#links.flatMap(({ id, link }) =>
      link.port === null ? [] : [[`gateway.links.${id}.port`, link.port] as const],
    );
    return Object.fromEntries(bound);
  }

  get anyAirborne(): boolean {
    return [...this.#vehicles.values()].some(({ actor }) => actor.airborne && actor.flight !== null);
  }

  hello(): GatewayHello {
    return {
      gateway: this.name,
      instance_id: this.instanceId,
      started_at_utc_ms: this.startedAtUtcMs,
      spool_last_seq: this.events.lastSeq,
      links: this.#links.map(({ id, link, vehicles, detail }) => ({
        id,
        kind: link.settings.kind,
        address: link.address,
        up: link.up,
        vehicles,
        detail,
      })),
    };
  }

  statuses(): VehicleStatus[] {
    return [...this.#vehicles.values()].map((vehicle) => this.#statusOf(vehicle));
  }

  /** Every status is published once more, whether it changed or not. */
  tellStatusesAgain(): void {
    for (const vehicle of this.#vehicles.values()) {
      vehicle.status_stale = true;
      vehicle.status_sent = '';
    }
  }

  /** The actor of an aircraft of this agency; another agency's aircraft is not there. */
  actorOf(agencyId: string, aircraftId: string): VehicleActor | null {
    const actor = this.#actorOfAircraft(aircraftId);
    return actor?.binding?.agency_id === agencyId ? actor : null;
  }

  #actorOfAircraft(aircraftId: string): VehicleActor | null {
    this.#actors ??= byAircraft(this.#vehicles.values());
    return this.#actors.get(aircraftId) ?? null;
  }

  /** True when a flight of this id was begun before, in this run or an earlier one. */
  knowsFlight(flightId: string): boolean {
    return this.#knownFlights.has(flightId);
  }

  rememberFlight(flightId: string): void {
    this.#knownFlights.add(flightId);
  }

  stick(frame: StickFrame): void {
    const actor = this.#actorOfAircraft(frame.aircraft_id);
    if (actor) this.#metrics.sticks.inc({ taken: actor.stick(frame) ? 'yes' : 'no' });
  }

  /** Replaces all bindings; they are safe on disk when this resolves. */
  async configure(bindings: readonly VehicleBinding[]): Promise<number> {
    this.#applyBindings(bindings);
    await this.#bindingsFile.write([...bindings]);
    return bindings.length;
  }

  #applyBindings(wanted: readonly VehicleBinding[]): void {
    const flying = [...this.#vehicles.values()].flatMap(({ actor }) =>
      actor.binding && actor.inFlight ? [actor.binding] : [],
    );
    const { bindings, deferred } = bindingsNow(wanted, flying);
    this.#deferred = deferred ? wanted : null;
    this.#bindings.clear();
    for (const binding of bindings) this.#bindings.set(binding.vehicle_key, binding);
    const keys = bindings.flatMap(({ vehicle_key, signing_key_hex }) =>
      signing_key_hex ? [[vehicle_key, signing_key_hex] as const] : [],
    );
    this.#signing.setKeys(new Map(keys));
    for (const link of this.#links) link.refreshSigning();
    this.#actors = null;
    for (const [key, { actor, link }] of this.#vehicles) actor.bind(this.#bindingOf(key, link));
    this.#actors = null;
  }

  /** Whether something real flies on a link is known by this machine's own settings and by nobody else. */
  #bindingOf(key: string, { link }: MavlinkLink): VehicleBinding | null {
    const binding = this.#bindings.get(key);
    return binding ? { ...binding, simulated: link.settings.simulated } : null;
  }

  async #recall(): Promise<void> {
    const { commands, flightIds } = await this.events.recall();
    const utcMs = this.#options.clock.utcMs();
    for (const open of this.#ledger.restore(commands)) {
      const detail = 'The gateway was started again before its outcome was known.';
      const step = { state: 'timed_out', error_code: 'command_timed_out', detail } as const;
      const command = this.#ledger.advance(open.command_id, step, utcMs)!;
      const { agency_id, aircraft_id, flight_id } = command;
      await this.events.record({ kind: 'command', utc_ms: utcMs, agency_id, aircraft_id, flight_id, command });
    }
    for (const flightId of flightIds) this.#knownFlights.add(flightId);
    this.#applyBindings((await this.#bindingsFile.read()) ?? []);
    this.#leftOpen = await this.#openFlights.read();
    this.journals.expect([...this.#leftOpen.values()].map(({ flight_id }) => flight_id));
  }

  async #openLinks(): Promise<void> {
    const { settings, clock, logger } = this.#options;
    const pacer = new Pacer();
    const context = { clock, logger, receive_buffer_bytes: settings.receive_buffer_bytes, random: randomShare };
    for (const linkSettings of settings.links) {
      const link: MavlinkLink = new MavlinkLink((handlers) => createLink(linkSettings, handlers, context), {
        gateway: settings.name,
        system_id: settings.system_id,
        component_id: settings.component_id,
        clock,
        logger,
        signing: this.#signing,
        pacer,
        onVehicle: (session) => this.#addVehicle(session, link, session.system_id),
      });
      this.#links.push(link);
      await link.link.start();
    }
  }

  #addVehicle(adapter: VehicleAdapter, link: MavlinkLink, systemId: number): void {
    const { clock, logger } = this.#options;
    const recorder = new Recorder(this.events, clock);
    recorder.binding = this.#bindingOf(adapter.key, link);
    const actor: VehicleActor = new VehicleActor(
      {
        adapter,
        recorder,
        clock,
        logger,
        ledger: this.#ledger,
        journals: this.journals,
        gateway: this.name,
        ownership: this.#options.ownership,
        held: this.#held,
        newId: () => uuidv7(clock.utcMs()),
        publishLease: (agencyId, lease) => this.#publishLease(agencyId, lease),
        neighbours: () => this.#neighbours.of(actor),
      },
      {
        onStatus: () => {
          const vehicle = this.#vehicles.get(adapter.key);
          if (vehicle) vehicle.status_stale = true;
        },
        saveFlight: (record) => this.#openFlights.save(record),
        removeFlight: (flightId) => this.#openFlights.remove(flightId),
      },
    );
    this.#vehicles.set(adapter.key, {
      actor,
      link,
      system_id: systemId,
      first_seen_utc_ms: clock.utcMs(),
      status_due_ms: 0,
      status_stale: true,
      status_sent: '',
      announced: false,
      healthy: true,
    });
    this.#actors = null;
    const open = this.#leftOpen.get(adapter.key);
    this.#leftOpen.delete(adapter.key);
    if (open) void actor.resume(open);
  }

  #tick(): void {
    const nowMs = this.#options.clock.monotonicMs();
    const lateMs = Math.max(0, nowMs - this.#lastTickMs - TICK_MS);
    this.#metrics.loopDelay.observe(lateMs / 1000);
    this.#lastTickMs = nowMs;
    // After a stall what has arrived meanwhile is read first: no link is lost because we were asleep.
    if (lateMs > STALLED_MS && !this.#stalled) {
      this.#stalled = true;
      return;
    }
    this.#stalled = false;
    for (const vehicle of this.#vehicles.values()) this.#tickVehicle(vehicle, nowMs);
    this.#telemetry.flush();
  }

  /** An actor that fails must not take the others down; without heartbeats its aircraft follows its lost-link action. */
  #tickVehicle(vehicle: KnownVehicle, nowMs: number): void {
    const { actor } = vehicle;
    try {
      actor.tick(nowMs);
      const sample = actor.sample(nowMs);
      if (sample) this.#telemetry.add(actor.binding!.agency_id, sample);
      if (vehicle.status_stale && nowMs >= vehicle.status_due_ms) this.#publishStatus(vehicle, nowMs);
      vehicle.healthy = true;
    } catch (error) {
      this.#metrics.actorErrors.inc();
      if (vehicle.healthy) this.#options.logger.error({ error, vehicle: actor.context.adapter.key }, 'an actor failed');
      vehicle.healthy = false;
    }
  }

  /** Vouches for the loop above: a heartbeat from a timer that knows nothing of it would keep failsafes from acting. */
  #heartbeats(): void {
    if (this.#options.clock.monotonicMs() - this.#lastTickMs > LOOP_LATE_MS) return;
    const unwell = [...this.#vehicles.values()].filter(({ healthy, actor }) => !healthy || actor.isLost);
    for (const link of this.#links) {
      link.sendHeartbeats(new Set(unwell.filter((each) => each.link === link).map((each) => each.system_id)));
    }
  }

  #publishStatus(vehicle: KnownVehicle, nowMs: number): void {
    vehicle.status_due_ms = nowMs + STATUS_EVERY_MS;
    vehicle.status_stale = false;
    const status = this.#statusOf(vehicle);
    // The time it was last heard always changes and is shown by the link's age.
    const compared = JSON.stringify({ ...status, last_heard_utc_ms: 0 });
    if (compared === vehicle.status_sent) return;
    vehicle.status_sent = compared;
    this.#options.bus.publish(vehicleStatusSubject(this.name), Buffer.from(JSON.stringify(status)));
    if (vehicle.announced || status.autopilot === 'generic') return;
    vehicle.announced = true;
    void vehicle.actor.context.recorder.record({ kind: 'vehicle_seen', status });
  }

  #statusOf(vehicle: KnownVehicle): VehicleStatus {
    const { clock } = this.#options;
    return statusOf(vehicle.actor, {
      gateway: this.name,
      link_id: vehicle.link.id,
      system_id: vehicle.system_id,
      simulated: vehicle.link.link.settings.simulated,
      first_seen_utc_ms: vehicle.first_seen_utc_ms,
      now_ms: clock.monotonicMs(),
      utc_ms: clock.utcMs(),
    });
  }

  #publishLease(agencyId: string, lease: ControlLease): void {
    this.#options.bus.publish(controlSubject(agencyId), Buffer.from(JSON.stringify(lease)));
  }
}

function randomShare(): number {
  return randomBytes(4).readUInt32LE() / 2 ** 32;
}
