import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { credsAuthenticator, nkeyAuthenticator, nkeys } from '@nats-io/nats-core';
import type { Authenticator } from '@nats-io/nats-core';
import { OutriderError } from '../errors/index.js';
import { writeFileAtomically } from '../files/index.js';

const SEED = /\bSU[A-Z2-7]{56}\b/;
const JWT = '-----BEGIN NATS USER JWT-----';

/** A key of a NATS user. Whoever holds the seed is that user; servers know the public half alone. */
export interface UserKey {
  seed: string;
  public_key: string;
}

export function newUserKey(): UserKey {
  const pair = nkeys.createUser();
  return { seed: Buffer.from(pair.getSeed()).toString(), public_key: pair.getPublicKey() };
}

/** Content of a credentials file, in the form of NATS's own tools. */
export function credentialsText({ seed }: Pick<UserKey, 'seed'>): string {
  return `-----BEGIN USER NKEY SEED-----\n${seed}\n------END USER NKEY SEED------\n`;
}

/** The public half of the key in a credentials file. Throws file_unreadable. */
export function publicKeyOf(file: string): string {
  return nkeys.fromSeed(Buffer.from(seedIn(file, read(file)))).getPublicKey();
}

/**
 * How to prove who we are: the key that `outrider gateway add` writes, or a .creds file of an operator with a token of its own.
 * Throws file_unreadable.
 */
export function authenticatorFor(file: string): Authenticator {
  const text = read(file);
  if (text.includes(JWT)) return credsAuthenticator(Buffer.from(text));
  return nkeyAuthenticator(Buffer.from(seedIn(file, text)));
}

function seedIn(file: string, text: string): string {
  const seed = SEED.exec(text)?.[0];
  if (seed) return seed;
  throw new OutriderError(
    'file_unreadable',
    `${file} holds no key of a NATS user.`,
    'Name the right credentials file.',
  );
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const message = `The credentials file ${file} cannot be read: ${(cause as Error).message}.`;
    throw new OutriderError('file_unreadable', message, 'Check bus.credentials_file and its permissions.', { cause });
  }
}

const SERVER_CREDENTIALS = 'server.creds';

/** Public half of the server's own key, which is made in `folder` the first time. Its file is readable by us alone. */
export function serverKeyIn(folder: string): string {
  const file = join(folder, SERVER_CREDENTIALS);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileAtomically(file, credentialsText(newUserKey()));
  }
  return publicKeyOf(file);
}
