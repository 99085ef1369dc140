import { CAMERA } from './camera.js';
import { HEALTH } from './health.js';
import { MOTION } from './motion.js';
import { PAYLOAD } from './payload.js';
import type { Builders } from './view.js';

export { streamInformation, streamStatus } from './camera.js';
export type { Builders, VehicleView } from './view.js';
/** Every message that a simulated autopilot can send by itself or on request. */
export const BUILDERS: Builders = { ...MOTION, ...HEALTH, ...PAYLOAD, ...CAMERA };
