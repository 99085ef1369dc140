import type { Role, Session, User } from '@outrider/schema';
import type { Permission } from '@outrider/core/access';

/** Who makes a request or holds a socket, and what they may do. */
export interface Principal {
  readonly kind: 'user' | 'api_key';
  /** User or API key. */
  readonly id: string;
  readonly name: string;
  /** The host's own agency row for users of the host. */
  readonly agencyId: string;
  readonly agencyName: string;
  readonly isHost: boolean;
  readonly roles: readonly Role[];
  readonly permissions: ReadonlySet<Permission>;
  /** Nobody has been there for the agency's idle time: what is shown goes on, nothing can be done until somebody signs in again. */
  readonly locked: boolean;
  /** Null for an API key. */
  readonly session: { id: string; expiresAtUtcMs: number; user: User } | null;
}

/** What the console is told about itself. */
export function describeSession(principal: Principal, demo: boolean): Session {
  const { session } = principal;
  if (!session) throw new TypeError('an API key has no session');
  return {
    user: session.user,
    agency: principal.isHost ? null : { id: principal.agencyId, name: principal.agencyName },
    permissions: [...principal.permissions],
    expires_at_utc_ms: session.expiresAtUtcMs,
    demo,
  };
}
