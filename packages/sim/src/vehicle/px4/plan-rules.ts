import { MAV_CMD, MAV_FRAME, MAV_MISSION_RESULT } from '@outrider/protocol/mavlink';
import type { PlanItem } from '../flight/index.js';
import type { PlanKind, PlanRules } from '../mavlink/plan-protocol.js';
import type { Px4Parts } from './px4.js';

const { ACCEPTED, UNSUPPORTED, UNSUPPORTED_FRAME, ERROR } = MAV_MISSION_RESULT;
const LOCATED: ReadonlySet<number> = new Set([
  MAV_CMD.NAV_WAYPOINT,
  MAV_CMD.NAV_LOITER_UNLIM,
  MAV_CMD.NAV_LOITER_TIME,
  MAV_CMD.NAV_LAND,
  MAV_CMD.NAV_TAKEOFF,
  MAV_CMD.NAV_LOITER_TO_ALT,
  MAV_CMD.DO_SET_ROI,
  MAV_CMD.DO_SET_ROI_LOCATION,
]);
const UNLOCATED: ReadonlySet<number> = new Set([
  MAV_CMD.NAV_RETURN_TO_LAUNCH,
  MAV_CMD.NAV_DELAY,
  MAV_CMD.DO_JUMP,
  MAV_CMD.DO_CHANGE_SPEED,
  MAV_CMD.DO_LAND_START,
  MAV_CMD.DO_SET_ROI_NONE,
  MAV_CMD.DO_MOUNT_CONTROL,
  MAV_CMD.DO_GIMBAL_MANAGER_PITCHYAW,
  MAV_CMD.IMAGE_START_CAPTURE,
  MAV_CMD.IMAGE_STOP_CAPTURE,
]);
const GLOBAL: ReadonlySet<number> = new Set([0, 3, 5, 6]);

/** Return-to-launch in a global frame is refused with "unsupported"; only the mission frame is taken. */
function acceptMission(item: PlanItem): number {
  if (item.frame === MAV_FRAME.MISSION) return UNLOCATED.has(item.command) ? ACCEPTED : UNSUPPORTED;
  if (!GLOBAL.has(item.frame)) return UNSUPPORTED_FRAME;
  return LOCATED.has(item.command) ? ACCEPTED : UNSUPPORTED;
}

function accept(kind: PlanKind, item: PlanItem): number {
  if (kind === 'mission') return acceptMission(item);
  if (!GLOBAL.has(item.frame)) return UNSUPPORTED_FRAME;
  const fits =
    kind === 'fence'
      ? item.command >= MAV_CMD.NAV_FENCE_POLYGON_VERTEX_INCLUSION && item.command <= MAV_CMD.NAV_FENCE_CIRCLE_EXCLUSION
      : item.command === MAV_CMD.NAV_RALLY_POINT;
  return fits ? ACCEPTED : UNSUPPORTED;
}

/** Frames come back in their integer form. */
function listed(item: PlanItem): PlanItem {
  const frame = item.frame === 3 ? 6 : item.frame === 0 ? 5 : item.frame;
  return { ...item, frame };
}

export function px4PlanRules(px4: Px4Parts): PlanRules {
  return {
    request: 'MISSION_REQUEST_INT',
    retry_ms: 250,
    give_up_ms: 5000,
    out_of_turn: 'drop',
    last_again: 'accept',
    max_items: 500,
    accept,
    store: (kind, items) => {
      const before = px4.plans[kind];
      px4.plans[kind] = [...items];
      if (px4.planStored(kind)) return ACCEPTED;
      // A plan that it cannot use leaves the old one in force.
      px4.plans[kind] = before;
      px4.planStored(kind);
      return ERROR;
    },
    listed: (kind) => px4.plans[kind].map(listed),
    clear: (kind) => {
      px4.plans[kind] = [];
      px4.planStored(kind);
    },
  };
}
