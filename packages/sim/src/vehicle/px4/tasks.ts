import { MAV_SEVERITY } from '@outrider/protocol/mavlink';
import { commonCommand } from '../common-commands.js';
import {
  brake,
  climbTo,
  descendBlind,
  driftByHand,
  land,
  MissionTask,
  positionByHand,
  returnHome,
} from '../flight/index.js';
import type { MissionHost, PlanItem, Task } from '../flight/index.js';
import type { Px4Parts } from './px4.js';
import { MODE } from './modes.js';

function returning(p: Px4Parts): Task {
  const rally = p.parameters.get('RTL_TYPE') !== 1 && p.plans.rally.length > 0;
  return returnHome({
    height_above_home_m: p.parameters.get('RTL_RETURN_ALT'),
    destination: p.returnDestination(rally),
    wait_ms: Math.max(0, p.parameters.get('RTL_LAND_DELAY')) * 1000,
    land: p.parameters.get('RTL_LAND_DELAY') >= 0,
  });
}

function perform(p: Px4Parts, item: PlanItem): void {
  const { command, param1, param2, param3, param4, frame, z } = item;
  const position = { latitude_deg: item.x / 1e7, longitude_deg: item.y / 1e7 };
  const order = { command, param1, param2, param3, param4, param5: item.x, param6: item.y, frame, z, integer: true };
  commonCommand(p, { ...order, ...position, system: p.system_id, component: 1 });
}

function mission(p: Px4Parts): Task {
  const host: MissionHost = {
    items: () => p.plans.mission,
    place: () => p.place,
    reached: (seq) => p.port.send(1, 'MISSION_ITEM_REACHED', { seq }),
    current: (seq) => {
      p.missionIndex = seq;
      p.emit('MISSION_CURRENT');
    },
    finished: () => {
      p.missionIndex = 0;
      p.say(MAV_SEVERITY.INFO, 'Mission finished, loitering');
    },
    returning: () => returning(p),
    perform: (item) => perform(p, item),
  };
  // On the ground it first climbs to its own take-off height, whether or not the mission says so.
  const up = p.position.up + p.parameters.get('MIS_TAKEOFF_ALT');
  return new MissionTask(host, p.missionIndex, p.landed ? climbTo(up) : null);
}

/** What PX4 does in a mode. */
export function taskOf(p: Px4Parts, mode: number): Task {
  const hands = { speed_mps: p.parameters.get('MPC_VEL_MANUAL'), turn_deg_s: p.parameters.get('MPC_MAN_Y_MAX') };
  switch (mode) {
    case MODE.TAKEOFF:
      return climbTo(p.takeOffAltitude_amsl_m);
    case MODE.MISSION:
      return mission(p);
    case MODE.RTL:
      return returning(p);
    case MODE.LAND:
      return p.estimator_ready ? land() : descendBlind(() => p.air);
    case MODE.POSCTL:
      return positionByHand(() => p.sticks, hands);
    case MODE.ALTCTL:
    case MODE.STABILIZED:
    case MODE.MANUAL:
      return driftByHand(
        () => p.sticks,
        () => p.air,
        hands,
      );
    default:
      return brake();
  }
}
