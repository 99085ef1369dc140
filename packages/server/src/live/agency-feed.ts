import type { CameraStatus, FleetEntry, GatewayHello } from '@outrider/schema';
import { telemetrySubject } from '@outrider/schema';
import type { Bus, BusSubscription, Clock, Logger, Settings, Timer } from '@outrider/runtime';
import { changesSubject, decodeChangeSet } from '../platform/database/index.js';
import type { Change, ChangeSet } from '../platform/database/index.js';
import type { Store } from '../platform/index.js';
import { helloFor } from '../vehicles/link-agency.js';
import type { MediaLink } from '../cameras/media-link.js';
import type { VehicleNews, Vehicles } from '../vehicles/vehicles.js';
import type { Connection } from './connection.js';
import { FleetView } from './fleet-view.js';
import { loadRows, stateOf } from './snapshot.js';
import type { LiveRows } from './snapshot.js';
import { TelemetryGather } from './telemetry-gather.js';

// Change sets come in order save for a moment between two commits; one that is missing for longer was lost.
const GAP_PATIENCE_MS = 500;
// Readiness also changes with time alone: every aircraft is looked at within 2 s, a few at a time.
const READINESS_EVERY_MS = 50;
const READINESS_PARTS = 40;
const PACE_EVERY_MS = 200;

export interface FeedOptions {
  agencyId: string;
  settings: Settings;
  store: Store;
  bus: Bus;
  notices: Bus;
  clock: Clock;
  /** Sockets keep machine time, however the clock runs. */
  machine: Clock;
  logger: Logger;
  vehicles: Vehicles;
  media: MediaLink;
}

/** What the consoles of one agency see: rows as they are committed, vehicles as they report. Lives while a console is open. */
export class AgencyFeed {
  readonly connections = new Set<Connection>();
  readonly #options: FeedOptions;
  readonly #early = new Map<number, ChangeSet>();
  readonly #telemetry: TelemetryGather;
  #fleet: FleetView | null = null;
  /** Last change set that was passed on. */
  #changeSeq = 0;
  #subscriptions: BusSubscription[] = [];
  #stopListening: (() => void)[] = [];
  #timers: Timer[] = [];
  #gap: Timer | null = null;
  #slug = '';

  constructor(options: FeedOptions) {
    this.#options = options;
    this.#telemetry = new TelemetryGather(options.clock, (batch) => {
      for (const connection of this.connections) connection.sendTelemetry(batch);
    });
  }

  /** Listens first and reads then, so that nothing between the two is missed. */
  async start(): Promise<void> {
    const { bus, notices, clock, machine, agencyId, vehicles, media, store } = this.#options;
    this.#subscriptions = [
      notices.subscribe(changesSubject(agencyId), (_subject, bytes) => this.#take(decodeChangeSet(bytes))),
      bus.subscribe(telemetrySubject(agencyId), (_subject, bytes) => this.#passTelemetry(bytes)),
    ];
    this.#stopListening = [
      vehicles.listen((news) => this.#passNews(news)),
      media.listen((agency, status) => this.#passCamera(agency, status)),
    ];
    this.#timers = [
      clock.setInterval(
        () => this.#tellFleet(this.#fleet?.changedNext(READINESS_PARTS) ?? [], null),
        READINESS_EVERY_MS,
      ),
      machine.setInterval(() => this.connections.forEach((connection) => connection.checkPace()), PACE_EVERY_MS),
    ];
    const agencies = await store.inAgency(agencyId, ({ sql }) =>
      sql.selectFrom('agencies').select('slug').where('id', '=', agencyId).execute(),
    );
    this.#slug = agencies[0]?.slug ?? '';
    await this.#load();
  }

  close(): void {
    for (const subscription of this.#subscriptions) subscription.unsubscribe();
    for (const timer of [...this.#timers, this.#gap]) timer?.cancel();
    this.#telemetry.flush();
    for (const stop of this.#stopListening) stop();
  }

  /** Adds a console and sends it the state of this moment. */
  async join(connection: Connection): Promise<void> {
    this.connections.add(connection);
    const { value, changeSeq } = await this.#options.store.snapshot(this.#options.agencyId, loadRows);
    this.#sendState(connection, value, changeSeq);
  }

  /** While the fleet is null, change sets wait; those that the rows hold already are passed over afterwards. */
  async #load(): Promise<void> {
    const { store, agencyId, vehicles, clock } = this.#options;
    this.#fleet = null;
    const { value, changeSeq } = await store.snapshot(agencyId, loadRows);
    this.#fleet = new FleetView(vehicles, clock, value.aircraft, value.policy);
    this.#fleet.changed();
    this.#changeSeq = changeSeq;
    for (const connection of this.connections) this.#sendState(connection, value, changeSeq);
    this.#drain();
  }

  #sendState(connection: Connection, rows: LiveRows, changeSeq: number): void {
    const { vehicles, media, clock, agencyId } = this.#options;
    const fleet = new FleetView(vehicles, clock, rows.aircraft, rows.policy).entries();
    const gateways = vehicles.gateways().flatMap((hello) => this.#shown(hello) ?? []);
    const memory = {
      fleet,
      leases: vehicles.leasesOf(agencyId),
      gateways,
      camera_statuses: media.statusesOf(agencyId),
    };
    connection.sendSnapshot(stateOf(rows, memory, 0, clock.utcMs()), changeSeq);
  }

  #take(set: ChangeSet): void {
    if (!this.#fleet) {
      this.#early.set(set.seq, set);
      return;
    }
    if (set.seq > this.#changeSeq + 1) {
      this.#early.set(set.seq, set);
      this.#gap ??= this.#options.clock.setTimeout(() => this.#startOver(), GAP_PATIENCE_MS);
      return;
    }
    this.#pass(set);
    this.#drain();
  }

  /** Passes on what waited for its turn. */
  #drain(): void {
    for (const seq of [...this.#early.keys()].toSorted((a, b) => a - b)) {
      if (seq > this.#changeSeq + 1) return;
      const set = this.#early.get(seq);
      this.#early.delete(seq);
      if (set) this.#pass(set);
    }
    this.#gap?.cancel();
    this.#gap = null;
  }

  #pass(set: ChangeSet): void {
    if (set.seq <= this.#changeSeq) return;
    if (set.changes === null) return this.#startOver();
    this.#changeSeq = set.seq;
    for (const change of set.changes) this.#passChange(change, set.seq);
  }

  /** Something was lost or too large to be sent: everyone gets the state anew. */
  #startOver(): void {
    this.#gap?.cancel();
    this.#gap = null;
    for (const connection of this.connections) connection.holdEvents();
    this.#load().catch((error: unknown) => {
      this.#options.logger.error({ error }, 'live: the state could not be read; trying again');
      this.#gap ??= this.#options.clock.setTimeout(() => this.#startOver(), GAP_PATIENCE_MS * 4);
    });
  }

  #passChange(change: Change, seq: number): void {
    const fleet = this.#fleet;
    switch (change.kind) {
      case 'aircraft':
        fleet?.put(change.value);
        return this.#tellFleet(fleet?.changed(change.value.id) ?? [], seq);
      case 'policy':
        fleet?.setPolicy(change.value);
        return this.#tellFleet(fleet?.changed() ?? [], seq);
      case 'inputs':
        return;
      case 'aircraft_removed':
        fleet?.remove(change.value.id);
        return this.#tell(change.kind, change.value, seq);
      default:
        return this.#tell(change.kind, change.value, seq);
    }
  }

  #passNews(news: VehicleNews): void {
    const { agencyId } = this.#options;
    if (news.kind === 'status') {
      const { aircraft_id, agency_id } = news.status;
      if (agency_id === agencyId && aircraft_id) this.#tellFleet(this.#fleet?.changed(aircraft_id) ?? [], null);
    } else if (news.kind === 'lease') {
      if (news.agencyId === agencyId) this.#tell('lease', news.lease, null);
    } else if (news.kind === 'gateway') {
      const hello = this.#shown(news.hello);
      if (hello) this.#tell('gateway', hello, null);
    } else this.#tell('gateway_gone', { gateway: news.gateway }, null);
  }

  #passCamera(agencyId: string, status: CameraStatus): void {
    if (agencyId === this.#options.agencyId) this.#tell('camera_status', status, null);
  }

  /** A gateway with the links of this agency only; null when none is. */
  #shown(hello: GatewayHello): GatewayHello | null {
    const { settings, vehicles, agencyId } = this.#options;
    return helloFor(hello, settings, this.#slug, vehicles.serves(hello.gateway, agencyId));
  }

  #passTelemetry(bytes: Uint8Array): void {
    if (this.connections.size === 0) return;
    // The bus reuses its buffer after this call.
    this.#telemetry.pass(Uint8Array.from(bytes), this.connections.size);
  }

  #tellFleet(entries: readonly FleetEntry[], changeSeq: number | null): void {
    for (const entry of entries) this.#tell('fleet', entry, changeSeq);
  }

  #tell(kind: string, value: unknown, changeSeq: number | null): void {
    const tail = `"kind":${JSON.stringify(kind)},"value":${JSON.stringify(value)}}`;
    for (const connection of this.connections) connection.sendEvent({ changeSeq, tail });
  }
}
