/** The order of the steps, and where the aircraft stands when one of them fails. The real autopilots are flown in the scenarios. */
import type { Command, FlightPlan } from '@outrider/schema';
import { unknownVehicle } from '@outrider/core/vehicle';
import { systemClock } from '@outrider/runtime';
import { expect, it } from 'vitest';
import { planNorth } from '../../test-support/harness.js';
import { HOME_POINT } from '../../test-support/peer.js';
import type { VehicleContext } from './context.js';
import { Diverter, divertRefusal } from './diverter.js';

const ID = '0193aaaa-0000-7000-8000-000000000001';
const NEW: FlightPlan = planNorth({
  hold_s: 99,
  legs: [{ ...planNorth().legs[0]!, to: HOME_POINT }, ...planNorth().legs],
});

/** Answers every step with yes but the one named, and those to which `onStep` says false; writes down what was asked. */
function scene(fails: string | null = null, onStep: (step: string) => unknown = () => {}) {
  const did: string[] = [];
  const marks: boolean[] = [];
  const held: boolean[] = [];
  const step = (name: string) => {
    did.push(name);
    return onStep(name) !== false && name !== fails;
  };
  const upload = async (name: string) => (step(name) ? { ok: true, items: 4 } : { ok: false, detail: `No ${name}.` });
  const state = {
    ...unknownVehicle(),
    ...HOME_POINT,
    armed: true,
    phase: 'airborne',
    mode: 'mission',
    link: 'live',
    height_above_takeoff_m: 30,
    battery_percent: 80,
  };
  const adapter = {
    state,
    setLimits: () => upload('limits'),
    uploadRally: () => upload('rally'),
    uploadFence: () => upload('fence'),
    uploadPlan: () => upload('plan'),
    rewindPlan: async () => (step('rewind') ? { kind: 'accepted' } : { kind: 'refused' }),
  };
  const recorder = { record: async () => true, recordIfBound: () => {} };
  const context = { adapter, recorder, clock: systemClock() } as unknown as VehicleContext;
  let plan = planNorth();
  const diverter = new Diverter(context, {
    flight: () => ({ flight_id: ID, state: 'en_route', start: { plan } }) as never,
    view: () => ({ stopped: false, by_hand: false, preparing: false }),
    order: async ({ kind }, signal) => {
      const ok = step(kind) && !signal.aborted;
      if (ok) state.mode = kind === 'hold' ? 'hold' : 'mission';
      return { state: ok ? 'done' : 'failed', detail: null } as Command;
    },
    onChange: (change) => (plan = change(plan)),
    onUncertain: async (next) => {
      if (fails === 'write') return false;
      marks.push(next);
      return true;
    },
    onHeld: (next) => void held.push(next),
    onAttended: () => {},
    alarm: () => {},
    onDeparting: () => void step('depart'),
  });
  const ask = (name: 'hold' | 'fly' | 'resume') =>
    diverter.take({ step: name, flight_id: ID, agency_id: ID, aircraft_id: ID, plan: name === 'fly' ? NEW : null });
  return { did, diverter, ask, state, held, plan: () => plan, uncertain: () => marks.at(-1) ?? false };
}

it('holds first, then what guards the flight, then the plan, then flies it from its first item', async () => {
  const { did, ask, plan, state } = scene();
  expect(await ask('hold')).toMatchObject({ ok: true, value: { height_above_takeoff_m: 30, battery_percent: 80 } });
  expect((await ask('fly')).ok).toBe(true);
  expect(did).toEqual(['hold', 'limits', 'fence', 'plan', 'rewind', 'depart', 'start_plan']);
  expect([plan().hold_s, state.mode]).toEqual([99, 'mission']);
});

it.each(['limits', 'fence'])('goes on with the plan before where %s is not taken', async (fails) => {
  const { did, ask, plan, state, uncertain } = scene(fails);
  await ask('hold');
  const answer = await ask('fly');
  expect(answer).toMatchObject({ ok: false, error: { message: expect.stringContaining('keeps the plan') } });
  expect(did).not.toContain('plan');
  expect([plan().hold_s, state.mode, uncertain()]).toEqual([1, 'mission', false]);
});

it('holds where the plan itself failed half-way, and knows that the list is not certain', async () => {
  const { did, ask, state, uncertain } = scene('plan');
  await ask('hold');
  expect(await ask('fly')).toMatchObject({ ok: false, error: { message: expect.stringContaining('It holds') } });
  expect(did).not.toContain('start_plan');
  expect([state.mode, uncertain()]).toEqual(['hold', true]);
});

it('leaves the aircraft to whoever steers meanwhile, and takes no plan without having held', async () => {
  const meddled = scene(null, (step) => {
    if (step === 'fence') meddled.diverter.interrupt();
  });
  await meddled.ask('hold');
  expect((await meddled.ask('fly')).ok).toBe(false);
  expect(meddled.did).toEqual(['hold', 'limits', 'fence']);
  const early = scene();
  expect((await early.ask('fly')).ok).toBe(false);
  expect(early.did).toEqual([]);
});

it.each(['limits', 'fence', 'plan', 'rewind'])('starts nothing when somebody else decides during %s', async (at) => {
  const { did, ask, diverter, uncertain, plan } = scene(null, (step) => {
    if (step === at) diverter.interrupt();
  });
  await ask('hold');
  expect(await ask('fly')).toMatchObject({ ok: false, error: { message: expect.stringContaining('Another command') } });
  // A list that was begun is finished and made to begin where it begins, and the books say which one it is.
  expect(did.at(-1)).toBe(at === 'plan' ? 'rewind' : at);
  expect([uncertain(), plan().hold_s]).toEqual([false, at === 'plan' || at === 'rewind' ? 99 : 1]);
});

it.each(['fence', 'plan'])('orders nothing when the mode is changed at the aircraft during %s', async (at) => {
  const { did, ask, state } = scene(null, (step) => {
    if (step === at) state.mode = 'return';
  });
  await ask('hold');
  const answer = await ask('fly');
  expect(answer).toMatchObject({ ok: false, error: { message: expect.stringContaining('has decided otherwise') } });
  expect(did).not.toContain('start_plan');
  expect(state.mode).toBe('return');
});

it('does not take the aircraft back from a pilot beside it, neither by itself nor when the server has no plan', async () => {
  for (const way of ['resume', 'alone'] as const) {
    const { did, ask, diverter, state } = scene();
    await ask('hold');
    state.mode = 'position';
    if (way === 'resume') expect((await ask('resume')).ok).toBe(false);
    else diverter.tick(systemClock().monotonicMs() + 31_000);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect([did, state.mode]).toEqual([['hold'], 'position']);
  }
});

it('leaves a list whose start was not found uncertain: nobody may start it in its midst', async () => {
  const { did, ask, uncertain } = scene('rewind');
  await ask('hold');
  expect((await ask('fly')).ok).toBe(false);
  expect(did).not.toContain('start_plan');
  expect(uncertain()).toBe(true);
});

it('begins no list that it could not write down first', async () => {
  const { did, ask, state, plan } = scene('write');
  await ask('hold');
  expect(await ask('fly')).toMatchObject({ ok: false, error: { message: expect.stringContaining('write it down') } });
  expect(did).not.toContain('plan');
  expect([plan().hold_s, state.mode]).toEqual([1, 'mission']);
});

it('is not taken from a pilot beside it in the first place', async () => {
  const { did, ask, state } = scene();
  state.mode = 'altitude';
  expect(await ask('hold')).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('decided otherwise') },
  });
  expect(did).toEqual([]);
});

it('brings an upload to its end before another change begins', async () => {
  let second: ReturnType<ReturnType<typeof scene>['ask']> | null = null;
  const first = scene(null, (step) => {
    if (step !== 'plan') return;
    first.diverter.interrupt();
    second = first.ask('hold');
  });
  await first.ask('hold');
  await first.ask('fly');
  expect(await second!).toMatchObject({ ok: false, error: { message: expect.stringContaining('to its end') } });
  expect((await first.ask('hold')).ok).toBe(true);
});

it('finishes nothing for an aircraft that another gateway commands', async () => {
  const { did, ask, diverter, uncertain, plan } = scene(null, (step) => {
    if (step === 'plan') diverter.fallSilent();
  });
  await ask('hold');
  expect((await ask('fly')).ok).toBe(false);
  expect(did.at(-1)).toBe('plan');
  expect([uncertain(), plan().hold_s]).toEqual([true, 1]);
});

it('starts a plan again that was taken up and dropped, and holds after three times', async () => {
  let drops = 1;
  const once = scene(null, (step) => step !== 'start_plan' || drops-- <= 0);
  await once.ask('hold');
  expect((await once.ask('fly')).ok).toBe(true);
  expect([once.did.slice(-2), once.state.mode]).toEqual([['start_plan', 'start_plan'], 'mission']);
  const never = scene('start_plan');
  await never.ask('hold');
  expect(await never.ask('fly')).toMatchObject({ ok: false, error: { message: expect.stringContaining('It holds') } });
  expect(never.did.filter((step) => step === 'start_plan')).toHaveLength(3);
});

it('does not guess whether it holds while nothing is heard, and goes on once it is', async () => {
  const { did, ask, diverter, state } = scene('hold', (step) => {
    if (step === 'hold') state.link = 'lost';
  });
  expect(await ask('hold')).toMatchObject({ ok: false, error: { message: expect.stringContaining('not known') } });
  const later = systemClock().monotonicMs() + 31_000;
  diverter.tick(later);
  expect(did).toEqual(['hold']);
  Object.assign(state, { link: 'live', mode: 'hold' });
  diverter.tick(later);
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect([did, state.mode]).toEqual([['hold', 'start_plan'], 'mission']);
});

it('says on disk that it holds, and that it no longer does', async () => {
  const { ask, held } = scene();
  await ask('hold');
  expect(held).toEqual([true]);
  await ask('fly');
  expect(held).toEqual([true, false]);
});

it('goes on by itself when the server has nothing more to say', async () => {
  const { did, ask, diverter, state } = scene();
  await ask('hold');
  diverter.tick(systemClock().monotonicMs() + 29_000);
  expect(did).toEqual(['hold']);
  diverter.tick(systemClock().monotonicMs() + 31_000);
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect([did.at(-1), state.mode]).toEqual(['start_plan', 'mission']);
});

it('is refused while STOP is latched, somebody steers, or the flight is not under way', () => {
  const free = { stopped: false, by_hand: false, preparing: false };
  expect(divertRefusal(free, 'en_route')).toBeNull();
  expect(divertRefusal({ ...free, stopped: true }, 'on_scene')).toContain('STOP');
  expect(divertRefusal({ ...free, by_hand: true }, 'on_scene')).toContain('by hand');
  expect(divertRefusal(free, 'returning')).toContain('neither');
});
