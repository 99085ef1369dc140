import { MAV_CMD, MAV_FRAME, MAV_MISSION_RESULT } from '@outrider/protocol/mavlink';
import type { Copter } from './copter.js';
import type { PlanItem } from '../flight/index.js';
import type { PlanKind, PlanRules } from '../mavlink/plan-protocol.js';

const NAVIGATION: ReadonlySet<number> = new Set([
  MAV_CMD.NAV_WAYPOINT,
  MAV_CMD.NAV_LOITER_UNLIM,
  MAV_CMD.NAV_LOITER_TURNS,
  MAV_CMD.NAV_LOITER_TIME,
  MAV_CMD.NAV_RETURN_TO_LAUNCH,
  MAV_CMD.NAV_LAND,
  MAV_CMD.NAV_TAKEOFF,
  MAV_CMD.NAV_SPLINE_WAYPOINT,
  MAV_CMD.NAV_DELAY,
  MAV_CMD.CONDITION_DELAY,
  MAV_CMD.CONDITION_YAW,
  MAV_CMD.DO_JUMP,
  MAV_CMD.DO_CHANGE_SPEED,
  MAV_CMD.DO_LAND_START,
  MAV_CMD.DO_SET_ROI_LOCATION,
  MAV_CMD.DO_SET_ROI_NONE,
  MAV_CMD.DO_SET_ROI,
  MAV_CMD.DO_MOUNT_CONTROL,
  MAV_CMD.DO_GIMBAL_MANAGER_PITCHYAW,
  MAV_CMD.DO_FENCE_ENABLE,
]);
const FENCE: ReadonlySet<number> = new Set([
  MAV_CMD.NAV_FENCE_RETURN_POINT,
  MAV_CMD.NAV_FENCE_POLYGON_VERTEX_INCLUSION,
  MAV_CMD.NAV_FENCE_POLYGON_VERTEX_EXCLUSION,
  MAV_CMD.NAV_FENCE_CIRCLE_INCLUSION,
  MAV_CMD.NAV_FENCE_CIRCLE_EXCLUSION,
]);
const FRAMES: ReadonlySet<number> = new Set([0, 3, 5, 6, 10, 11]);

const centimetres = (value: number): number => Math.round(value * 100) / 100;

/** What ArduPilot keeps of an item: relative frames become 3, absolute 0, heights are whole centimetres. */
function kept(item: PlanItem): PlanItem {
  const relative = item.frame === MAV_FRAME.GLOBAL_RELATIVE_ALT_INT || item.frame === MAV_FRAME.GLOBAL_RELATIVE_ALT;
  const terrain = item.frame === MAV_FRAME.GLOBAL_TERRAIN_ALT_INT || item.frame === MAV_FRAME.GLOBAL_TERRAIN_ALT;
  const frame = relative ? MAV_FRAME.GLOBAL_RELATIVE_ALT : terrain ? MAV_FRAME.GLOBAL_TERRAIN_ALT : MAV_FRAME.GLOBAL;
  const common = { ...item, frame, z: centimetres(item.z), autocontinue: 1 };
  switch (item.command) {
    case MAV_CMD.NAV_RETURN_TO_LAUNCH:
      return { ...common, frame: MAV_FRAME.GLOBAL, param1: 0, param2: 0, param3: 0, param4: 0, x: 0, y: 0, z: 0 };
    case MAV_CMD.NAV_WAYPOINT:
      // The delay is kept in whole seconds; pass radius and yaw are not kept at all.
      return { ...common, param1: Math.round(item.param1), param2: 0, param3: 0, param4: 0 };
    default:
      return common;
  }
}

/** Sequence 0 is home, whatever was uploaded there. */
function homeItem(copter: Copter): PlanItem {
  const home = copter.home;
  const at = home && copter.latLon(home);
  return {
    frame: MAV_FRAME.GLOBAL,
    command: MAV_CMD.NAV_WAYPOINT,
    autocontinue: 1,
    param1: 0,
    param2: 0,
    param3: 0,
    param4: 0,
    x: at ? Math.round(at.latitude_deg * 1e7) : 0,
    y: at ? Math.round(at.longitude_deg * 1e7) : 0,
    z: home ? centimetres(home.up) : 0,
  };
}

function listed(copter: Copter, kind: PlanKind): PlanItem[] {
  const items = copter.plans[kind];
  if (kind === 'mission') return items.length > 0 ? [homeItem(copter), ...items.slice(1)] : [];
  const frame = kind === 'fence' ? MAV_FRAME.GLOBAL : MAV_FRAME.GLOBAL_RELATIVE_ALT;
  return items.map((item) => ({ ...item, frame }));
}

export function arduPilotPlanRules(copter: Copter): PlanRules {
  return {
    request: 'MISSION_REQUEST',
    retry_ms: 1000,
    give_up_ms: 8000,
    out_of_turn: 'refuse',
    last_again: 'refuse',
    max_items: 724,
    accept: (kind, item) => {
      if (!FRAMES.has(item.frame) && item.frame !== MAV_FRAME.MISSION) return MAV_MISSION_RESULT.UNSUPPORTED_FRAME;
      if (kind === 'mission') {
        return NAVIGATION.has(item.command) ? MAV_MISSION_RESULT.ACCEPTED : MAV_MISSION_RESULT.UNSUPPORTED;
      }
      const fits = kind === 'fence' ? FENCE.has(item.command) : item.command === MAV_CMD.NAV_RALLY_POINT;
      return fits ? MAV_MISSION_RESULT.ACCEPTED : MAV_MISSION_RESULT.UNSUPPORTED;
    },
    store: (kind, items) => {
      copter.plans[kind] = items.map(kept);
      return copter.planStored(kind) ? MAV_MISSION_RESULT.ACCEPTED : MAV_MISSION_RESULT.ERROR;
    },
    listed: (kind) => listed(copter, kind),
    clear: (kind) => {
      copter.plans[kind] = [];
      copter.planStored(kind);
    },
  };
}
