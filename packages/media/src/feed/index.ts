export type { AccessUnit } from './access-unit.js';
export { Feed } from './feed.js';
export type { PacketSink, UnitSink } from './feed.js';
export { joinBytes } from './bytes.js';
export { Packetizer, MAX_PAYLOAD_BYTES } from './packetizer.js';
export { nalType, isKeyNal, isParameterSet } from './nal.js';
