/**
 * Brings a database to a step of the schema and ends; started by "outrider restore". Standard input: { login, up_to }; standard
 * output: {} or { error }. A step beyond the last known one is refused with database_newer.
 */
import { json } from 'node:stream/consumers';
import pg from 'pg';
import { OutriderError, systemClock } from '@outrider/runtime';
import type { DatabaseLogin } from '@outrider/runtime';
import { applicationPassword, ownerConfig } from './platform/database/login.js';
import { migrate } from './platform/database/migrate.js';
import { migrations } from './platform/database/migrations/index.js';

async function main(): Promise<void> {
  const { login, up_to } = (await json(process.stdin)) as { login: DatabaseLogin; up_to: number };
  if (up_to > migrations.length) throw newer(up_to);
  const client = new pg.Client(ownerConfig(login));
  await client.connect();
  try {
    await migrate(client, migrations.slice(0, up_to), applicationPassword(login), systemClock().utcMs());
  } finally {
    await client.end();
  }
}

function newer(upTo: number): OutriderError {
  return new OutriderError(
    'database_newer',
    `The backup has ${upTo} steps of the schema, this Outrider knows ${migrations.length}.`,
    'Restore with the version that made the backup, or a newer one.',
  );
}

try {
  await main();
  process.stdout.write('{}\n');
} catch (error) {
  if (!(error instanceof OutriderError)) throw error;
  const { code, message, remedy } = error;
  process.stdout.write(`${JSON.stringify({ error: { code, message, remedy } })}\n`);
  process.exitCode = 1;
}
