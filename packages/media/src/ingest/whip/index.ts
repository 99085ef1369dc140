export { WhipPublisher } from './whip-publisher.js';
