import type { TelemetrySample } from '@outrider/schema';

const CAPACITY = 400;
const MIN_STEP_DEG = 2.5e-5;
const MIN_STEP_MS = 1000;

/** Where an aircraft has been: a ring of points, one for each second or few metres, oldest dropped first. */
export class Trail {
  private readonly points = new Float64Array(CAPACITY * 3);
  private start = 0;
  private lastUtcMs = -Infinity;
  length = 0;

  /** Keeps the sample when it flew far or long enough since the last one; on the ground the trail starts anew. */
  add(sample: TelemetrySample): void {
    const { longitude_deg: longitude, latitude_deg: latitude } = sample;
    if (longitude === null || latitude === null) return;
    if (sample.phase === 'on_ground' || sample.phase === 'armed') {
      this.length = 0;
      this.start = 0;
    }
    if (this.length > 0) {
      const last = this.at(this.length - 1);
      const moved = Math.abs(last[0] - longitude) + Math.abs(last[1] - latitude);
      if (moved < MIN_STEP_DEG / 5) return;
      if (moved < MIN_STEP_DEG && sample.utc_ms - this.lastUtcMs < MIN_STEP_MS) return;
    }
    this.push(longitude, latitude, sample.height_above_takeoff_m ?? 0);
    this.lastUtcMs = sample.utc_ms;
  }

  /** Longitude, latitude, height above take-off of the n-th point, oldest first. */
  at(index: number): [longitude: number, latitude: number, height: number] {
    const at = ((this.start + index) % CAPACITY) * 3;
    return [this.points[at]!, this.points[at + 1]!, this.points[at + 2]!];
  }

  private push(longitude: number, latitude: number, height: number): void {
    const at = ((this.start + this.length) % CAPACITY) * 3;
    this.points[at] = longitude;
    this.points[at + 1] = latitude;
    this.points[at + 2] = height;
    if (this.length < CAPACITY) this.length++;
    else this.start = (this.start + 1) % CAPACITY;
  }
}
