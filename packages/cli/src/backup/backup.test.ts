import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { createLogger, startPostgres } from '@outrider/runtime';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { lineHash } from '../audit/chain.js';
import { run as audit } from '../audit/index.js';
import { migrateTo } from '../restore/migrate.js';
import { run as restore } from '../restore/index.js';
import { readManifest, tablePath } from '../support/backup-folder.js';
import { run as backup } from './index.js';

// The real database with the server's real schema: restore starts the built server package for its steps.
const AGENCY = '019a0000-0000-7000-8000-000000000001';
const folder = mkdtempSync(join(tmpdir(), 'outrider-backup-'));
const data = join(folder, 'data');
const kept = join(folder, 'backup');
let printed: string[] = [];

beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(line));
  await fill();
  mkdirSync(join(data, 'records', 'a'), { recursive: true });
  writeFileSync(join(data, 'records', 'a', 'raw.tlog'), Buffer.from([0, 255, 10, 13]), { mode: 0o640 });
  mkdirSync(join(data, 'tls'));
  writeFileSync(join(data, 'tls', 'ca.key'), 'secret', { mode: 0o600 });
  mkdirSync(join(data, 'logs'));
  writeFileSync(join(data, 'logs', 'server.log'), 'not kept');
  expect(await backup([kept, '--data-dir', data])).toBe(0);
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

describe('backup and restore', () => {
  it('brings back every row and file, equal to the byte, and an audit log whose chain holds', async () => {
    const target = join(folder, 'restored');
    expect(await restore([kept, '--data-dir', target])).toBe(0);
    expect(readFileSync(join(target, 'records', 'a', 'raw.tlog'))).toEqual(Buffer.from([0, 255, 10, 13]));
    expect(statSync(join(target, 'tls', 'ca.key')).mode & 0o777).toBe(0o600);
    printed = [];
    expect(await audit(['--data-dir', target, '--json'])).toBe(0);
    const report = { agency_id: AGENCY, name: 'Tab\there "and" \\N', entries: 3, fault: null };
    expect(JSON.parse(printed[0]!)).toEqual({ ok: true, agencies: [report] });
    const again = join(folder, 'again');
    expect(await backup([again, '--data-dir', target])).toBe(0);
    const [first, second] = [readManifest(kept), readManifest(again)];
    expect(second.tables).toEqual(first.tables);
    expect(second.files).toEqual(first.files);
  });

  it('keeps no log, no socket and no half of a backup', () => {
    const manifest = readManifest(kept);
    expect(manifest.files.map((file) => file.path)).toEqual(['tls/ca.key', 'records/a/raw.tlog']);
    expect(manifest.tables.find((table) => table.name === 'audit')?.rows).toBe(3);
    expect(() => readManifest(folder)).toThrow(/no whole backup/);
  });

  it('refuses folders that hold something', async () => {
    await expect(backup([kept, '--data-dir', data])).rejects.toMatchObject({ code: 'folder_not_empty' });
    await expect(restore([kept, '--data-dir', data])).rejects.toMatchObject({ code: 'folder_not_empty' });
  });

  it('names a damaged file before anything is written', async () => {
    const path = tablePath(kept, 'audit');
    const whole = readFileSync(path);
    const target = join(folder, 'damaged');
    for (const bad of [whole.subarray(0, whole.length - 5), gzipSync(`${gunzipSync(whole).toString()}x`)]) {
      writeFileSync(path, bad);
      await expect(restore([kept, '--data-dir', target])).rejects.toMatchObject({
        code: 'bad_backup',
        message: expect.stringContaining('audit.copy.gz') as string,
      });
    }
    writeFileSync(path, whole);
    expect(() => statSync(target)).toThrow('ENOENT');
  });

  it('finds an altered line of the audit log in a backup', async () => {
    const path = tablePath(kept, 'audit');
    const whole = readFileSync(path);
    writeFileSync(path, gzipSync(gunzipSync(whole).toString().replace('login', 'nothing')));
    printed = [];
    expect(await audit(['--backup', kept])).toBe(1);
    expect(printed[0]).toMatch(/BROKEN .*Entry 1 was altered/);
    writeFileSync(path, whole);
  });
});

async function fill(): Promise<void> {
  const log = createLogger({ name: 'test', level: 'fatal' });
  const postgres = await startPostgres({ dataDir: join(data, 'postgres'), log });
  await migrateTo(postgres.connection, 3);
  const client = new pg.Client({ ...postgres.connection, options: '-c search_path=outrider' });
  await client.connect();
  await client.query(`INSERT INTO agencies VALUES ($1, 'demo', $2, 'agency', 5)`, [AGENCY, 'Tab\there "and" \\N']);
  let hash: Uint8Array = new Uint8Array();
  for (let seq = 1; seq <= 3; seq++) {
    const detail = { z: [1.5, { y: null, b: 'line\nbreak' }], a: 'é\\' };
    const fields = { actor: 'm.ortiz', actor_id: null, action: 'login', object: null, outcome: 'ok', address: '::1' };
    const entry = { seq, at_utc_ms: seq * 1000, ...fields, detail };
    hash = lineHash(hash, entry);
    await client.query(
      `INSERT INTO audit (agency_id, seq, at_utc_ms, actor, action, outcome, address, detail, hash)
       VALUES ($1, $2, $3, 'm.ortiz', 'login', 'ok', '::1', $4, $5)`,
      [AGENCY, seq, seq * 1000, JSON.stringify(detail), hash],
    );
  }
  await client.query('INSERT INTO agency_heads VALUES ($1, 0, 0, 3, $2)', [AGENCY, hash]);
  await client.end();
  await postgres.stop();
}
