import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeyVault } from './vault.js';

let folder: string;
const secret = Buffer.from('the private key');
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'outrider-vault-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the key vault', () => {
  it.each([null, 'correct horse battery staple'])(
    'opens what it locked (passphrase %j), for its owner alone',
    async (passphrase) => {
      const locked = await new KeyVault(folder, passphrase).lock(secret, 'a');
      expect(locked.includes(secret)).toBe(false);
      expect(await new KeyVault(folder, passphrase).open(locked, 'a')).toEqual(secret);
      await expect(new KeyVault(folder, passphrase).open(locked, 'b')).rejects.toMatchObject({
        code: 'evidence_key_locked',
      });
      for (let byte = 0; byte < locked.length; byte += 5) {
        const changed = Buffer.from(locked.with(byte, locked[byte]! ^ 1));
        await expect(new KeyVault(folder, passphrase).open(changed, 'a')).rejects.toMatchObject({
          code: 'evidence_key_locked',
        });
      }
    },
  );

  it('opens what the file locked after a passphrase was set, and says which is wrong', async () => {
    const locked = await new KeyVault(folder, null).lock(secret, 'a');
    expect(await new KeyVault(folder, 'a passphrase').open(locked, 'a')).toEqual(secret);
    const byPassphrase = await new KeyVault(folder, 'one').lock(secret, 'a');
    await expect(new KeyVault(folder, 'two').open(byPassphrase, 'a')).rejects.toThrow(/evidence\.passphrase/);
    await writeFile(path.join(folder, 'keys/evidence.key'), Buffer.alloc(32));
    await expect(new KeyVault(folder, null).open(locked, 'a')).rejects.toThrow(/evidence\.key/);
  });
});
