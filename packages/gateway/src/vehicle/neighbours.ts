import type { Neighbour } from '@outrider/core/safety';
import { wrapDegrees } from '@outrider/core/geo';
import type { Clock } from '@outrider/runtime';
import type { VehicleActor } from './actor.js';

/** A degree of latitude is nowhere shorter (110,574 m at the equator), nor is one of longitude beside the equator (111,319 m). */
const LEAST_METRES_A_DEGREE = 110_000;
const RADIANS_PER_DEGREE = Math.PI / 180;

/** So old may be what is known of where the others are: half the time between two positions. */
const GOOD_FOR_MS = 100;

/** Who is near whom, or was a moment ago; looked up when somebody asks. */
export class Neighbours {
  readonly #all: () => Iterable<{ readonly actor: VehicleActor }>;
  readonly #clock: Clock;
  #known: Neighbourhood | null = null;
  #untilMs = 0;

  constructor(all: () => Iterable<{ readonly actor: VehicleActor }>, clock: Clock) {
    this.#all = all;
    this.#clock = clock;
  }

  /** As Neighbourhood.of */
  of(actor: VehicleActor): Neighbour[] {
    const nowMs = this.#clock.monotonicMs();
    if (!this.#known || nowMs >= this.#untilMs) {
      this.#known = new Neighbourhood(this.#all());
      this.#untilMs = nowMs + GOOD_FOR_MS;
    }
    return this.#known.of(actor);
  }
}

interface Placed {
  actor: VehicleActor;
  neighbour: Neighbour;
}

/**
 * All aircraft in the air as they are at one moment, from south to north: who is near one of them is found without a look at all
 * the others, which with a thousand vehicles took a third of a processor.
 */
export class Neighbourhood {
  readonly #northward: Placed[] = [];

  constructor(all: Iterable<{ readonly actor: VehicleActor }>) {
    for (const { actor } of all) {
      const found = placed(actor);
      if (found) this.#northward.push(found);
    }
    this.#northward.sort((a, b) => a.neighbour.latitude_deg - b.neighbour.latitude_deg);
  }

  /** Others of the same agency that may be within its policy's separation: none that are is left out. */
  of(actor: VehicleActor): Neighbour[] {
    const { latitude_deg, longitude_deg } = actor.context.adapter.state;
    const { binding } = actor;
    if (latitude_deg === null || longitude_deg === null || !binding) return [];
    const reach_deg = binding.policy.separation_horizontal_m / LEAST_METRES_A_DEGREE;
    // Parallels are shortest where the reach is nearest to a pole.
    const shortest = Math.cos(Math.min(90, Math.abs(latitude_deg) + reach_deg) * RADIANS_PER_DEGREE);
    const reach_east_deg = reach_deg / shortest;
    const found: Neighbour[] = [];
    for (let at = this.#firstFrom(latitude_deg - reach_deg); at < this.#northward.length; at++) {
      const other = this.#northward[at]!;
      if (other.neighbour.latitude_deg > latitude_deg + reach_deg) break;
      if (Math.abs(wrapDegrees(other.neighbour.longitude_deg - longitude_deg)) > reach_east_deg) continue;
      if (other.actor !== actor && other.actor.binding?.agency_id === binding.agency_id) found.push(other.neighbour);
    }
    return found;
  }

  /** Position of the first that is not south of this latitude. */
  #firstFrom(latitude_deg: number): number {
    let [from, to] = [0, this.#northward.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#northward[middle]!.neighbour.latitude_deg < latitude_deg) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

function placed(actor: VehicleActor): Placed | null {
  const { latitude_deg, longitude_deg, altitude_amsl_m } = actor.context.adapter.state;
  const { binding } = actor;
  // What a log says was there long ago.
  if (actor.context.adapter.listen_only) return null;
  if (!binding || !actor.airborne || latitude_deg === null || longitude_deg === null || altitude_amsl_m === null) {
    return null;
  }
  const { aircraft_id, aircraft_name: name } = binding;
  return { actor, neighbour: { aircraft_id, name, latitude_deg, longitude_deg, altitude_amsl_m } };
}
