import { hash, verify } from '@node-rs/argon2';
import { refuse } from '../refusal.js';

// OWASP's first choice for argon2id (number 2 of the library's algorithms): 19 MiB, two passes, one lane.
const ARGON2ID = 2;
const PARAMETERS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
// Each check takes a core for about 30 ms: a flood of logins must not take every thread from the rest of the server.
const MAX_AT_ONCE = 2;
const MAX_WAITING = 64;

let running = 0;
const waiting: (() => void)[] = [];

/** Text that holds salt, parameters and hash. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, PARAMETERS));

/** True when `password` is the one behind `stored`; takes as long for a name that does not exist (`stored` null). */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  return inTurn(async () => {
    if (stored !== null) return verify(stored, password);
    await hash(password, PARAMETERS);
    return false;
  });
}

/** Refuses what guessing lists start with; length is the contract's business. */
export function requireStrongPassword(password: string, username: string): void {
  const plain = password.toLowerCase();
  const distinct = new Set(plain).size;
  if (distinct >= 6 && !plain.includes(username) && !/^(.{1,6})\1+$/.test(plain)) return;
  throw refuse('password_too_weak', 'The password repeats itself or contains the user name.', 'password');
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MAX_AT_ONCE) {
    if (waiting.length >= MAX_WAITING) throw refuse('rate_limited', 'Too many people sign in at this moment.');
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}
