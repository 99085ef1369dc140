/** Who is signed in, and what that means for the screen. */
import type { Permission } from '@outrider/core/access';
import type { AgencyPolicy, Session } from '@outrider/schema';
import { useSyncExternalStore } from 'react';
import { ApiError, call } from '../live/api.js';
import { loadGround } from '../live/ground.js';
import { closeLive, openLive } from '../live/live.js';
import { createStore } from '../live/store.js';

export interface SessionView {
  phase: 'loading' | 'signed_out' | 'signed_in';
  session: Session | null;
  policy: AgencyPolicy | null;
  /** Why nobody is signed in any more, for the sign-in page. */
  notice: string | null;
  locked: boolean;
}

export const session = createStore<SessionView>({
  phase: 'loading',
  session: null,
  policy: null,
  notice: null,
  locked: false,
});

export const useSession = (): SessionView => useSyncExternalStore(session.subscribe, session.get);
export const useCan = (permission: Permission): boolean =>
  useSyncExternalStore(session.subscribe, () => can(permission));
/** Whether the roles of the one who is signed in hold a permission. The server decides again. */
export const can = (permission: Permission): boolean =>
  session.get().session?.permissions.includes(permission) ?? false;
export const useUserId = (): string | null =>
  useSyncExternalStore(session.subscribe, () => session.get().session?.user.id ?? null);

/** Asks the server who is signed in (a reload keeps the session). */
export async function restoreSession(): Promise<void> {
  try {
    await enter(await call('GET', '/auth/session'));
  } catch (error) {
    const unreachable = error instanceof ApiError && error.code === 'unreachable';
    session.set({
      phase: 'signed_out',
      notice: unreachable ? 'The server does not answer. Reload in a moment.' : null,
    });
  }
}

/** Signs in, also to unlock. Throws ApiError with the reason. */
export async function signIn(username: string, password: string): Promise<void> {
  await enter(await call('POST', '/auth/login', { body: { username, password } }));
}

export async function signOut(): Promise<void> {
  leave(null);
  await call('POST', '/auth/logout').catch(() => undefined);
}

/** The server has ended the session: another window may have a new one, which goes on. */
export function leave(notice: string | null): void {
  closeLive();
  session.set({ phase: 'signed_out', session: null, policy: null, notice, locked: false });
}

async function enter(entered: Session): Promise<void> {
  const previous = session.get().session;
  // Whoever signs in again, also to unlock, goes on under the new session: the old one ends by itself.
  if (previous) closeLive();
  session.set({ phase: 'signed_in', session: entered, notice: null, locked: false });
  if (entered.permissions.includes('live:read')) openLive();
  // Without terrain heights above ground stay unknown, which is said; nothing else depends on it.
  if (entered.permissions.includes('airspace:read')) void loadGround().catch(() => undefined);
  if (entered.permissions.includes('policy:read')) {
    session.set({ policy: await call('GET', '/policy').catch(() => null) });
  }
}
