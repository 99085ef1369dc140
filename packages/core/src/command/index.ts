export { STICK_BYTES, STICK_VERSION, decodeStick, encodeStick } from './stick-codec.js';
export type { StickFrame } from './stick-codec.js';
