import { MAV_CMD } from '@outrider/protocol/mavlink';
import type { Vector } from '../../physics/index.js';
import { climbTo, goTo, land, orbit, stand } from './moves.js';
import type { Place, PlanItem } from './plan.js';
import { itemPosition } from './plan.js';
import { holdFor, sequence } from './sequence.js';
import { task } from './task.js';
import type { Situation, Task } from './task.js';

/** What a mission asks of the autopilot around it. */
export interface MissionHost {
  items(): readonly PlanItem[];
  place(): Place;
  /** Sequence number as the ground station counts (ArduPilot: item 0 is home). */
  reached(index: number): void;
  current(index: number): void;
  finished(): void;
  returning(): Task;
  /** DO_ commands that touch something else than the flight path. */
  perform(item: PlanItem): void;
}

/** Stays until somebody ends it. */
function stayAt(place: Vector): Task {
  const way = goTo(place);
  return task('stay', (s) => way.step(s));
}

/** Flies the items of a mission in order. */
export class MissionTask implements Task {
  readonly name = 'mission';
  done = false;
  #index: number;
  #leg: Task | null = null;
  #speed_mps: number | null = null;
  #landedByPlan = false;
  #last: Vector | null = null;
  #takeOff: Task | null;
  readonly #host: MissionHost;

  /** @param takeOff flown before the first item, where the autopilot does so by itself */
  constructor(host: MissionHost, startAt: number, takeOff: Task | null = null) {
    this.#host = host;
    this.#index = startAt;
    this.#takeOff = takeOff;
  }

  get index(): number {
    return this.#index;
  }
  /** The mission put the aircraft on the ground: motors may stop. */
  get landedByPlan(): boolean {
    return this.#landedByPlan;
  }

  jumpTo(index: number): void {
    this.#index = index;
    this.#leg = null;
    this.done = false;
  }

  step(s: Situation): ReturnType<Task['step']> {
    if (this.#takeOff?.done) this.#takeOff = null;
    if (this.#takeOff) return this.#takeOff.step(s);
    const leg = this.#leg ?? this.#next(s);
    const setpoint = leg.step(s);
    if (leg.done && !this.done) this.#arrive(leg);
    return setpoint;
  }

  #arrive(leg: Task): void {
    if (leg.name === 'land' || leg.name === 'return') this.#landedByPlan = true;
    this.#host.reached(this.#index);
    this.#index++;
    this.#leg = null;
  }

  /** Performs items that are no place to fly to, until one is; after the last it stays where it is. */
  #next(s: Situation): Task {
    const items = this.#host.items();
    // One pass over the items bounds a plan that only jumps.
    for (let tries = 0; tries <= items.length + 1; tries++) {
      const item = items[this.#index];
      if (!item) return this.#finish(s);
      this.#host.current(this.#index);
      const leg = this.#legFor(item, s);
      if (leg) {
        this.#leg = leg;
        return leg;
      }
      this.#do(item);
    }
    return this.#finish(s);
  }

  #finish(s: Situation): Task {
    if (!this.done) {
      this.done = true;
      this.#host.finished();
    }
    // A plan that ended on the ground stays there.
    this.#leg = this.#landedByPlan ? stand() : goTo(this.#last ?? { ...s.position }, { heading: 'keep' });
    return this.#leg;
  }

  #do(item: PlanItem): void {
    this.#index++;
    if (item.command === MAV_CMD.DO_CHANGE_SPEED && item.param2 > 0) this.#speed_mps = item.param2;
    else if (item.command === MAV_CMD.DO_JUMP) this.#index = Math.round(item.param1);
    else this.#host.perform(item);
  }

  #legFor(item: PlanItem, s: Situation): Task | null {
    const at = itemPosition(item, this.#host.place(), this.#last ?? s.position);
    const options = { speed_mps: this.#speed_mps };
    switch (item.command) {
      case MAV_CMD.NAV_TAKEOFF:
        this.#last = { ...s.position, up: at.up };
        return climbTo(at.up);
      case MAV_CMD.NAV_WAYPOINT:
      case MAV_CMD.NAV_SPLINE_WAYPOINT:
        this.#last = at;
        return item.param1 > 0
          ? sequence('waypoint', [() => goTo(at, options), () => holdFor(at, item.param1 * 1000)])
          : goTo(at, { ...options, accept_m: 3 });
      case MAV_CMD.NAV_LOITER_TIME:
        this.#last = at;
        return sequence('loiter', [() => goTo(at, options), () => holdFor(at, item.param1 * 1000)]);
      case MAV_CMD.NAV_LOITER_UNLIM:
        this.#last = at;
        return sequence('loiter', [() => goTo(at, options), () => stayAt(at)]);
      case MAV_CMD.NAV_LOITER_TURNS:
        this.#last = at;
        return this.#turns(item, at, s);
      case MAV_CMD.NAV_LAND:
        return sequence('land', [
          () => goTo({ ...at, up: Math.max(at.up, s.position.up) }, options),
          () => land({ ...at }),
        ]);
      case MAV_CMD.NAV_RETURN_TO_LAUNCH:
        return this.#host.returning();
      case MAV_CMD.NAV_DELAY:
        return holdFor({ ...s.position }, item.param1 * 1000);
      default:
        return null;
    }
  }

  #turns(item: PlanItem, centre: Vector, s: Situation): Task {
    const radius_m = Math.abs(item.param3) || 10;
    const speed_mps = Math.min(this.#speed_mps ?? s.limits.cruise_mps, 5);
    return orbit({
      centre,
      radius_m,
      speed_mps,
      clockwise: item.param3 >= 0,
      sweep_deg: 360 * Math.max(1, item.param1),
    });
  }
}
