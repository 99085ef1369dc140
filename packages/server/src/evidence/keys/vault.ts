import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { refuse } from '../../platform/index.js';

const scryptKey = promisify<string, Buffer, number, { N: number; maxmem: number }, Buffer>(scrypt);
// 32 MB and about 0.1 s: once in the life of a process for each salt.
const SCRYPT = { N: 2 ** 15, maxmem: 64 * 1024 * 1024 };
const VERSION = 1;
const KINDS = { file: 0, passphrase: 1 } as const;
const SALT_BYTES = 16;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 2 + SALT_BYTES + IV_BYTES + TAG_BYTES;

/**
 * Locks private keys before they go to the database: AES-256-GCM under the passphrase of the settings (scrypt), or without one under
 * the file keys/evidence.key of the data folder, which is made at first need. A locked key: version, kind, salt, IV, tag, ciphertext.
 */
export class KeyVault {
  readonly #file: string;
  readonly #passphrase: string | null;
  readonly #derived = new Map<string, Buffer>();

  constructor(dataDir: string, passphrase: string | null) {
    this.#file = path.join(dataDir, 'keys', 'evidence.key');
    this.#passphrase = passphrase;
  }

  /** @param owner whose key it is; a locked key opens for nobody else */
  async lock(secret: Uint8Array, owner: string): Promise<Buffer> {
    const kind = this.#passphrase === null ? KINDS.file : KINDS.passphrase;
    const [salt, iv] = [randomBytes(SALT_BYTES), randomBytes(IV_BYTES)];
    const key = await this.#key(kind, salt, true);
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(boundTo(owner, kind, salt));
    const text = Buffer.concat([cipher.update(secret), cipher.final()]);
    return Buffer.concat([Uint8Array.of(VERSION, kind), salt, iv, cipher.getAuthTag(), text]);
  }

  /** Throws evidence_key_locked when file or passphrase are not those with which it was locked. */
  async open(locked: Uint8Array, owner: string): Promise<Buffer> {
    const bytes = Buffer.from(locked);
    const at = (from: number, length: number): Buffer => bytes.subarray(from, from + length);
    try {
      if (bytes[0] !== VERSION || bytes.length <= HEADER_BYTES) throw new TypeError('not a locked key');
      const key = await this.#key(bytes[1] ?? -1, at(2, SALT_BYTES), false);
      const bound = boundTo(owner, bytes[1] ?? -1, at(2, SALT_BYTES));
      const decipher = createDecipheriv('aes-256-gcm', key, at(2 + SALT_BYTES, IV_BYTES)).setAAD(bound);
      decipher.setAuthTag(at(2 + SALT_BYTES + IV_BYTES, TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(HEADER_BYTES)), decipher.final()]);
    } catch {
      const with_ = bytes[1] === KINDS.passphrase ? 'evidence.passphrase of the settings' : `the file ${this.#file}`;
      throw refuse('evidence_key_locked', `The signing key does not open with ${with_}.`);
    }
  }

  async #key(kind: number, salt: Buffer, make: boolean): Promise<Buffer> {
    if (kind === KINDS.file) return make ? readOrMake(this.#file) : readFile(this.#file);
    if (kind !== KINDS.passphrase || this.#passphrase === null) throw new TypeError('no such key');
    const id = salt.toString('hex');
    const key = this.#derived.get(id) ?? (await scryptKey(this.#passphrase, salt, 32, SCRYPT));
    this.#derived.set(id, key);
    return key;
  }
}

/** What is not secret and must not be exchanged either. */
const boundTo = (owner: string, kind: number, salt: Buffer): Buffer =>
  Buffer.concat([Uint8Array.of(VERSION, kind), salt, Buffer.from(owner)]);

async function readOrMake(file: string): Promise<Buffer> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(randomBytes(32));
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFile(file);
}
