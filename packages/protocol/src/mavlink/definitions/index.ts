import { actuators } from './actuators.js';
import { ahrs } from './ahrs.js';
import { camera } from './camera.js';
import { command } from './command.js';
import { gimbal } from './gimbal.js';
import { gnss } from './gnss.js';
import { home } from './home.js';
import { link } from './link.js';
import { mission } from './mission.js';
import { parameters } from './parameters.js';
import { position } from './position.js';
import { power } from './power.js';
import { ranging } from './ranging.js';
import { remoteId } from './remote-id.js';
import { sensors } from './sensors.js';
import { setpoint } from './setpoint.js';
import { system } from './system.js';
import { text } from './text.js';
import { traffic } from './traffic.js';
import { parseDefinitions } from './parse.js';
import type { MessageDefinition } from './parse.js';

export { parseDefinitions, sizeOf } from './parse.js';
export type { FieldDefinition, FieldType, MessageDefinition } from './parse.js';

const GROUPS = {
  system,
  text,
  parameters,
  mission,
  command,
  setpoint,
  position,
  home,
  ahrs,
  gnss,
  sensors,
  ranging,
  power,
  actuators,
  link,
  traffic,
  camera,
  gimbal,
  'remote-id': remoteId,
};

/** Message definitions by topic; read by the generator and by tests, never on the way of a frame. */
export function definitionGroups(): Map<string, MessageDefinition[]> {
  return new Map(Object.entries(GROUPS).map(([group, notation]) => [group, parseDefinitions(notation)]));
}
