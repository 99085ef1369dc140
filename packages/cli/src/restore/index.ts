import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lockForThisProcess } from '@outrider/runtime';
import { OutriderError } from '@outrider/runtime/errors';
import { readManifest } from '../support/backup-folder.js';
import { openDatabase, openEmbedded } from '../support/database.js';
import { parseVerb, settingsOptions } from '../support/options.js';
import { settingsFor } from '../support/settings.js';
import { verifyBackup } from './verify.js';
import { restoreDatabase, restoreFiles } from './write.js';

const HELP = `Usage: outrider restore DIR [options]

Brings back what "outrider backup DIR" wrote, into an empty data folder (and an empty database, where database.url is set).
The whole backup is checked before anything is written, and everything is read back and compared afterwards.

  --settings FILE   settings file (default: outrider.yaml if there is one)
  --data-dir DIR    data folder to make (default: .outrider)
  --help            this text`;

export async function run(argv: readonly string[]): Promise<number> {
  const { values, named, help } = parseVerb('restore', argv, settingsOptions, ['DIR']);
  if (help) {
    console.log(HELP);
    return 0;
  }
  const settings = settingsFor(values);
  const source = resolve(named.DIR);
  const manifest = readManifest(source);
  await verifyBackup(source, manifest);
  const release = takeEmptyFolder(settings.data_dir);
  try {
    const open = settings.database.url === null ? openEmbedded : openDatabase;
    const database = await open(settings);
    try {
      await restoreDatabase(database, source, manifest);
    } finally {
      await database.close();
    }
    await restoreFiles(settings.data_dir, source, manifest);
  } finally {
    release();
  }
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(`${settings.data_dir}: ${rows} rows and ${manifest.files.length} files restored and found equal`);
  return 0;
}

/** Nobody else starts on the folder while it is being filled. Throws folder_not_empty. */
function takeEmptyFolder(folder: string): () => void {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new OutriderError('folder_not_empty', `${folder} is not empty.`, 'Restore into a new folder (--data-dir).');
  }
  // As for serve: where PostgreSQL runs as another user, that one must be able to pass.
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  mkdirSync(join(folder, 'run'), { recursive: true, mode });
  chmodSync(folder, mode);
  return lockForThisProcess(join(folder, 'run', 'supervisor.lock'), `The data folder ${folder}`);
}
