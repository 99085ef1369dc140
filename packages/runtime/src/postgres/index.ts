export type { DatabaseLogin, PostgresConnection } from './connection.js';
export { startPostgres } from './start.js';
export type { PostgresOptions, RunningPostgres } from './start.js';
