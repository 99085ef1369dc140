export { RtmpPublisher } from './rtmp-publisher.js';
export { RtmpServer } from './rtmp-server.js';
