/** Steps by which people enter, request, accept and command. */
import type { Action, Candidate, FlightRequest, Incident } from '@outrider/schema';
import { Action as ActionSchema } from '@outrider/schema';
import { uuidv7 } from '@outrider/runtime/ids';
import Value from 'typebox/value';
import { ApiRefusal } from './api.js';
import type { Step } from './story.js';
import type { World } from './world.js';

type Place = NonNullable<Step['incident']>['at'];
const METRES_PER_DEGREE = 111_200;

/** An address as the register has it, or a random point around one. Throws for an address that is not there. */
async function locate(world: World, place: Place): Promise<Incident['location']> {
  const label = typeof place === 'string' ? place : place.near;
  const { items } = await world.api('dispatcher').call('findAddress', { query: { q: label, limit: 5 } });
  const found = items.find((match) => match.label === label) ?? items[0];
  if (!found) throw new RangeError(`the register has no address "${label}"`);
  const { latitude_deg, longitude_deg } = found;
  if (typeof place === 'string') return { latitude_deg, longitude_deg, uncertainty_m: null, address: found.label };
  // The square root spreads points evenly over the disc.
  const away_m = place.within_m * Math.sqrt(world.random());
  const angle = 2 * Math.PI * world.random();
  const east = (away_m * Math.sin(angle)) / (METRES_PER_DEGREE * Math.cos((latitude_deg * Math.PI) / 180));
  const north = (away_m * Math.cos(angle)) / METRES_PER_DEGREE;
  return {
    latitude_deg: latitude_deg + north,
    longitude_deg: longitude_deg + east,
    uncertainty_m: null,
    address: null,
  };
}

export async function enterIncident(world: World, as: string, step: NonNullable<Step['incident']>): Promise<void> {
  const incident = await world.api(as).call('createIncident', {
    body: {
      type: step.type,
      priority: step.priority as Incident['priority'],
      location: await locate(world, step.at),
      narrative: step.narrative ?? '',
      received_at_utc_ms: world.clock.utcMs(),
    },
  });
  world.incidents.set(step.key, incident);
}

/** The incident is elsewhere, or over. */
export async function updateIncident(
  world: World,
  as: string,
  step: NonNullable<Step['update_incident']>,
): Promise<void> {
  const { id } = world.incident(step.incident);
  const location = step.at === undefined ? {} : { location: await locate(world, step.at) };
  const state = step.state === undefined ? {} : { state: step.state as Incident['state'] };
  const incident = await world.api(as).call('updateIncident', { params: { id }, body: { ...location, ...state } });
  world.incidents.set(step.incident, incident);
}

/** Answers the question of a flight; waits until it is asked. */
export async function answerQuestion(world: World, as: string, step: NonNullable<Step['answer']>): Promise<void> {
  const api = world.api(as);
  const { id } = world.flight(step.flight);
  const question = await world.until(async () => (await api.call('getFlight', { params: { id } })).question, 20);
  if (!question) throw new Error(`flight ${step.flight} is asked nothing`);
  const body = { question_id: question.id, accept: step.accept };
  await api.call('answerFlightQuestion', { params: { id }, body });
}

/** Names that the decision puts first, allows and refuses, against those that the story names. */
export async function decide(world: World, as: string, step: NonNullable<Step['decide']>): Promise<void> {
  const { id } = world.incident(step.incident);
  const { candidates } = await world.api(as).call('decide', { params: { id } });
  const byName = new Map(candidates.map((candidate) => [candidate.aircraft_name, candidate]));
  if (step.first !== undefined) {
    const first = ranked(candidates)[0]?.aircraft_name ?? 'nobody';
    world.note(`${step.first} is ranked first`, first === step.first, `first is ${first}`);
  }
  for (const name of step.can_go ?? []) {
    const candidate = byName.get(name);
    world.note(`${name} can go`, candidate?.can_go === true, reasonsAgainst(candidate));
  }
  for (const [name, against] of Object.entries(step.cannot_go ?? {})) {
    const candidate = byName.get(name);
    const found = candidate?.reasons.some((reason) => reason.effect === 'against' && reason.step === against);
    world.note(
      `${name} cannot go: ${against}`,
      candidate?.can_go === false && found === true,
      reasonsAgainst(candidate),
    );
  }
}

const ranked = (candidates: readonly Candidate[]): Candidate[] =>
  candidates.filter(({ can_go }) => can_go).toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity));

function reasonsAgainst(candidate: Candidate | undefined): string {
  if (!candidate) return 'not in the decision';
  const against = candidate.reasons.filter(({ effect }) => effect === 'against').map(({ text }) => text);
  return against.length > 0 ? against.join('; ') : 'nothing speaks against it';
}

/** Requests an aircraft by name, or "best": the one that the decision ranks first. */
export async function requestFlight(
  world: World,
  as: string,
  step: NonNullable<Step['request']>,
  refusalWanted: string | null,
): Promise<void> {
  const api = world.api(as);
  const incident = step.incident === undefined ? null : world.incident(step.incident);
  let { aircraft: name } = step;
  let decision_id: string | undefined;
  if (name === 'best') {
    if (!incident) throw new RangeError('"best" needs an incident');
    const decision = await api.call('decide', { params: { id: incident.id } });
    const first = ranked(decision.candidates)[0];
    if (!first) throw new Error(`no aircraft can go: ${decision.candidates.map(reasonsAgainst).join(' | ')}`);
    name = first.aircraft_name;
    decision_id = decision.id;
  }
  const aircraft = world.anAircraft(name);
  const target = step.at === undefined ? null : await locate(world, step.at);
  const body: FlightRequest = {
    flight_id: uuidv7(world.clock.utcMs()),
    aircraft_id: aircraft.id,
    purpose: (step.purpose ?? (incident ? 'incident' : 'training')) as FlightRequest['purpose'],
    ...(incident ? { incident_id: incident.id } : {}),
    ...(decision_id === undefined ? {} : { decision_id }),
    ...(target ? { target: { latitude_deg: target.latitude_deg, longitude_deg: target.longitude_deg } } : {}),
  };
  const flight = await onceHeard(world, () => api.call('requestFlight', { body }), refusalWanted);
  world.flights.set(step.flight, { key: step.flight, id: flight.id, aircraft });
}

const HEARD_AGAIN_WITHIN_S = 30;

/**
 * Does what may be refused because a link is quiet at that very moment; whoever sits there tries again. In scaled time a machine that was
 * busy for a third of a second is a link that was lost.
 */
async function onceHeard<T extends object>(
  world: World,
  act: () => Promise<T>,
  refusalWanted: string | null,
): Promise<T> {
  const quiet = (error: unknown): null => {
    const passing =
      error instanceof ApiRefusal &&
      (error.code === 'vehicle_link_lost' || (error.code === 'not_ready' && error.message.includes('link is')));
    if (passing && refusalWanted !== error.code) return null;
    throw error;
  };
  return (await world.until(() => act().catch(quiet), HEARD_AGAIN_WITHIN_S)) ?? act();
}

/** Accepts a request. */
export async function acceptFlight(
  world: World,
  as: string,
  { flight, override_reason }: NonNullable<Step['accept']>,
  refusalWanted: string | null,
): Promise<void> {
  const params = { id: world.flight(flight).id };
  const body = override_reason === undefined ? {} : { override_reason };
  await onceHeard(world, () => world.api(as).call('acceptFlight', { params, body }), refusalWanted);
}

/** The gateway has a command first; the server reads it from there a moment later. */
function notYetOnRecord(error: unknown): null {
  if (error instanceof ApiRefusal && error.code === 'not_found') return null;
  throw error;
}

const SETTLED: ReadonlySet<string> = new Set(['done', 'failed', 'timed_out']);
const SETTLED_WITHIN_S = 20;

/**
 * Commands an aircraft under one id and waits until it is done. Throws ApiRefusal where a refusal is what the story wants:
 * some are answered at once, others by the gateway a moment later.
 */
export async function command(
  world: World,
  as: string,
  step: NonNullable<Step['command']>,
  refusalWanted: boolean,
): Promise<void> {
  const api = world.api(as);
  const { id } = world.anAircraft(step.aircraft);
  const action: Action = Value.Parse(ActionSchema, step.action);
  const command_id = uuidv7(world.clock.utcMs());
  const body = { command_id, action, expires_in_ms: 10_000 };
  await api.call('sendCommand', { params: { id }, body });
  const settled = await world.until(async () => {
    const found = await api.call('getCommand', { params: { id: command_id } }).catch(notYetOnRecord);
    const enough = found !== null && (SETTLED.has(found.state) || found.state === step.until);
    return enough ? found : null;
  }, step.within_s ?? SETTLED_WITHIN_S);
  if (refusalWanted && settled?.error_code) throw new ApiRefusal(409, settled.error_code, settled.detail ?? '');
  const detail = settled ? `${settled.state}${settled.detail ? `: ${settled.detail}` : ''}` : 'not settled in time';
  const wanted = step.until ?? 'done';
  const ok = settled?.state === 'done' || settled?.state === wanted;
  world.note(`${step.aircraft}: ${action.kind} is ${wanted}`, ok, detail);
}

export async function changePolicy(world: World, as: string, change: Record<string, unknown>): Promise<void> {
  const api = world.api(as);
  const policy = await api.call('getPolicy');
  await api.call('putPolicy', { body: { ...policy, ...change } });
}
