/** Answers what the server asks over the bus. Each request is checked against its schema before anything is done. */
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import * as schema from '@outrider/schema';
import type { GatewayReply, GatewayVerb, VehicleStatus } from '@outrider/schema';
import { decodeStick } from '@outrider/core/command';
import { MAX_MESSAGE_BYTES } from '@outrider/runtime';
import type { Bus, BusReply, BusSubscription, Clock, Logger } from '@outrider/runtime';
import { ConfigureParts } from './configure-parts.js';
import type { Gateway } from './gateway.js';
import type { VehicleActor } from './vehicle/actor.js';
import type { Answer } from './vehicle/context.js';
import { answered, refused } from './vehicle/context.js';

type Handler = (body: unknown) => Promise<Answer<unknown>>;

/** Of JSON, most of it ASCII: far below the bus's limit of 1 MiB. */
const MAX_PAGE_CHARACTERS = 500_000;
const NOT_BOUND = refused('vehicle_not_bound', 'No live link is bound to this aircraft.');

/** A handler whose body has the shape of a schema. */
function checked<S extends TSchema>(shape: S, handle: (body: Static<S>) => Promise<Answer<unknown>>): Handler {
  const validator = Compile(shape);
  return async (body) => {
    if (validator.Check(body)) return handle(body as Static<S>);
    const [first] = validator.Errors(body);
    const field = first?.instancePath.replaceAll('/', '.').slice(1) ?? '';
    const message = `The request is not of the expected form: ${field} ${first?.message ?? ''}.`;
    return { ok: false, error: { code: 'bad_request', message, ...(field ? { field } : {}) } };
  };
}

/** Statuses after a key, in the order of keys, as many as fit a message. */
function pageOf(statuses: readonly VehicleStatus[], { after_key, max }: schema.VehiclesRequest): VehicleStatus[] {
  const page: VehicleStatus[] = [];
  let bytes = 0;
  const sorted = statuses.toSorted((a, b) => (a.vehicle_key < b.vehicle_key ? -1 : 1));
  for (const status of sorted) {
    if (after_key !== null && status.vehicle_key <= after_key) continue;
    bytes += JSON.stringify(status).length;
    if (page.length >= max || (bytes > MAX_PAGE_CHARACTERS && page.length > 0)) break;
    page.push(status);
  }
  return page;
}

function handlersOf(gateway: Gateway): Record<GatewayVerb, Handler> {
  const parts = new ConfigureParts();
  const withActor = async (
    body: { agency_id: string; aircraft_id: string },
    act: (actor: VehicleActor) => Answer<unknown> | Promise<Answer<unknown>>,
  ): Promise<Answer<unknown>> => {
    const actor = gateway.actorOf(body.agency_id, body.aircraft_id);
    return actor ? act(actor) : NOT_BOUND;
  };
  return {
    vehicles: checked(schema.VehiclesRequest, async (body) => answered(pageOf(gateway.statuses(), body))),
    configure: checked(schema.ConfigureRequest, async (body) => {
      const bindings = parts.take(body);
      return answered({ applied: bindings ? await gateway.configure(bindings) : 0 });
    }),
    command: checked(schema.GatewayCommand, (body) => withActor(body, (actor) => actor.command(body))),
    'start-flight': checked(schema.StartFlight, (body) =>
      withActor(body, (actor) => startFlight(gateway, actor, body)),
    ),
    'end-flight': checked(schema.EndFlight, (body) => withActor(body, (actor) => actor.endFlight(body))),
    limits: checked(schema.LimitsRequest, (body) => withActor(body, (actor) => actor.limit(body))),
    divert: checked(schema.Divert, (body) => withActor(body, (actor) => actor.divert(body))),
    control: checked(schema.ControlRequest, (body) => withActor(body, (actor) => actor.control(body))),
    'alert-ack': checked(schema.AlertAck, (body) =>
      withActor(body, (actor) => actor.acknowledgeAlert(body.alert_id, body.user_id)),
    ),
    spool: checked(schema.SpoolRequest, async (body) => answered(await gateway.events.read(body))),
    'spool-ack': checked(schema.SpoolAck, async ({ up_to_seq }) => {
      await gateway.events.acknowledge(up_to_seq);
      return answered({});
    }),
    journal: checked(schema.JournalRequest, async (body) => answered(await gateway.journals.read(body))),
    parameters: checked(schema.ParameterRequest, (body) =>
      withActor(body, async (actor) => answered(await actor.context.adapter.listParameters())),
    ),
  };
}

/** The same flight asked for twice is one flight, also when the first was asked of an earlier run. */
async function startFlight(gateway: Gateway, actor: VehicleActor, start: schema.StartFlight): Promise<Answer<unknown>> {
  if (actor.flight?.flight_id === start.flight_id || gateway.knowsFlight(start.flight_id)) return answered({});
  const lateMs = actor.context.clock.utcMs() - start.issued_at_utc_ms;
  if (lateMs > start.expires_in_ms) {
    return refused(
      'command_expired',
      `The flight was asked for ${Math.round(lateMs / 1000)} s ago; it is too late now.`,
    );
  }
  const answer = await actor.startFlight(start);
  if (answer.ok) gateway.rememberFlight(start.flight_id);
  return answer;
}

/** Subscribes to everything that is asked of this gateway; answers the subscriptions. */
export function serveBus(gateway: Gateway, bus: Bus, clock: Clock, logger: Logger): BusSubscription[] {
  const handlers = handlersOf(gateway);
  const answerOf = async (handler: Handler, bytes: Uint8Array): Promise<GatewayReply<unknown>> => {
    try {
      return await handler(bytes.byteLength === 0 ? {} : JSON.parse(Buffer.from(bytes).toString()));
    } catch (error) {
      if (error instanceof SyntaxError) return refused('not_json', 'The request is not valid JSON.');
      logger.error({ error }, 'a request over the bus failed');
      return refused('internal', 'Something failed inside the gateway; its log says what.');
    }
  };
  // Nothing may be thrown here: it would end the process, and with it the link to every aircraft.
  const answerTo = async (handler: Handler, bytes: Uint8Array, reply: BusReply | undefined): Promise<void> => {
    const answer = Buffer.from(JSON.stringify(await answerOf(handler, bytes)));
    const tooLarge = refused(
      'too_large',
      `The answer has ${answer.byteLength} bytes; a message holds ${MAX_MESSAGE_BYTES}.`,
    );
    reply?.(answer.byteLength <= MAX_MESSAGE_BYTES ? answer : Buffer.from(JSON.stringify(tooLarge)));
  };
  const requests = (Object.entries(handlers) as [GatewayVerb, Handler][]).map(([verb, handler]) =>
    bus.subscribe(schema.gatewaySubject(gateway.name, verb), (_subject, bytes, reply) => {
      // The bytes are only lent, but they are parsed before the first await.
      answerTo(handler, bytes, reply).catch((error: unknown) => logger.error({ error }, 'an answer was not sent'));
    }),
  );
  const sticks = bus.subscribe(schema.stickSubject(gateway.name), (_subject, bytes) => {
    try {
      gateway.stick(decodeStick(bytes));
    } catch (error) {
      logger.warn({ error: (error as Error).message }, 'a stick frame was refused');
    }
  });
  const hello = clock.setInterval(() => sayHello(gateway, bus), HELLO_EVERY_MS);
  sayHello(gateway, bus);
  // What was said while the bus was down is lost.
  const stopListening = bus.onConnectionChange((connected) => {
    if (!connected) return;
    gateway.tellStatusesAgain();
    sayHello(gateway, bus);
  });
  return [...requests, sticks, { unsubscribe: () => hello.cancel() }, { unsubscribe: stopListening }];
}

const HELLO_EVERY_MS = 5000;

function sayHello(gateway: Gateway, bus: Bus): void {
  bus.publish(schema.gatewayHelloSubject(gateway.name), Buffer.from(JSON.stringify(gateway.hello())));
}
