import { COPTER_MODE, MAV_SEVERITY } from '@outrider/protocol/mavlink';
import { commonCommand } from '../common-commands.js';
import {
  brake,
  descendBlind,
  driftByHand,
  land,
  MissionTask,
  orbit,
  positionByHand,
  returnHome,
} from '../flight/index.js';
import type { MissionHost, PlanItem, Task } from '../flight/index.js';
import type { Copter } from './copter.js';

const CM = 100;

/** A circle whose centre lies ahead, as CIRCLE flies it. */
function circle(c: Copter): Task {
  const radius_m = c.parameters.get('CIRCLE_RADIUS') / CM;
  const heading = (c.body.heading_deg * Math.PI) / 180;
  const { east, north, up } = c.position;
  const centre = { east: east + radius_m * Math.sin(heading), north: north + radius_m * Math.cos(heading), up };
  const rate = c.parameters.get('CIRCLE_RATE');
  const speed_mps = Math.max(0.5, (Math.abs(rate) * Math.PI * radius_m) / 180);
  return orbit({ centre, radius_m, speed_mps, clockwise: rate >= 0 });
}

function returning(c: Copter): Task {
  return returnHome({
    height_above_home_m: c.parameters.get('RTL_ALT') / CM,
    destination: c.returnDestination(c.plans.rally.length > 0),
    wait_ms: c.parameters.get('RTL_LOIT_TIME'),
    land: c.parameters.get('RTL_ALT_FINAL') === 0,
  });
}

function perform(c: Copter, item: PlanItem): void {
  const { command, param1, param2, param3, param4, frame, z } = item;
  const position = { latitude_deg: item.x / 1e7, longitude_deg: item.y / 1e7 };
  const order = { command, param1, param2, param3, param4, param5: item.x, param6: item.y, frame, z, integer: true };
  commonCommand(c, { ...order, ...position, system: c.system_id, component: 1 });
}

/** AUTO from an item on; item 0 is home and never flown to. */
export function missionFrom(c: Copter, index: number): MissionTask {
  const host: MissionHost = {
    items: () => c.plans.mission,
    place: () => c.place,
    reached: (seq) => {
      c.port.send(1, 'MISSION_ITEM_REACHED', { seq });
      c.say(MAV_SEVERITY.INFO, `Reached command #${seq}`);
    },
    current: (seq) => {
      c.missionIndex = seq;
      c.emit('MISSION_CURRENT');
    },
    finished: () => c.say(MAV_SEVERITY.INFO, 'Mission Complete'),
    returning: () => returning(c),
    perform: (item) => perform(c, item),
  };
  return new MissionTask(host, index);
}

/** What ArduCopter does in a mode. */
export function taskOf(c: Copter, mode: number): Task {
  const hands = { speed_mps: c.parameters.get('LOIT_SPEED') / CM, turn_deg_s: c.parameters.get('PILOT_Y_RATE') };
  switch (mode) {
    case COPTER_MODE.STABILIZE:
    case COPTER_MODE.ALT_HOLD:
      return driftByHand(
        () => c.sticks,
        () => c.air,
        hands,
      );
    case COPTER_MODE.LOITER:
    case COPTER_MODE.POSHOLD:
      return positionByHand(() => c.sticks, hands);
    case COPTER_MODE.AUTO:
      return missionFrom(c, Math.max(1, c.missionIndex));
    case COPTER_MODE.RTL:
    case COPTER_MODE.SMART_RTL:
      return returning(c);
    case COPTER_MODE.LAND:
      return c.estimator_ready ? land() : descendBlind(() => c.air);
    case COPTER_MODE.CIRCLE:
      return circle(c);
    default:
      return brake();
  }
}
