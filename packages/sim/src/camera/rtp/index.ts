export { H264_PAYLOAD_TYPE, MAX_PAYLOAD_BYTES, RtpStream } from './packets.js';
export { freeRtpPort } from './ports.js';
