/** What stands in the way of a line of flight. */
import type { Volume } from '@outrider/schema';
import { formatHeight, formatLength } from '../units/index.js';
import type { Units } from '../units/index.js';

export type ConflictCode =
  | 'keep_out'
  | 'obstacle'
  | 'ceiling'
  | 'keep_in'
  | 'terrain'
  | 'max_height'
  | 'aircraft_ceiling';

export interface Conflict {
  readonly code: ConflictCode;
  /** null where it is the ground or a limit rather than a volume. */
  readonly volume: Volume | null;
  /** Height of the line where it fails, AMSL. */
  readonly altitude_amsl_m: number;
  /** Bound that it breaks, AMSL; null where there is no height that helps. */
  readonly bound_amsl_m: number | null;
  /** The volume's heights are above ground, and the ground there is not known. */
  readonly ground_unknown: boolean;
}

/** One sentence: what is in the way and by how much. Heights are given above take-off. */
export function conflictText(conflict: Conflict, home_amsl_m: number, units: Units): string {
  const at = formatHeight(conflict.altitude_amsl_m - home_amsl_m, units, 'takeoff');
  const bound =
    conflict.bound_amsl_m === null ? null : formatHeight(conflict.bound_amsl_m - home_amsl_m, units, 'takeoff');
  const name = conflict.volume === null ? '' : `"${conflict.volume.name}"`;
  const unknown = conflict.ground_unknown ? ' (ground there unknown, so every height counts)' : '';
  switch (conflict.code) {
    case 'keep_out':
      return `keep-out ${name} is in the way at ${at}${unknown}`;
    case 'obstacle':
      return bound === null || conflict.ground_unknown
        ? `obstacle ${name} is in the way at ${at}${unknown}`
        : `obstacle ${name} needs ${bound}, the way is at ${at}`;
    case 'ceiling':
      return `ceiling ${name} allows ${bound ?? 'no flight'}, the way is at ${at}`;
    case 'keep_in':
      return 'the way leaves the keep-in area';
    case 'terrain':
      return `the ground needs ${bound ?? 'more height'}, the way is at ${at}`;
    case 'max_height':
      return `the height limit above ground allows ${bound ?? 'less'}, the way is at ${at}`;
    case 'aircraft_ceiling':
      return `the aircraft climbs no higher than ${bound ?? 'allowed'}, the way is at ${at}`;
  }
}

/** How far the line is on the wrong side of the bound; null where there is none. */
export function shortfallText(conflict: Conflict, units: Units): string | null {
  if (conflict.bound_amsl_m === null) return null;
  return formatLength(Math.abs(conflict.bound_amsl_m - conflict.altitude_amsl_m), units);
}
