export { RtspSource } from './rtsp-source.js';
