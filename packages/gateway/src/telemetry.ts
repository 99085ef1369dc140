import { encodeTelemetryBatch } from '@outrider/core/vehicle';
import type { TelemetrySample } from '@outrider/schema';
import { telemetrySubject } from '@outrider/schema';
import type { Bus, Clock } from '@outrider/runtime';

/** Samples of one tick leave as one binary batch for each agency. */
export class TelemetryPublisher {
  readonly #bus: Bus;
  readonly #clock: Clock;
  readonly #byAgency = new Map<string, TelemetrySample[]>();

  constructor(bus: Bus, clock: Clock) {
    this.#bus = bus;
    this.#clock = clock;
  }

  add(agencyId: string, sample: TelemetrySample): void {
    const samples = this.#byAgency.get(agencyId);
    if (samples) samples.push(sample);
    else this.#byAgency.set(agencyId, [sample]);
  }

  /** Sends what this tick has gathered. What the bus cannot take now is dropped: the next sample is newer. */
  flush(): void {
    for (const [agencyId, samples] of this.#byAgency) {
      if (samples.length === 0) continue;
      this.#bus.publish(telemetrySubject(agencyId), encodeTelemetryBatch(samples, this.#clock.utcMs()));
      samples.length = 0;
    }
  }
}
