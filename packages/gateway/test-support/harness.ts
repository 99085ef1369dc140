/** A gateway in this process with real sockets and files, a bus in memory, and short ways to ask it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimOwnership, encodeStick, releaseOwnership } from '@outrider/core/command';
import type { Ownership } from '@outrider/core/command';
import { destination } from '@outrider/core/geo';
import { decodeTelemetryBatch } from '@outrider/core/vehicle';
import * as schema from '@outrider/schema';
import { createLogger, createMetrics, inProcessBus, systemClock, uuidv7 } from '@outrider/runtime';
import type { Bus, LinkSettings, ProcessContext } from '@outrider/runtime';
import type { Gateway } from '../src/gateway.js';
import { startGateway } from '../src/start.js';
import { HOME_POINT } from './peer.js';

export const AGENCY = '01990000-0000-7000-8000-00000000000a';
export const AIRCRAFT = '01990000-0000-7000-8000-0000000000aa';
export const PILOT = '01990000-0000-7000-8000-0000000000bb';

export const POLICY: schema.AgencyPolicy = {
  reserve_percent: 20,
  hold_on_scene_s: 1,
  cruise_height_m: 30,
  on_scene_height_m: 30,
  max_height_agl_m: 120,
  obstacle_clearance_vertical_m: 5,
  obstacle_clearance_horizontal_m: 5,
  separation_horizontal_m: 30,
  separation_vertical_m: 10,
  lapsed_lease_hold_s: 10,
  aircraft_per_rpic: 1,
  multi_aircraft_authority: null,
  automatic_acceptance_authority: null,
  trust_failure: 'warn',
  max_wind_mps: 12,
  max_gust_mps: 15,
  min_visibility_m: 1000,
  min_ceiling_agl_m: 100,
  min_temperature_c: -10,
  max_temperature_c: 40,
  weather_valid_for_min: 60,
  checklist: [],
  units: 'si',
  time_zone: null,
  idle_lock_min: 30,
  shared_position: true,
  camera_level_en_route: true,
};

export const link = (over: Partial<LinkSettings> = {}): LinkSettings => ({
  id: 'main',
  kind: 'udp-in',
  host: '127.0.0.1',
  port: 0,
  agency: 'town',
  simulated: true,
  signing: { required: false },
  ...over,
});

export function bindingOf(vehicle_key: string, over: Partial<schema.VehicleBinding> = {}): schema.VehicleBinding {
  return {
    vehicle_key,
    agency_id: AGENCY,
    aircraft_id: AIRCRAFT,
    aircraft_name: 'Eagle',
    simulated: true,
    performance: {
      cruise_speed_mps: 8,
      max_speed_mps: 40,
      climb_speed_mps: 3,
      descent_speed_mps: 2,
      mass_kg: 2,
      battery_capacity_wh: 150,
      hover_power_w: 250,
      cruise_power_w: 280,
      max_wind_mps: 12,
      launch_time_s: 10,
      ceiling_above_takeoff_m: 120,
    },
    policy: POLICY,
    signing_key_hex: null,
    ...over,
  };
}

export interface Harness {
  folder: string;
  gateway: Gateway;
  ports: Record<string, number>;
  events: schema.GatewayEvent[];
  samples: schema.TelemetrySample[];
  ask<T>(verb: schema.GatewayVerb, body?: object): Promise<schema.GatewayReply<T>>;
  command(action: schema.Action, over?: Partial<schema.GatewayCommand>): Promise<schema.GatewayReply<schema.Command>>;
  control(
    verb: schema.ControlRequest['verb'],
    over?: Partial<schema.ControlRequest>,
  ): Promise<schema.GatewayReply<schema.ControlLease>>;
  stick(epoch: number, sequence: number, input: Partial<schema.StickInput>, scope?: schema.ControlScope): void;
  start(over?: Partial<schema.StartFlight>): Promise<string>;
  until(what: string, test: () => boolean, withinMs?: number): Promise<void>;
  flightStates(): string[];
  metrics(): Promise<string>;
  close(): Promise<void>;
}

const until = async (what: string, test: () => boolean, withinMs = 15_000): Promise<void> => {
  const end = Date.now() + withinMs;
  while (!test()) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

/** What a server knows of who uses which aircraft, by aircraft; `away` while there is none to be asked. */
export interface Owners {
  away: boolean;
  rows: Map<string, Ownership>;
}
export const noOwners = (): Owners => ({ away: false, rows: new Map() });

/** Answers a gateway as the server does. */
function answerOwnership(bus: Bus, gateway: string, owners: Owners): void {
  bus.subscribe(schema.ownershipSubject(gateway), (_subject, bytes, reply) => {
    const { verb, aircraft_id, held } = JSON.parse(Buffer.from(bytes).toString()) as schema.OwnershipRequest;
    const before = owners.rows.get(aircraft_id) ?? null;
    const answer = (value: object): void => reply?.(Buffer.from(JSON.stringify({ ok: true, value })));
    if (owners.away) return reply?.(Buffer.from(JSON.stringify({ ok: false, error: { code: 'away', message: '' } })));
    if (verb === 'release') {
      const after = releaseOwnership(before, gateway, held ?? 0);
      if (after) owners.rows.set(aircraft_id, after);
      return answer({});
    }
    const claim = claimOwnership(before, gateway, held);
    if (claim.kind === 'owned') owners.rows.set(aircraft_id, { gateway, epoch: claim.epoch, in_use: true });
    answer(claim);
  });
}

/** @param folder an earlier gateway's, to start it again */
export async function startHarness(
  links: LinkSettings[],
  folder?: string,
  { name = 'gateway', owners = noOwners() }: { name?: string; owners?: Owners } = {},
): Promise<Harness> {
  const data_dir = folder ?? (await mkdtemp(join(tmpdir(), 'outrider-gateway-')));
  const bus = inProcessBus();
  answerOwnership(bus, name, owners);
  const metrics = createMetrics('gateway', { processMetrics: false });
  const context = {
    name: 'gateway',
    settings: {
      gateway: {
        name,
        system_id: 255,
        component_id: 190,
        receive_buffer_bytes: 4_000_000,
        spool_max_mb: 64,
        links,
      },
    },
    instance: { data_dir, ports: {} },
    clock: systemClock(),
    logger: createLogger({ name: 'gateway', level: 'silent' }),
    metrics,
    bus,
  } as unknown as ProcessContext;
  const running = await startGateway(context);
  const events: schema.GatewayEvent[] = [];
  const samples: schema.TelemetrySample[] = [];
  bus.subscribe(schema.telemetrySubject(AGENCY), (_subject, bytes) => {
    samples.push(...decodeTelemetryBatch(bytes).samples);
  });
  const ask = async <T>(verb: schema.GatewayVerb, body: object = {}): Promise<schema.GatewayReply<T>> => {
    const answer = await bus.request(schema.gatewaySubject(name, verb), Buffer.from(JSON.stringify(body)), 20_000);
    return JSON.parse(Buffer.from(answer).toString()) as schema.GatewayReply<T>;
  };
  const reading = setInterval(() => {
    void ask<schema.SpoolAnswer>('spool', { after_seq: events.at(-1)?.seq ?? 0, max: 500 }).then((answer) => {
      if (!answer.ok) return;
      const last = events.at(-1)?.seq ?? 0;
      events.push(...answer.value.events.filter((event) => event.seq > last));
    }, unansweredAtTheEnd);
  }, 40);
  const whose = { agency_id: AGENCY, aircraft_id: AIRCRAFT };
  return {
    folder: data_dir,
    gateway: running.gateway,
    ports: running.ports ?? {},
    events,
    samples,
    ask,
    until,
    command: (action, over = {}) =>
      ask('command', {
        command_id: uuidv7(Date.now()),
        ...whose,
        flight_id: null,
        action,
        issued_by: PILOT,
        issued_at_utc_ms: Date.now(),
        expires_in_ms: 2000,
        ...over,
      }),
    control: (verb, over = {}) => {
      const who = { user_id: PILOT, user_name: 'Pilot', session_id: 'window', is_rpic: false };
      return ask('control', { verb, ...whose, scope: 'aircraft', ...who, ...over });
    },
    stick: (epoch, sequence, input, scope = 'aircraft') => {
      const frame = {
        aircraft_id: AIRCRAFT,
        scope,
        epoch,
        sequence,
        sent_at_ms: performance.now(),
      } as const;
      bus.publish(
        schema.stickSubject(name),
        encodeStick({ ...frame, input: { forward: 0, right: 0, up: 0, turn: 0, ...input } }),
      );
    },
    start: async (over = {}) => {
      const flight_id = uuidv7(Date.now());
      const answer = await ask('start-flight', {
        flight_id,
        ...whose,
        purpose: 'test',
        rpic_user_id: PILOT,
        rpic_name: 'Pilot',
        visual_line_of_sight_confirmed: true,
        plan: planNorth(),
        terrain_known: false,
        ground_amsl_m: null,
        issued_at_utc_ms: Date.now(),
        expires_in_ms: 5000,
        ...over,
      });
      if (!answer.ok) throw new Error(answer.error.message);
      return flight_id;
    },
    flightStates: () => events.flatMap((event) => (event.kind === 'flight' ? [event.state] : [])),
    metrics: () => metrics.text(),
    close: async () => {
      clearInterval(reading);
      await running.close();
      await bus.close();
    },
  };
}

export const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

/** 120 m north at 30 m, one second on scene. */
export function planNorth(over: Partial<schema.FlightPlan> = {}): schema.FlightPlan {
  const target = destination(HOME_POINT, 0, 120);
  const corners = [45, 135, 225, 315].map((bearing) => destination(HOME_POINT, bearing, 400));
  return {
    home: HOME_POINT,
    target,
    take_off_height_m: 15,
    legs: [
      {
        to: { ...target, altitude_amsl_m: HOME_POINT.altitude_amsl_m + 30 },
        height_above_takeoff_m: 30,
        speed_mps: 8,
        contingency: 'return',
      },
    ],
    hold_s: 1,
    on_scene_height_m: 30,
    return_line: { ok: true, return_height_m: 40, raised: false, rally_points: [], detail: '' },
    fence: {
      ring: corners.map((corner) => [corner.longitude_deg, corner.latitude_deg]),
      max_height_above_takeoff_m: 60,
      keep_out: [],
    },
    length_out_m: 120,
    length_back_m: 120,
    ...over,
  };
}

/** What was still asked for when the harness was closed. */
const unansweredAtTheEnd = (): void => {};
