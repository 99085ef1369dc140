/**
 * Who may steer a vehicle by hand now: one lease for each scope (aircraft, camera). Pure; `nowMs` is monotonic.
 * A lease lives three seconds unless renewed (consoles renew once a second). An active pilot loses it only by giving it away,
 * by letting it lapse, to the RPIC of the flight, or by revocation.
 */
export const LEASE_TTL_MS = 3000;
export const TAKEOVER_OPEN_MS = 10_000;
/** Epoch = ownership epoch times this, plus a counter: a new owner's epochs are above all of the last one's. */
const COUNTERS_PER_OWNERSHIP = 2 ** 20;

export interface Claimant {
  user_id: string;
  user_name: string;
  session_id: string;
  is_rpic: boolean;
}

export interface Lease {
  epoch: number;
  holder: Claimant | null;
  /** monotonic; of no meaning without a holder */
  expires_at_ms: number;
  request: { claimant: Claimant; open_until_ms: number } | null;
}

export type LeaseEvent = 'taken' | 'renewed' | 'released' | 'lapsed' | 'takeover_requested' | 'revoked';
export type LeaseRefusal = 'control_held' | 'lease_expired' | 'lease_wrong_epoch';
export type LeaseResult =
  | { ok: true; lease: Lease; event: LeaseEvent | null; lost_by: Claimant | null }
  | { ok: false; lease: Lease; refusal: LeaseRefusal };

/** Nobody steers. */
export function freeLease(ownershipEpoch: number): Lease {
  return { epoch: ownershipEpoch * COUNTERS_PER_OWNERSHIP, holder: null, expires_at_ms: 0, request: null };
}

/** True while somebody holds the lease. */
export function isHeld(lease: Lease, nowMs: number): boolean {
  return lease.holder !== null && nowMs < lease.expires_at_ms;
}

/** True for a stick frame that may move the aircraft. */
export function admitsStick(lease: Lease, epoch: number, nowMs: number): boolean {
  return isHeld(lease, nowMs) && lease.epoch === epoch;
}

/** Takes a free lease; one's own is renewed; the RPIC takes it from anyone. */
export function take(lease: Lease, who: Claimant, nowMs: number): LeaseResult {
  const current = withoutOldRequest(lease, nowMs);
  if (!isHeld(current, nowMs)) return handTo(current, who, nowMs, null);
  if (isSame(current.holder!, who)) return renewed(current, nowMs);
  if (who.is_rpic && !current.holder!.is_rpic) return handTo(current, who, nowMs, current.holder);
  return { ok: false, lease: current, refusal: 'control_held' };
}

/** Keeps the lease for another three seconds. */
export function renew(lease: Lease, who: Claimant, epoch: number | undefined, nowMs: number): LeaseResult {
  const refusal = refusalFor(lease, who, epoch, nowMs);
  if (refusal) return { ok: false, lease, refusal };
  // Another may have become RPIC meanwhile: the limits of the flight then bind the holder, or no longer do.
  return renewed({ ...withoutOldRequest(lease, nowMs), holder: who }, nowMs);
}

/** Gives the lease up; whoever has asked for takeover gets it at once. */
export function release(lease: Lease, who: Claimant, epoch: number | undefined, nowMs: number): LeaseResult {
  const refusal = refusalFor(lease, who, epoch, nowMs);
  if (refusal) return { ok: false, lease, refusal };
  const current = withoutOldRequest(lease, nowMs);
  if (current.request) return handTo(current, current.request.claimant, nowMs, who);
  return { ok: true, lease: emptied(current), event: 'released', lost_by: who };
}

/** Asks the holder; open for ten seconds, one at a time. Nobody holding: it is simply taken. */
export function requestTakeover(lease: Lease, who: Claimant, nowMs: number): LeaseResult {
  const current = withoutOldRequest(lease, nowMs);
  if (!isHeld(current, nowMs) || isSame(current.holder!, who)) return take(current, who, nowMs);
  if (current.request) {
    const own = isSame(current.request.claimant, who);
    return own
      ? { ok: true, lease: current, event: null, lost_by: null }
      : { ok: false, lease: current, refusal: 'control_held' };
  }
  const request = { claimant: who, open_until_ms: nowMs + TAKEOVER_OPEN_MS };
  return { ok: true, lease: { ...current, request }, event: 'takeover_requested', lost_by: null };
}

/** The holder agrees to the open request. */
export function grantTakeover(lease: Lease, who: Claimant, epoch: number | undefined, nowMs: number): LeaseResult {
  const refusal = refusalFor(lease, who, epoch, nowMs);
  if (refusal) return { ok: false, lease, refusal };
  const current = withoutOldRequest(lease, nowMs);
  if (!current.request) return { ok: false, lease: current, refusal: 'lease_expired' };
  return handTo(current, current.request.claimant, nowMs, current.holder);
}

/** Ends the lease whoever holds it: a session that was closed, a right that was withdrawn. */
export function revoke(lease: Lease, nowMs: number): LeaseResult {
  if (!isHeld(lease, nowMs)) return { ok: true, lease, event: null, lost_by: null };
  return { ok: true, lease: emptied(lease), event: 'revoked', lost_by: lease.holder };
}

/** To be called several times a second: ends a lease that was not renewed and a request that was not answered. */
export function expire(lease: Lease, nowMs: number): LeaseResult {
  const current = withoutOldRequest(lease, nowMs);
  if (current.holder === null || isHeld(current, nowMs))
    return { ok: true, lease: current, event: null, lost_by: null };
  return { ok: true, lease: emptied(current), event: 'lapsed', lost_by: current.holder };
}

function refusalFor(lease: Lease, who: Claimant, epoch: number | undefined, nowMs: number): LeaseRefusal | null {
  if (!isHeld(lease, nowMs)) return 'lease_expired';
  if (!isSame(lease.holder!, who)) return 'control_held';
  return epoch !== undefined && epoch !== lease.epoch ? 'lease_wrong_epoch' : null;
}

function renewed(lease: Lease, nowMs: number): LeaseResult {
  return { ok: true, lease: { ...lease, expires_at_ms: nowMs + LEASE_TTL_MS }, event: 'renewed', lost_by: null };
}

function handTo(lease: Lease, who: Claimant, nowMs: number, lostBy: Claimant | null): LeaseResult {
  const next = { epoch: lease.epoch + 1, holder: who, expires_at_ms: nowMs + LEASE_TTL_MS, request: null };
  return { ok: true, lease: next, event: 'taken', lost_by: lostBy };
}

/** The epoch rises here too, so that sticks of the last holder are refused from this moment on. */
function emptied(lease: Lease): Lease {
  return { epoch: lease.epoch + 1, holder: null, expires_at_ms: 0, request: null };
}

function withoutOldRequest(lease: Lease, nowMs: number): Lease {
  return lease.request && nowMs >= lease.request.open_until_ms ? { ...lease, request: null } : lease;
}

/** A second window of the same user is another pilot: two windows must not steer at once. */
export function isSame(a: Claimant, b: Claimant): boolean {
  return a.user_id === b.user_id && a.session_id === b.session_id;
}
