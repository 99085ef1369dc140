/** Missions, fences and rally points as an autopilot keeps them. */
import type { LocalFrame } from '../../geometry/index.js';
import type { Vector } from '../../physics/index.js';

/** One item as MISSION_ITEM_INT carries it. */
export interface PlanItem {
  frame: number;
  command: number;
  autocontinue: number;
  param1: number;
  param2: number;
  param3: number;
  param4: number;
  x: number;
  y: number;
  z: number;
}

export interface Plans {
  mission: PlanItem[];
  fence: PlanItem[];
  rally: PlanItem[];
}

export interface Place {
  frame: LocalFrame;
  home: Vector;
  groundAmsl(east: number, north: number): number;
}

/** Height of an item above mean sea level, by its frame (MAV_FRAME). */
export function itemAltitude(item: PlanItem, east: number, north: number, place: Place): number {
  if (item.frame === 0 || item.frame === 5) return item.z;
  if (item.frame === 10 || item.frame === 11) return place.groundAmsl(east, north) + item.z;
  return place.home.up + item.z;
}

/** Where an item is; an item without coordinates lies at the fallback. */
export function itemPosition(item: PlanItem, place: Place, fallback: Vector): Vector {
  const located = item.x !== 0 || item.y !== 0;
  const at = located
    ? place.frame.toOffset({ latitude_deg: item.x / 1e7, longitude_deg: item.y / 1e7 })
    : { east_m: fallback.east, north_m: fallback.north };
  return { east: at.east_m, north: at.north_m, up: itemAltitude(item, at.east_m, at.north_m, place) };
}
