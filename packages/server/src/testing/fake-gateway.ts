/** A gateway without vehicles: says what a test wants it to say and remembers what it was asked. Only tests import it. */
import {
  controlSubject,
  eventsSubject,
  gatewayHelloSubject,
  gatewaySubject,
  telemetrySubject,
  vehicleStatusSubject,
} from '@outrider/schema';
import type {
  Command,
  ControlLease,
  ErrorCode,
  GatewayCommand,
  GatewayEvent,
  GatewayVerb,
  HeldAt,
  TelemetrySample,
  VehicleStatus,
} from '@outrider/schema';
import { encodeTelemetryBatch } from '@outrider/core/vehicle';
import { uuidv7 } from '@outrider/runtime';
import type { Bus, BusSubscription } from '@outrider/runtime';

type Answer = (body: Record<string, unknown>) => unknown;
type Unnumbered<T> = T extends unknown ? Omit<T, 'seq' | 'utc_ms'> : never;

export class FakeGateway {
  readonly name: string;
  readonly asked: { verb: GatewayVerb; body: Record<string, unknown> }[] = [];
  readonly sticks: Uint8Array[] = [];
  readonly events: GatewayEvent[] = [];
  readonly statuses: VehicleStatus[] = [];
  ackedUpTo = 0;
  /** Where an aircraft is that holds for another plan. */
  heldAt: HeldAt = { position: null, height_above_takeoff_m: null, battery_percent: null, plan: null };
  /** Verbs that are refused with a code, or left without an answer ("silent"). */
  readonly refuses = new Map<GatewayVerb, ErrorCode | 'silent'>();
  /** What it kept of flights, by "flight/stream"; of all others it has nothing. */
  readonly journals = new Map<string, Buffer>();
  readonly #bus: Bus;
  readonly #subscriptions: BusSubscription[];
  #epoch = 1;

  constructor(bus: Bus, name = 'gateway') {
    this.#bus = bus;
    this.name = name;
    const answers: Partial<Record<GatewayVerb, Answer>> = {
      vehicles: () => this.statuses,
      configure: () => ({ applied: 1 }),
      command: (body) => commandOf(body as unknown as GatewayCommand),
      control: (body) => this.#lease(body),
      spool: (body) => this.#spool(Number(body['after_seq'])),
      'spool-ack': (body) => ((this.ackedUpTo = Number(body['up_to_seq'])), {}),
      journal: ({ flight_id, stream, offset, max_bytes }) => {
        const all = this.journals.get(`${String(flight_id)}/${String(stream)}`) ?? Buffer.alloc(0);
        const piece = all.subarray(Number(offset), Number(offset) + Number(max_bytes));
        return { total_bytes: all.length, closed: true, data_base64: piece.toString('base64') };
      },
      divert: () => this.heldAt,
      parameters: () => ({ parameters: [{ name: 'RTL_ALT', value: 60 }], complete: true }),
    };
    const verbs: GatewayVerb[] = [
      'start-flight',
      'end-flight',
      'alert-ack',
      ...(Object.keys(answers) as GatewayVerb[]),
    ];
    this.#subscriptions = verbs.map((verb) =>
      bus.subscribe(gatewaySubject(name, verb), (_subject, bytes, reply) => {
        const body = JSON.parse(Buffer.from(bytes).toString()) as Record<string, unknown>;
        this.asked.push({ verb, body });
        const code = this.refuses.get(verb);
        if (code === 'silent') return;
        const answer =
          code === undefined
            ? { ok: true, value: (answers[verb] ?? (() => ({})))(body) }
            : { ok: false, error: { code, message: 'As the test wants it.' } };
        reply?.(Buffer.from(JSON.stringify(answer)));
      }),
    );
    this.#subscriptions.push(
      bus.subscribe(`stick.${name}`, (_subject, bytes) => this.sticks.push(Uint8Array.from(bytes))),
    );
  }

  close(): void {
    for (const subscription of this.#subscriptions) subscription.unsubscribe();
  }

  hello(): void {
    const hello = {
      gateway: this.name,
      instance_id: uuidv7(Date.now()),
      started_at_utc_ms: 0,
      spool_last_seq: this.events.length,
      links: [],
    };
    this.#bus.publish(gatewayHelloSubject(this.name), Buffer.from(JSON.stringify(hello)));
  }

  status(vehicleKey: string, change: Partial<VehicleStatus> = {}): VehicleStatus {
    const status: VehicleStatus = { ...statusOf(this.name, vehicleKey), ...change };
    this.statuses.push(status);
    this.#bus.publish(vehicleStatusSubject(this.name), Buffer.from(JSON.stringify(status)));
    return status;
  }

  telemetry(agencyId: string, samples: TelemetrySample[]): void {
    this.#bus.publish(telemetrySubject(agencyId), encodeTelemetryBatch(samples, Date.now()));
  }

  lease(agencyId: string, lease: ControlLease): void {
    this.#bus.publish(controlSubject(agencyId), Buffer.from(JSON.stringify(lease)));
  }

  /** Adds a durable fact and hints at it. Returns its number. */
  spool(event: Unnumbered<GatewayEvent>, utc_ms = Date.now()): number {
    const seq = this.events.length + 1;
    this.events.push({ ...event, seq, utc_ms } as GatewayEvent);
    this.#bus.publish(eventsSubject(this.name), new Uint8Array(0));
    return seq;
  }

  #spool(after: number): { events: GatewayEvent[]; last_seq: number } {
    return { events: this.events.filter((event) => event.seq > after).slice(0, 100), last_seq: this.events.length };
  }

  #lease(body: Record<string, unknown>): ControlLease {
    const take = body['verb'] === 'take';
    const held = take || body['verb'] === 'renew';
    if (take) this.#epoch += 1;
    return {
      aircraft_id: String(body['aircraft_id']),
      scope: body['scope'] as ControlLease['scope'],
      holder_user_id: held ? String(body['user_id']) : null,
      holder_name: held ? String(body['user_name']) : null,
      epoch: this.#epoch,
      expires_in_ms: held ? 3000 : 0,
      requested_by: null,
    };
  }
}

function commandOf(body: GatewayCommand): Command {
  const { command_id, agency_id, aircraft_id, flight_id, action, issued_by, issued_at_utc_ms } = body;
  const times = { requested_at_utc_ms: issued_at_utc_ms, updated_at_utc_ms: issued_at_utc_ms };
  const ids = { command_id, agency_id, aircraft_id, flight_id, issued_by };
  return { ...ids, action, state: 'sent', detail: null, error_code: null, origin: 'user', ...times };
}

function statusOf(gateway: string, vehicle_key: string): VehicleStatus {
  return {
    vehicle_key,
    gateway,
    link_id: vehicle_key.split('/')[1] ?? '',
    system_id: Number(vehicle_key.split('/')[2]),
    simulated: true,
    agency_id: null,
    aircraft_id: null,
    autopilot: 'ardupilot',
    vehicle_type: 'quadrotor',
    firmware: null,
    hardware_uid: null,
    capabilities: [],
    home: null,
    mode_name: null,
    health: [],
    failsafes: null,
    prearm_messages: [],
    ready_to_arm: null,
    link: 'live',
    parameters_loaded: false,
    first_seen_utc_ms: 0,
    last_heard_utc_ms: 0,
    reboots: 0,
  };
}
