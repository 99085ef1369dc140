import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** 256 random bits as text for a cookie, a bearer token or a made-up password. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** What is kept of a secret. Unsalted SHA-256 is enough for 256 random bits: there is no dictionary to try. */
export const secretHash = (secret: string): Uint8Array => createHash('sha256').update(secret).digest();

/** A password for a first administrator or a demo account: 20 letters and digits that are not mistaken for one another. */
export function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return [...randomBytes(20)].map((byte) => letters[byte % letters.length]).join('');
}
