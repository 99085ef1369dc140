import type { ActionKind, ControlLease } from '@outrider/schema';
import type { Permission } from '@outrider/core/access';

/** Actions that always go through, whoever steers: they end danger and start none. */
const SAFE_ACTIONS: ReadonlySet<ActionKind> = new Set<ActionKind>(['hold', 'return', 'land', 'stop', 'read_failsafes']);
/** Actions that only a flight's own plan gives; by hand they would take off without its checks. */
const PLAN_ONLY: ReadonlySet<ActionKind> = new Set<ActionKind>(['arm', 'take_off', 'start_plan']);

export const isSafe = (kind: ActionKind): boolean => SAFE_ACTIONS.has(kind);

/** Permission that an action needs. Cutting the motors is one of its own. */
export const permissionFor = (kind: ActionKind): Permission =>
  kind === 'terminate' ? 'aircraft:terminate' : 'aircraft:command';

export interface AuthorityFacts {
  kind: ActionKind;
  caller_id: string;
  /** RPIC of the flight under way; null without a flight. */
  rpic_user_id: string | null;
  on_flight: boolean;
  /** The lease on the aircraft, or on the camera for pointing it. */
  lease: ControlLease | null;
}

export type AuthorityRefusal = { code: 'control_held' | 'flight_state'; message: string } | null;

/**
 * May this caller give this order now? Hold, return, land and STOP always; what moves the aircraft not while somebody else
 * steers it, unless the caller is the RPIC. Pure; null = yes.
 */
export function authorityRefusal(facts: AuthorityFacts): AuthorityRefusal {
  const { kind, caller_id, lease } = facts;
  if (SAFE_ACTIONS.has(kind) || kind === 'terminate') return null;
  if (PLAN_ONLY.has(kind)) {
    return {
      code: 'flight_state',
      message: 'An aircraft takes off by a flight that an RPIC accepted, not by a single command.',
    };
  }
  const heldByOther = lease !== null && lease.holder_user_id !== null && lease.holder_user_id !== caller_id;
  if (heldByOther && facts.rpic_user_id !== caller_id) {
    return {
      code: 'control_held',
      message: `${lease.holder_name ?? 'Somebody else'} holds ${lease.scope === 'camera' ? 'the camera' : 'control'}.`,
    };
  }
  return null;
}
