/** Flight plans, fences and rally points as mission items of each autopilot, and the comparison with what it gives back. */
import type { AirPoint, AutopilotKind, FlightPlan } from '@outrider/schema';
import { openRing } from '@outrider/core/safety';
import { MavCmd, MavFrame } from './enums.js';

/** One item of MISSION_ITEM_INT: degrees times 10^7, height in metres in the datum of its frame. */
export interface MissionItem {
  command: number;
  frame: number;
  params: readonly [number, number, number, number];
  x: number;
  y: number;
  z: number;
}

const NOT_SET = Number.NaN;
const GROUND_SPEED = 1;
const KEEP_THROTTLE = -1;

const degreesE7 = (degrees: number): number => Math.round(degrees * 1e7);

/**
 * The way out: waypoints at heights above home, a speed before each leg whose speed differs, and loitering without end on
 * scene. The way home is not part of it: the gateway orders it, and the autopilot's lost-link action flies it by itself.
 * ArduPilot owns item 0 and keeps its home there, so one is put in front.
 */
export function missionOf(plan: FlightPlan, autopilot: AutopilotKind): MissionItem[] {
  const items: MissionItem[] = autopilot === 'ardupilot' ? [homeItem(plan.home)] : [];
  let speed: number | null = null;
  plan.legs.forEach((leg, index) => {
    if (leg.speed_mps !== speed) items.push(speedItem(leg.speed_mps));
    speed = leg.speed_mps;
    const last = index === plan.legs.length - 1;
    items.push({
      command: last ? MavCmd.NAV_LOITER_UNLIM : MavCmd.NAV_WAYPOINT,
      frame: MavFrame.GLOBAL_RELATIVE_ALT_INT,
      params: [0, 0, 0, autopilot === 'ardupilot' ? 0 : NOT_SET],
      x: degreesE7(leg.to.latitude_deg),
      y: degreesE7(leg.to.longitude_deg),
      z: leg.height_above_takeoff_m,
    });
  });
  return items;
}

function homeItem(home: AirPoint): MissionItem {
  return {
    command: MavCmd.NAV_WAYPOINT,
    frame: MavFrame.GLOBAL,
    params: [0, 0, 0, 0],
    x: degreesE7(home.latitude_deg),
    y: degreesE7(home.longitude_deg),
    z: home.altitude_amsl_m,
  };
}

function speedItem(speedMps: number): MissionItem {
  return {
    command: MavCmd.DO_CHANGE_SPEED,
    frame: MavFrame.MISSION,
    params: [GROUND_SPEED, speedMps, KEEP_THROTTLE, 0],
    x: 0,
    y: 0,
    z: 0,
  };
}

/** The polygon to stay in and those to keep out of; each corner names how many its polygon has. */
export function fenceOf(fence: FlightPlan['fence']): MissionItem[] {
  const polygon = (ring: readonly (readonly number[])[], command: number): MissionItem[] => {
    const corners = openRing(ring);
    return corners.map(([longitude, latitude]) => ({
      command,
      frame: MavFrame.GLOBAL,
      params: [corners.length, 0, 0, 0],
      x: degreesE7(latitude),
      y: degreesE7(longitude),
      z: 0,
    }));
  };
  return [
    ...polygon(fence.ring, MavCmd.NAV_FENCE_POLYGON_VERTEX_INCLUSION),
    ...fence.keep_out.flatMap((ring) => polygon(ring, MavCmd.NAV_FENCE_POLYGON_VERTEX_EXCLUSION)),
  ];
}

/** Places to return to instead of home. PX4 wants heights above sea level, ArduPilot above home. */
export function rallyOf(points: readonly AirPoint[], home: AirPoint, autopilot: AutopilotKind): MissionItem[] {
  const relative = autopilot === 'ardupilot';
  return points.map((point) => ({
    command: MavCmd.NAV_RALLY_POINT,
    frame: relative ? MavFrame.GLOBAL_RELATIVE_ALT : MavFrame.GLOBAL,
    params: [0, 0, 0, 0],
    x: degreesE7(point.latitude_deg),
    y: degreesE7(point.longitude_deg),
    z: relative ? point.altitude_amsl_m - home.altitude_amsl_m : point.altitude_amsl_m,
  }));
}

const PLACE_WITHIN_E7 = 20;
const HEIGHT_WITHIN_M = 0.15;
const VALUE_WITHIN = 0.05;

/**
 * Compares what was sent with what came back. ArduPilot rewrites frames of the same meaning, rounds heights to centimetres and
 * puts its own home into item 0. Answers null where they agree, else which item differs and how.
 */
export function difference(
  sent: readonly MissionItem[],
  back: readonly MissionItem[],
  options: { ignoreFirst: boolean },
): string | null {
  if (sent.length !== back.length) return `${sent.length} items were sent, ${back.length} came back`;
  for (let index = options.ignoreFirst ? 1 : 0; index < sent.length; index++) {
    const found = itemDifference(sent[index]!, back[index]!);
    if (found) return `item ${index} differs in ${found}`;
  }
  return null;
}

function itemDifference(sent: MissionItem, back: MissionItem): string | null {
  if (sent.command !== back.command) return `command (${sent.command}, ${back.command})`;
  if (sent.command === MavCmd.DO_CHANGE_SPEED) {
    return Math.abs(sent.params[1] - back.params[1]) > VALUE_WITHIN ? 'speed' : null;
  }
  if (Math.abs(sent.x - back.x) > PLACE_WITHIN_E7 || Math.abs(sent.y - back.y) > PLACE_WITHIN_E7) return 'place';
  if (isFenceCorner(sent.command)) return sent.params[0] === back.params[0] ? null : 'number of corners';
  if (isRelative(sent.frame) !== isRelative(back.frame)) return `height datum (frame ${back.frame})`;
  return Math.abs(sent.z - back.z) > HEIGHT_WITHIN_M ? 'height' : null;
}

function isFenceCorner(command: number): boolean {
  return command === MavCmd.NAV_FENCE_POLYGON_VERTEX_INCLUSION || command === MavCmd.NAV_FENCE_POLYGON_VERTEX_EXCLUSION;
}

function isRelative(frame: number): boolean {
  return frame === MavFrame.GLOBAL_RELATIVE_ALT || frame === MavFrame.GLOBAL_RELATIVE_ALT_INT;
}
