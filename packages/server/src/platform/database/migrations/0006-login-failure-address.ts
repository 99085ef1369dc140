import type { Migration } from '../migrate.js';

/** From where a login failed, so that a stranger's guesses do not lock out the pilot whose name it is. */
export const loginFailureAddress: Migration = {
  number: 6,
  name: 'login-failure-address',
  sql: `ALTER TABLE login_failures ADD COLUMN address text NOT NULL DEFAULT '';`,
};
