export type { DatabaseLogin, PostgresConnection } from './connection.js';
