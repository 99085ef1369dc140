/** The server: HTTP and WebSocket API, database, sessions, audit. */
export { startServer } from './server.js';
