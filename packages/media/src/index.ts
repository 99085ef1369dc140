export { startMedia } from './start.js';
