import { gatewayHelloSubject, vehicleStatusSubject } from '@outrider/schema';
import type { ControlLease, ControlScope, GatewayHello, TelemetrySample, VehicleStatus } from '@outrider/schema';
import { LEASE_TTL_MS } from '@outrider/core/command';
import { TelemetryFrame } from '@outrider/core/vehicle';
import type { Bus, BusSubscription, Clock, Logger, Timer } from '@outrider/runtime';
import type { GatewayDirectory } from '../gateways/directory.js';
import { gatewayOf } from './gateways.js';

const MOST_STRANGERS = 100;
/** Gateways announce themselves every 5 s. */
const GATEWAY_GONE_AFTER_MS = 16_000;
const CHECK_EVERY_MS = 1_000;
/** Leases are renewed once a second; the same one sooner is an echo. */
const LEASE_ECHO_MS = 500;

export interface Binding {
  agencyId: string;
  aircraftId: string;
}

export type VehicleNews =
  | { kind: 'status'; status: VehicleStatus }
  | { kind: 'lease'; agencyId: string; lease: ControlLease }
  | { kind: 'gateway'; hello: GatewayHello }
  | { kind: 'gateway_gone'; gateway: string };

interface HeldLease {
  agencyId: string;
  lease: ControlLease;
  atMonotonicMs: number;
}

/**
 * Live vehicles as the gateways report them: latest status, telemetry and leases, in memory. Whose a vehicle is comes from our
 * own bindings, never from what a gateway says.
 */
export class Vehicles {
  readonly #bus: Bus;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #directory: GatewayDirectory;
  readonly #statuses = new Map<string, VehicleStatus>();
  /** Where the newest sample of an aircraft stands; few are ever read. */
  readonly #samples = new Map<string, { frame: TelemetryFrame; index: number }>();
  readonly #leases = new Map<string, HeldLease>();
  readonly #gateways = new Map<string, { hello: GatewayHello; atMonotonicMs: number }>();
  /** Gateways that were complained about already. */
  readonly #strangers = new Set<string>();
  readonly #listeners = new Set<(news: VehicleNews) => void>();
  #bindings: ReadonlyMap<string, Binding> = new Map();
  #keys: ReadonlyMap<string, string> = new Map();
  #subscriptions: BusSubscription[] = [];
  #timer: Timer | null = null;
  #stopListening: () => void = () => {};

  constructor(options: { bus: Bus; clock: Clock; logger: Logger; directory: GatewayDirectory }) {
    this.#bus = options.bus;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#directory = options.directory;
  }

  start(): void {
    const on = (pattern: string, handle: (bytes: Uint8Array, lastToken: string) => void): BusSubscription =>
      this.#bus.subscribe(pattern, (subject, bytes) => {
        try {
          handle(bytes, subject.slice(subject.lastIndexOf('.') + 1));
        } catch (error) {
          this.#logger.warn({ error, subject }, 'vehicles: an unreadable message from a gateway');
        }
      });
    this.#subscriptions = [
      on(vehicleStatusSubject('*'), (bytes, gateway) => this.takeStatusOf(gateway, parse(bytes) as VehicleStatus)),
      on('telemetry.*', (bytes, agencyId) => this.#takeTelemetry(bytes, agencyId)),
      on('control.*', (bytes, agencyId) => this.takeLease(agencyId, parse(bytes) as ControlLease)),
      on(gatewayHelloSubject('*'), (bytes, gateway) => this.#takeHello(gateway, parse(bytes) as GatewayHello)),
    ];
    this.#timer = this.#clock.setInterval(() => this.#dropSilentGateways(), CHECK_EVERY_MS);
    this.#stopListening = this.#directory.onChange(() => this.#dropRevokedGateways());
  }

  close(): void {
    this.#stopListening();
    for (const subscription of this.#subscriptions) subscription.unsubscribe();
    this.#timer?.cancel();
  }

  /** Calls back on each piece of news; returns the function that ends it. */
  listen(listener: (news: VehicleNews) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Which vehicle is whose, by vehicle key; set whenever a binding changes. */
  setBindings(bindings: ReadonlyMap<string, Binding>): void {
    this.#bindings = bindings;
    this.#keys = new Map([...bindings].map(([key, binding]) => [binding.aircraftId, key]));
    for (const status of this.#statuses.values()) this.takeStatus(status);
  }

  binding(vehicleKey: string): Binding | null {
    return this.#bindings.get(vehicleKey) ?? null;
  }

  /** Vehicle key bound to an aircraft; null when none is. */
  keyOf(aircraftId: string): string | null {
    return this.#keys.get(aircraftId) ?? null;
  }

  statuses(): VehicleStatus[] {
    return [...this.#statuses.values()];
  }

  statusOf(aircraftId: string): VehicleStatus | null {
    return this.#statuses.get(this.#keys.get(aircraftId) ?? '') ?? null;
  }

  /** Last telemetry, however old; its time says how old. */
  sampleOf(aircraftId: string): TelemetrySample | null {
    const newest = this.#samples.get(aircraftId);
    return newest ? newest.frame.sampleAt(newest.index) : null;
  }

  /** True when the gateway was added for the agency, or a vehicle of the agency is bound behind it. */
  serves(gateway: string, agencyId: string): boolean {
    if (this.#directory.admission(gateway)?.agencyId === agencyId) return true;
    return [...this.#bindings].some(([key, binding]) => binding.agencyId === agencyId && key.startsWith(`${gateway}/`));
  }

  gateways(): GatewayHello[] {
    return [...this.#gateways.values()].map((gateway) => gateway.hello);
  }

  /** Leases of an agency as they were last told, with the time they have left now. */
  leasesOf(agencyId: string): ControlLease[] {
    const now = this.#clock.monotonicMs();
    return [...this.#leases.values()]
      .filter((held) => held.agencyId === agencyId)
      .map(({ lease, atMonotonicMs }) => ({
        ...lease,
        expires_in_ms: Math.max(0, lease.expires_in_ms - (now - atMonotonicMs)),
      }));
  }

  lease(aircraftId: string, scope: ControlScope): ControlLease | null {
    return this.#leases.get(`${aircraftId}/${scope}`)?.lease ?? null;
  }

  takeStatus(reported: VehicleStatus): void {
    const binding = this.#bindings.get(reported.vehicle_key);
    const status = { ...reported, agency_id: binding?.agencyId ?? null, aircraft_id: binding?.aircraftId ?? null };
    this.#statuses.set(status.vehicle_key, status);
    this.#tell({ kind: 'status', status });
  }

  takeLease(agencyId: string, lease: ControlLease): void {
    const key = this.#keys.get(lease.aircraft_id);
    if (key === undefined || this.#bindings.get(key)?.agencyId !== agencyId) return;
    const name = `${lease.aircraft_id}/${lease.scope}`;
    const before = this.#leases.get(name);
    const atMonotonicMs = this.#clock.monotonicMs();
    // Answers and broadcasts may overtake each other: what an older epoch says of this moment is over.
    if (before && lease.epoch < before.lease.epoch && atMonotonicMs - before.atMonotonicMs < LEASE_TTL_MS) return;
    // That nobody steers is no news as long as nobody ever did.
    if (!before && lease.holder_user_id === null && lease.requested_by === null) return;
    this.#leases.set(name, { agencyId, lease, atMonotonicMs });
    // The gateway's answer and its broadcast bring the same lease twice.
    if (before && atMonotonicMs - before.atMonotonicMs < LEASE_ECHO_MS && isSameLease(before.lease, lease)) return;
    this.#tell({ kind: 'lease', agencyId, lease });
  }

  #takeTelemetry(bytes: Uint8Array, agencyId: string): void {
    // The bus reuses its buffer after this call.
    const frame = new TelemetryFrame(Uint8Array.from(bytes));
    for (let index = 0; index < frame.count; index++) {
      const aircraftId = frame.aircraftIdAt(index);
      const key = this.#keys.get(aircraftId);
      if (key === undefined || this.#bindings.get(key)?.agencyId !== agencyId) continue;
      const held = this.#samples.get(aircraftId);
      if (held) {
        held.frame = frame;
        held.index = index;
      } else this.#samples.set(aircraftId, { frame, index });
    }
  }

  /** What a gateway says of a vehicle that is not its own does not count. */
  takeStatusOf(gateway: string, status: VehicleStatus): void {
    if (status.gateway !== gateway || gatewayOf(status.vehicle_key) !== gateway || !this.#isAdmitted(gateway)) return;
    this.takeStatus(status);
  }

  #isAdmitted(gateway: string): boolean {
    if (this.#directory.admission(gateway) !== null) return true;
    if (!this.#strangers.has(gateway) && this.#strangers.size < MOST_STRANGERS) {
      this.#strangers.add(gateway);
      this.#logger.warn({ gateway }, 'vehicles: a gateway that nobody added, or that was revoked, is not listened to');
    }
    return false;
  }

  #takeHello(gateway: string, hello: GatewayHello): void {
    if (hello.gateway !== gateway || !this.#isAdmitted(gateway)) return;
    this.#gateways.set(hello.gateway, { hello, atMonotonicMs: this.#clock.monotonicMs() });
    this.#tell({ kind: 'gateway', hello });
  }

  #dropRevokedGateways(): void {
    const isOut = (gateway: string): boolean => this.#directory.admission(gateway) === null;
    for (const gateway of [...this.#gateways.keys()].filter(isOut)) {
      this.#gateways.delete(gateway);
      this.#tell({ kind: 'gateway_gone', gateway });
    }
    for (const [key, status] of this.#statuses) {
      if (!isOut(status.gateway)) continue;
      if (status.link !== 'lost') this.takeStatus({ ...status, link: 'lost' });
      this.#statuses.delete(key);
    }
  }

  /** A gateway that stopped announcing itself reports nothing any more: its links count as lost. */
  #dropSilentGateways(): void {
    const oldest = this.#clock.monotonicMs() - GATEWAY_GONE_AFTER_MS;
    for (const [gateway, { atMonotonicMs }] of this.#gateways) {
      if (atMonotonicMs > oldest) continue;
      this.#gateways.delete(gateway);
      this.#tell({ kind: 'gateway_gone', gateway });
      for (const status of this.#statuses.values()) {
        if (status.gateway === gateway && status.link !== 'lost') this.takeStatus({ ...status, link: 'lost' });
      }
    }
  }

  #tell(news: VehicleNews): void {
    for (const listener of this.#listeners) listener(news);
  }
}

const parse = (bytes: Uint8Array): unknown => JSON.parse(Buffer.from(bytes).toString());

const isSameLease = (a: ControlLease, b: ControlLease): boolean =>
  a.epoch === b.epoch && a.holder_user_id === b.holder_user_id && a.requested_by?.user_id === b.requested_by?.user_id;
