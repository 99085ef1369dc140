/** The limits as the RPIC fills them in. Pure. */
import type { FlightLimits, Point } from '@outrider/schema';

export type Around = 'target' | 'aircraft' | 'present';
export interface LimitsDraft {
  least_height_m: number | null;
  greatest_height_m: number | null;
  greatest_speed_mps: number | null;
  radius_m: number | null;
  around: Around;
}
/** Places that an area can lie around; null where there is none. */
export type Places = Readonly<Record<Around, Point | null>>;

export const AROUND: Readonly<Record<Around, string>> = {
  target: 'The target',
  aircraft: 'The aircraft as it is now',
  present: 'The place set before',
};

export function draftOf(limits: FlightLimits | null, places: Places): LimitsDraft {
  return {
    least_height_m: limits?.min_height_above_takeoff_m ?? null,
    greatest_height_m: limits?.max_height_above_takeoff_m ?? null,
    greatest_speed_mps: limits?.max_speed_mps ?? null,
    radius_m: limits?.area?.radius_m ?? null,
    around: limits?.area ? 'present' : places.target ? 'target' : 'aircraft',
  };
}

/** What is to be set; null where nothing is limited. Throws where the area's place is not known. */
export function limitsOf(draft: LimitsDraft, places: Places): FlightLimits | null {
  const center = places[draft.around];
  if (draft.radius_m !== null && !center)
    throw new Error('Where the aircraft is now is not known. Choose another place.');
  const limits: FlightLimits = {
    min_height_above_takeoff_m: draft.least_height_m,
    max_height_above_takeoff_m: draft.greatest_height_m,
    max_speed_mps: draft.greatest_speed_mps,
    area: draft.radius_m === null || !center ? null : { center, radius_m: draft.radius_m },
  };
  return Object.values(limits).some((limit) => limit !== null) ? limits : null;
}
