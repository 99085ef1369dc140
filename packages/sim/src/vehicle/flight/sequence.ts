import type { Vector } from '../../physics/index.js';
import { climbTo, goTo, land } from './moves.js';
import { IDLE, task } from './task.js';
import type { Situation, Task } from './task.js';

/** One task after the other; each is made when its turn comes, from what is known then. */
export function sequence(name: string, makers: readonly ((situation: Situation) => Task | null)[]): Task {
  let index = -1;
  let current: Task | null = null;
  return task(name, (s, self) => {
    while (!self.done && (!current || current.done)) {
      index++;
      const make = makers[index];
      if (!make) self.done = true;
      else current = make(s);
    }
    return current ? current.step(s) : IDLE;
  });
}

/** Stays where it is for a time; the clock starts when it gets there. */
export function holdFor(place: Vector, hold_ms: number): Task {
  const way = goTo(place);
  let since_ms: number | null = null;
  return task('hold', (s, self) => {
    const setpoint = way.step(s);
    if (way.done) since_ms ??= s.now_ms;
    self.done ||= since_ms !== null && s.now_ms - since_ms >= hold_ms;
    return setpoint;
  });
}

export interface ReturnOptions {
  /** Height to fly home at, above home; never lower than the aircraft already is. */
  height_above_home_m: number;
  /** Where to land: home or a rally point. */
  destination: Vector;
  wait_ms: number;
  /** false: stay above the destination instead of landing */
  land: boolean;
}

/** Climb, fly straight home, wait, land. */
export function returnHome({ height_above_home_m, destination, wait_ms, land: lands }: ReturnOptions): Task {
  let cruise_up = 0;
  return sequence('return', [
    (s) => {
      cruise_up = Math.max(s.position.up, s.home.up + height_above_home_m);
      return climbTo(cruise_up);
    },
    () => goTo({ ...destination, up: cruise_up }),
    () => (wait_ms > 0 ? holdFor({ ...destination, up: cruise_up }, wait_ms) : null),
    () => (lands ? land(destination) : null),
  ]);
}
