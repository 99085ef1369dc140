/** A seeded stream of calls for service in the demo town. */
import type { AddressPoint, IncidentInput } from '@outrider/schema';
import type { Random } from '../random/index.js';

interface Kind {
  type: string;
  priority: IncidentInput['priority'];
  sensitivity: NonNullable<IncidentInput['sensitivity']>;
  texts: readonly string[];
}

const KINDS: readonly Kind[] = [
  { type: 'Structure fire', priority: 1, sensitivity: 'internal', texts: ['Smoke from the roof.', 'Caller reports flames, second floor.', 'Alarm company reports two zones.'] },
  { type: 'Traffic collision', priority: 2, sensitivity: 'internal', texts: ['Two vehicles, one lane blocked.', 'Motorcycle down, rider conscious.', 'Vehicle into barrier, airbags deployed.'] },
  { type: 'Missing person', priority: 2, sensitivity: 'sensitive', texts: ['Child, six, red jacket, last seen on foot.', 'Resident with dementia left the home an hour ago.'] },
  { type: 'Burglary alarm', priority: 3, sensitivity: 'criminal_justice', texts: ['Rear door, glass break.', 'Motion inside after hours.'] },
  { type: 'Water rescue', priority: 1, sensitivity: 'internal', texts: ['Paddle boarder drifting out.', 'Person in the water near the pier.'] },
  { type: 'Welfare check', priority: 3, sensitivity: 'sensitive', texts: ['No answer at the door for two days.', 'Walker overdue.'] },
  { type: 'Brush fire', priority: 1, sensitivity: 'public', texts: ['Smoke on the hillside.', 'Small fire beside the road, spreading.'] },
  { type: 'Suspicious person', priority: 4, sensitivity: 'criminal_justice', texts: ['Trying door handles of parked cars.', 'Looking into back yards.'] },
]; // prettier-ignore

/** Calls one after the other; each has an id of its own, so that sending one twice changes nothing. */
export class IncidentGenerator {
  #count = 0;
  readonly #random: Random;
  readonly #addresses: readonly AddressPoint[];

  constructor(random: Random, addresses: readonly AddressPoint[]) {
    this.#random = random;
    this.#addresses = addresses;
  }

  next(now_utc_ms: number): IncidentInput {
    this.#count++;
    const kind = this.#random.pick(KINDS);
    const place = this.#random.pick(this.#addresses);
    const vague = this.#random.chance(0.25);
    return {
      external_id: `SIM-${String(this.#count).padStart(5, '0')}`,
      external_revision: 1,
      type: kind.type,
      priority: kind.priority,
      sensitivity: kind.sensitivity,
      narrative: this.#random.pick(kind.texts),
      location: {
        latitude_deg: place.latitude_deg,
        longitude_deg: place.longitude_deg,
        uncertainty_m: vague ? Math.round(this.#random.between(30, 250)) : null,
        address: place.label,
      },
      received_at_utc_ms: now_utc_ms,
    };
  }

  /** Seconds until the next call; a Poisson process with the given mean. */
  pauseS(mean_s: number): number {
    return -mean_s * Math.log(1 - this.#random.next());
  }
}
