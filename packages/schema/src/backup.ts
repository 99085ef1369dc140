/** What a backup folder says of itself: `backup.json`, written last, so that a folder without it is no backup. */
import Type, { type Static } from 'typebox';
import { Strict, Text, UtcMs } from './primitives.js';

export const BACKUP_FORMAT_VERSION = 1;
const Count = Type.Integer({ minimum: 0 });
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const SqlName = Type.String({ pattern: '^[a-z_][a-z0-9_]{0,62}$' });

/** One table as PostgreSQL's COPY text; rows, bytes and hash are of the text before compression, rows in the order of the key. */
export const BackupTable = Strict({
  name: SqlName,
  columns: Type.Array(SqlName, { minItems: 1 }),
  rows: Count,
  bytes: Count,
  sha256: Sha256,
});
export type BackupTable = Static<typeof BackupTable>;

/** One file of the data folder, kept under the same path below `files/`. */
export const BackupFile = Strict({ path: Text(1000), bytes: Count, sha256: Sha256, mode: Count });
export type BackupFile = Static<typeof BackupFile>;

export const BackupManifest = Strict({
  format_version: Type.Literal(BACKUP_FORMAT_VERSION),
  made_at_utc_ms: UtcMs,
  /** Steps of the database schema, so that a newer Outrider restores first and upgrades then. */
  migrations: Type.Array(Strict({ number: Count, sha256: Sha256 }), { minItems: 1 }),
  /** In the order in which they can be filled: what others refer to comes first. */
  tables: Type.Array(BackupTable),
  files: Type.Array(BackupFile),
});
export type BackupManifest = Static<typeof BackupManifest>;
