import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { OutriderError } from '@outrider/runtime/errors';
import { openDatabase } from '../support/database.js';
import { parseVerb, settingsOptions } from '../support/options.js';
import { settingsFor } from '../support/settings.js';
import { makeBackup } from './make.js';

const HELP = `Usage: outrider backup DIR [options]

Writes everything that cannot be made again into DIR, a new or empty folder: all rows of the database as they were at one moment,
flight records, keys and certificates, and what the gateway has not yet handed over. Outrider may run meanwhile.
DIR holds secrets: keep it as carefully as the data folder itself. "outrider restore DIR" brings it back.

  --settings FILE   settings file (default: outrider.yaml if there is one)
  --data-dir DIR    data folder (default: .outrider)
  --help            this text`;

export async function run(argv: readonly string[]): Promise<number> {
  const { values, named, help } = parseVerb('backup', argv, settingsOptions, ['DIR']);
  if (help) {
    console.log(HELP);
    return 0;
  }
  const settings = settingsFor(values);
  const target = resolve(named.DIR);
  const database = await openDatabase(settings);
  try {
    makeEmptyFolder(target);
    const manifest = await makeBackup(database.client, settings.data_dir, target, Date.now());
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    console.log(`${target}: ${rows} rows of ${manifest.tables.length} tables, ${manifest.files.length} files`);
    return 0;
  } finally {
    await database.close();
  }
}

function makeEmptyFolder(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new OutriderError('folder_not_empty', `${folder} is not empty.`, 'Name a new folder for each backup.');
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}
