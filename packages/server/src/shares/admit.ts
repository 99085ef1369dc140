import type { IncomingHttpHeaders } from 'node:http';
import type { Principal } from '../platform/auth/principal.js';
import { Refusal, refuse } from '../platform/refusal.js';
import type { ShareDesk } from './desk.js';
import type { ShareFacts } from './facts.js';

const USER_AGENT_CHARACTERS = 200;

export interface Comer {
  token: string;
  address: string;
  /** Who is signed in in this browser; may throw a Refusal when nobody is. */
  signedIn: () => Promise<Principal>;
}
export interface Admitted {
  facts: ShareFacts;
  /** The member of the link's agency who is signed in; null for everybody else. */
  member: Principal | null;
}

/** Who comes with a link, and what it is about. Throws share_ended, share_sign_in or rate_limited. */
export async function admitByLink(desk: ShareDesk, { token, address, signedIn }: Comer): Promise<Admitted> {
  const facts = await desk.admit(token, address);
  const member = await memberOf(facts.agencyId, signedIn);
  if (facts.camera.criminalJustice && !member)
    throw refuse('share_sign_in', 'This picture is criminal justice information.');
  return { facts, member };
}

async function memberOf(agencyId: string, signedIn: () => Promise<Principal>): Promise<Principal | null> {
  try {
    const principal = await signedIn();
    return principal.agencyId === agencyId && principal.permissions.has('video:view') ? principal : null;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

export const shortUserAgent = (headers: IncomingHttpHeaders): string =>
  (headers['user-agent'] ?? '').slice(0, USER_AGENT_CHARACTERS);
