import type { Permission } from '@outrider/core/access';
import { refuse } from '../refusal.js';
import type { Principal } from './principal.js';
import type { Sessions } from './sessions.js';

/** `__Host-` binds the cookie to this host and TLS; browsers refuse the prefix over plain HTTP. */
export const cookieName = (secure: boolean): string => (secure ? '__Host-outrider' : 'outrider');

/** What a request carries to say who makes it. */
export interface Credentials {
  authorization: string | undefined;
  /** Content of the session's cookie. */
  cookie: string | undefined;
}

/**
 * What asks. A `request` counts as somebody being there; `opening` a socket does not; a socket that `stands` open goes on showing what
 * happens when its session falls idle, and can do nothing any more.
 */
export type Asking = 'request' | 'opening' | 'stands';

/** The holder of a bearer token or of a session's cookie. Throws not_signed_in or session_expired. */
export async function authenticate(
  sessions: Sessions,
  { authorization, cookie }: Credentials,
  asking: Asking = 'request',
): Promise<Principal> {
  const bearer = /^Bearer ([\w-]{20,200})$/.exec(authorization ?? '')?.[1];
  if (bearer) return sessions.fromApiKey(bearer);
  if (!cookie) throw refuse('not_signed_in', 'Nobody is signed in.');
  return asking === 'stands' ? sessions.standing(cookie) : sessions.fromCookie(cookie, asking === 'request');
}

/** Throws forbidden and names the permission. */
export function requirePermission(principal: Principal, permission: Permission): void {
  if (principal.permissions.has(permission)) return;
  const code = permission === 'aircraft:terminate' ? 'terminate_not_allowed' : 'forbidden';
  throw refuse(code, `This needs the permission ${permission}.`);
}

/**
 * A browser tells which site a request comes from; another site's is refused even where a cookie was sent along. Programs send
 * no Origin and are told apart by their secret.
 */
export function requireOwnOrigin(origin: string | undefined, host: string | undefined, publicUrl: string | null): void {
  if (origin === undefined) return;
  const own = publicUrl === null ? null : new URL(publicUrl).origin;
  if (origin === own || (URL.canParse(origin) && new URL(origin).host === host)) return;
  throw refuse('origin_refused', `Requests from ${origin.slice(0, 100)} are not accepted.`);
}
