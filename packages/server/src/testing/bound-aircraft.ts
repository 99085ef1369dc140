/** A server with one agency whose aircraft is bound to a vehicle of a gateway that says what it is told. Only tests import it. */
import type pg from 'pg';
import type { Flight, FlightQuestion, GatewayEvent } from '@outrider/schema';
import { uuidv7 } from '@outrider/runtime';
import type { DatabaseLogin } from '@outrider/runtime';
import { FakeGateway } from './fake-gateway.js';
import { ownerClient, startTestPostgres } from './postgres.js';
import { aircraftInput, flightPlan, NO_PROGRESS } from './samples.js';
import { addAgency, startTestServer } from './server.js';
import type { TestAgency, TestServer } from './server.js';

export const VEHICLE_KEY = 'gateway/demo/1';

export interface BoundAircraft {
  server: TestServer;
  gateway: FakeGateway;
  login: DatabaseLogin;
  agency: TestAgency;
  /** The database without row security. */
  owner: pg.Client;
  aircraft_id: string;
  /** The gateway says that a flight of the aircraft is in this state. */
  report(flight_id: string, state: Extract<GatewayEvent, { kind: 'flight' }>['state']): void;
  /** A flight that the gateway has reported and the server knows. */
  flight(state: Extract<GatewayEvent, { kind: 'flight' }>['state']): Promise<string>;
  /** Waits until the books say so. */
  flightIs(flight_id: string, state: Flight['state']): Promise<void>;
  /** The user of the agency, as the flight's RPIC, has this question open; the flight flies the plan of the samples. Answers its id. */
  ask(flight_id: string, question: Pick<FlightQuestion, 'kind' | 'text' | 'target'>): Promise<string>;
  close(): Promise<void>;
}

export async function startWithAircraft(settings: Record<string, unknown> = {}): Promise<BoundAircraft> {
  const postgres = await startTestPostgres();
  const login = await postgres.freshDatabase();
  const link = { id: 'demo', kind: 'udp-in', agency: 'first', simulated: true };
  const server = await startTestServer({ login, settings: { gateway: { links: [link] }, ...settings } });
  const gateway = new FakeGateway(server.bus);
  const owner = await ownerClient(login);
  const agency = await addAgency(server, 'First');
  gateway.status(VEHICLE_KEY);
  await until(async () => (await agency.caller.call('listVehicles')).items.length > 0);
  const { id: aircraft_id } = await agency.caller.call('createAircraft', { body: aircraftInput('Heron') });
  await agency.caller.call('bindVehicle', { body: { vehicle_key: VEHICLE_KEY, aircraft_id } });
  await until(() => gateway.asked.some(({ verb, body }) => verb === 'configure' && hasBindings(body)));
  const report: BoundAircraft['report'] = (flight_id, state) => {
    const of = { agency_id: agency.id, aircraft_id, flight_id };
    gateway.spool({ ...of, kind: 'flight', state, purpose: 'test', ...NO_PROGRESS });
  };
  return {
    server,
    gateway,
    login,
    agency,
    owner,
    aircraft_id,
    report,
    async flight(state) {
      const id = uuidv7(Date.now());
      report(id, state);
      await until(async () => (await agency.caller.raw('getFlight', { params: { id } })).status === 200);
      return id;
    },
    flightIs: (id, state) =>
      until(async () => (await agency.caller.call('getFlight', { params: { id } })).state === state),
    async ask(flight_id, asked) {
      const id = uuidv7(Date.now());
      const question = { ...asked, id, incident_id: null, asked_at_utc_ms: Date.now() };
      const { rows } = await owner.query("SELECT id FROM users WHERE username = 'first.all'");
      await owner.query('UPDATE flights SET question = $2, plan = $3, rpic_user_id = $4 WHERE id = $1', [
        flight_id,
        JSON.stringify(question),
        JSON.stringify(flightPlan),
        rows[0].id,
      ]);
      return id;
    },
    async close() {
      gateway.close();
      await owner.end();
      await server.close();
      await postgres.stop();
    },
  };
}

/** Throws when it has not come true in time. */
export async function until(test: () => boolean | Promise<boolean>, withinMs = 30_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await test())) {
    if (Date.now() > end) throw new Error('not in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const hasBindings = ({ bindings }: Record<string, unknown>): boolean => Array.isArray(bindings) && bindings.length > 0;
