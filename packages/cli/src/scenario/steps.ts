import type { SimRequest } from '@outrider/schema';
import { ApiRefusal } from './api.js';
import { look, nameOf } from './checks.js';
import { hasReached, isEnded, stateOf } from './flight-state.js';
import {
  acceptFlight,
  answerQuestion,
  changePolicy,
  command,
  decide,
  enterIncident,
  requestFlight,
  updateIncident,
} from './orders.js';
import type { Step } from './story.js';
import type { World } from './world.js';

const STICK_MS = 20;
/** The server takes 250 messages a second from a console. */
const STICK_REAL_MS = 8;
const KILL_POLL_MS = 20;
const RESTART_WITHIN_REAL_MS = 30_000;

const pauseReal = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function waitForState(world: World, { flight, state, within_s }: NonNullable<Step['wait']>): Promise<void> {
  const wanted = stateOf(state);
  const began_s = world.now_s();
  const found = await world.until(async () => {
    const now = await world.readFlight(flight);
    // A flight that ended otherwise will not get there any more.
    return hasReached(now, wanted) || isEnded(now) ? now : null;
  }, within_s);
  const ok = found !== null && hasReached(found, wanted);
  const last = found ?? (await world.readFlight(flight));
  const detail = ok
    ? `after ${(world.now_s() - began_s).toFixed(1)} s`
    : `${last.state}${last.state_detail ? `: ${last.state_detail}` : ''} after ${within_s} s`;
  world.note(`${flight} is ${state} within ${within_s} s`, ok, detail);
  if (!ok) throw new Error(`${flight} did not become ${state}: ${detail}`);
}

async function waitForCheck(world: World, { check, within_s }: NonNullable<Step['wait_until']>): Promise<void> {
  let last = 'never looked at';
  const found = await world.until(async () => {
    const finding = await look(world, check);
    last = finding.detail;
    return finding.ok ? finding : null;
  }, within_s);
  world.note(`${nameOf(check)} within ${within_s} s`, found !== null, last);
}

async function moveSticks(world: World, as: string, step: NonNullable<Step['sticks']>): Promise<void> {
  const { id } = world.flight(step.flight).aircraft;
  const socket = world.socket(as);
  const input = { forward: step.forward ?? 0, right: step.right ?? 0, up: step.up ?? 0, turn: step.turn ?? 0 };
  const interval_ms = Math.max(STICK_MS, STICK_REAL_MS * world.speed);
  const end_s = world.now_s() + step.for_s;
  while (world.now_s() < end_s) {
    socket.stick(id, input);
    await world.clock.sleep(interval_ms);
  }
}

function killOnce(world: World, name: string): number | null {
  const pid = world.system.anyPidOf(name);
  if (pid === null) return null;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself in between.
  }
  return pid;
}

/** kill -9, once or again and again; comes back when the process serves again under another id. */
async function kill(world: World, step: NonNullable<Step['kill']>): Promise<void> {
  world.killTruths = await world.sim.truths();
  const end_s = world.now_s() + (step.down_for_s ?? 0);
  let killed = killOnce(world, step.process);
  while (world.now_s() < end_s) {
    await pauseReal(KILL_POLL_MS);
    const pid = world.system.anyPidOf(step.process);
    if (pid !== null && pid !== killed) killed = killOnce(world, step.process);
  }
  const began = performance.now();
  for (;;) {
    const pid = world.system.pidOf(step.process);
    if (pid !== null && pid !== killed) break;
    if (performance.now() - began > RESTART_WITHIN_REAL_MS) throw new Error(`${step.process} did not come back`);
    await pauseReal(KILL_POLL_MS);
  }
  const took = ((performance.now() - began) / 1000).toFixed(1);
  world.note(`${step.process} is started again after kill -9`, true, `after ${took} s of machine time`);
}

/** What a step asks of the simulator, null for a step that asks nothing of it. */
function simRequest(world: World, step: Step): SimRequest | null {
  if (step.link) {
    const { aircraft, ...faults } = step.link;
    return { verb: 'link', vehicle: world.vehicle(aircraft), faults };
  }
  if (step.wind) return { verb: 'wind', ...step.wind };
  if (step.battery)
    return { verb: 'battery', vehicle: world.vehicle(step.battery.aircraft), percent: step.battery.percent };
  if (step.gnss) {
    const fault = step.gnss.fault as 'none' | 'lost' | 'degraded';
    return { verb: 'gnss', vehicle: world.vehicle(step.gnss.aircraft), fault };
  }
  if (step.transmitter) {
    return { verb: 'transmitter', vehicle: world.vehicle(step.transmitter.aircraft), lost: step.transmitter.lost };
  }
  if (step.parameter) {
    const { aircraft, parameter: name, value } = step.parameter;
    return { verb: 'parameter', vehicle: world.vehicle(aircraft), name, value };
  }
  return null;
}

async function byControl(world: World, as: string, step: Step): Promise<boolean> {
  const { take, release, request_takeover, grant_takeover } = step;
  const socket = world.socket(as);
  const aircraft = (flight: string): string => world.flight(flight).aircraft.id;
  if (take) await socket.control('take', aircraft(take.flight), take.scope === 'camera' ? 'camera' : 'aircraft');
  else if (release)
    await socket.control('release', aircraft(release.flight), release.scope === 'camera' ? 'camera' : 'aircraft');
  else if (request_takeover) await socket.control('request_takeover', aircraft(request_takeover.flight));
  else if (grant_takeover) await grantTakeover(socket, aircraft(grant_takeover.flight));
  else return false;
  return true;
}

/** A lease lapses in three seconds: where the machine paused so long, whoever asked has got control without the grant. */
async function grantTakeover(socket: ReturnType<World['socket']>, aircraftId: string): Promise<void> {
  try {
    await socket.control('grant_takeover', aircraftId);
  } catch (error) {
    if (!(error instanceof ApiRefusal) || error.code !== 'control_held') throw error;
  }
}

async function byPeople(world: World, as: string, step: Step): Promise<boolean> {
  if (step.incident) await enterIncident(world, as, step.incident);
  else if (step.update_incident) await updateIncident(world, as, step.update_incident);
  else if (step.answer) await answerQuestion(world, as, step.answer);
  else if (step.decide) await decide(world, as, step.decide);
  else if (step.request) await requestFlight(world, as, step.request, step.refused ?? null);
  else if (step.accept) await acceptFlight(world, as, step.accept, step.refused ?? null);
  else if (step.cancel)
    await world.api(as).call('cancelFlight', { params: { id: world.flight(step.cancel.flight).id } });
  else if (step.policy) await changePolicy(world, as, step.policy);
  else if (step.command) await command(world, as, step.command, step.refused !== undefined);
  else if (step.sticks) await moveSticks(world, as, step.sticks);
  else if (step.close_console) world.socket(as).close();
  else return byControl(world, as, step);
  return true;
}

async function carryOut(world: World, step: Step): Promise<void> {
  const request = simRequest(world, step);
  if (request) await world.sim.ask(request);
  else if (step.wait) await waitForState(world, step.wait);
  else if (step.wait_alert) {
    const { within_s, ...alert } = step.wait_alert;
    await waitForCheck(world, { check: { alert }, within_s });
  } else if (step.wait_until) await waitForCheck(world, step.wait_until);
  else if (step.pause !== undefined) await world.clock.sleep(step.pause * 1000);
  else if (step.kill) await kill(world, step.kill);
  else if (step.check) {
    const finding = await look(world, step.check);
    world.note(nameOf(step.check), finding.ok, finding.detail);
  } else await byPeople(world, step.as ?? 'dispatcher', step);
}

/** Plays one step. Throws where the story cannot go on. */
export async function play(world: World, step: Step): Promise<void> {
  if (step.refused === undefined) return carryOut(world, step);
  try {
    await carryOut(world, step);
    world.note(`refused with ${step.refused}`, false, 'it was not refused');
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    world.note(`refused with ${step.refused}`, error.code === step.refused, error.message);
  }
}
