import type { Volume } from '@outrider/schema';
import type { Building } from './buildings.js';
import type { TownPoint } from './frame.js';
import { circle, corners, ring } from './frame.js';
import { HELIPAD, HILL, RUNWAY, SCHOOL } from './layout.js';

type NewVolume = Omit<Volume, 'id'>;
const FOOT_M = 0.3048;
/** Lower buildings are cleared by every flight plan's height and would only cost time. */
const OBSTACLE_FROM_M = 18;

interface Extent {
  floor_m: number | null;
  top_m: number | null;
  datum: Volume['datum'];
  reason: string | null;
}

function volume(name: string, kind: Volume['kind'], outline: readonly TownPoint[], extent: Extent): NewVolume {
  return {
    name,
    kind,
    rings: [ring(outline)],
    ...extent,
    starts_at_utc_ms: null,
    ends_at_utc_ms: null,
    source: 'Redwood demo',
    enabled: true,
  };
}

const agl = (top_m: number, reason: string): Extent => ({ floor_m: 0, top_m, datum: 'agl', reason });

function obstacle(name: string, outline: readonly TownPoint[], height_m: number): NewVolume {
  return volume(name, 'obstacle', outline, agl(height_m, `${Math.round(height_m / FOOT_M)} ft above ground`));
}

/** What a flight plan must heed in Redwood: helipad, airport, school, the agency's own area, tall buildings. */
export function townVolumes(buildings: readonly Building[]): NewVolume[] {
  const runway = { u0: RUNWAY.from.u - 250, v0: RUNWAY.from.v - 200, u1: RUNWAY.to.u + 250, v1: RUNWAY.to.v + 200 };
  const middle = { u: (RUNWAY.from.u + RUNWAY.to.u) / 2, v: RUNWAY.from.v };
  const area = { u0: -3800, v0: -2400, u1: 4200, v1: 3500 };
  return [
    volume('Hospital helipad', 'keep_out', circle(HELIPAD, 300), agl(400 * FOOT_M, 'Keep out, 0 to 400 ft AGL')),
    volume('Airport runway', 'keep_out', corners(runway), agl(400 * FOOT_M, 'Approach and departure, 0 to 400 ft AGL')),
    volume('Airport zone', 'ceiling', circle(middle, 1900, 64), {
      floor_m: null,
      top_m: 200 * FOOT_M,
      datum: 'agl',
      reason: 'Airport facility map: at most 200 ft AGL',
    }),
    volume('Harriet Lane School', 'keep_out', corners(SCHOOL), agl(100 * FOOT_M, 'School ground, 0 to 100 ft AGL')),
    volume('Redwood operating area', 'keep_in', corners(area), {
      floor_m: null,
      top_m: null,
      datum: 'agl',
      reason: "Area of the agency's certificate of waiver",
    }),
    obstacle('Eagle Hill Mast', circle(HILL, 6, 8), 48),
    ...buildings
      .filter((building) => building.height_m >= OBSTACLE_FROM_M)
      .map((building, index) =>
        obstacle(building.name ?? `Building ${index + 1}`, building.outline, building.height_m),
      ),
  ];
}
