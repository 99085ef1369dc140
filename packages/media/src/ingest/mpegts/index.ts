export { MpegTsSource } from './mpegts-source.js';
export { TransportFeed } from './transport-feed.js';
