import { mkdir, open, readFile, rename } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * One JSON value in a file, replaced as a whole: written beside, fsynced, renamed. Writes follow one another; of several that
 * wait only the last is done.
 */
export class StateFile<Value> {
  readonly #path: string;
  #pending: { value: Value } | null = null;
  #running: Promise<void> | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  /** Null when there is none, or when it is not readable as JSON. */
  async read(): Promise<Value | null> {
    try {
      return JSON.parse(await readFile(this.#path, 'utf8')) as Value;
    } catch {
      return null;
    }
  }

  /** Resolves when this value, or a later one, is safe. */
  async write(value: Value): Promise<void> {
    this.#pending = { value };
    this.#running ??= this.#loop().finally(() => (this.#running = null));
    await this.#running;
  }

  /** Resolves when no write is going on; a failed one counts as over. */
  async settled(): Promise<void> {
    await this.#running?.catch(() => undefined);
  }

  async #loop(): Promise<void> {
    while (this.#pending) {
      const { value } = this.#pending;
      this.#pending = null;
      await this.#replace(JSON.stringify(value));
    }
  }

  async #replace(text: string): Promise<void> {
    const beside = `${this.#path}.new`;
    const file = await this.#openBeside(beside);
    try {
      await file.writeFile(text);
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(beside, this.#path);
  }

  /** The folder is nearly always there already. */
  async #openBeside(beside: string): Promise<FileHandle> {
    try {
      return await open(beside, 'w', 0o600);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
      return open(beside, 'w', 0o600);
    }
  }
}
