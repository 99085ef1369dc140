export { STICK_BYTES, STICK_VERSION, decodeStick, encodeStick } from './stick-codec.js';
export type { StickFrame } from './stick-codec.js';
export { advance, isExpired, isSettled, newCommand } from './lifecycle.js';
export type { CommandStep } from './lifecycle.js';
export { CommandLedger } from './ledger.js';
export type { Admission } from './ledger.js';
export {
  ACK_TIMEOUT_MS,
  IN_PROGRESS_TIMEOUT_MS,
  MAX_RETRIES,
  SETTLE_WITHIN_MS,
  afterInProgress,
  afterSending,
  firstTry,
  retryStep,
} from './retry.js';
export type { RetryState } from './retry.js';
export { achieveWithinMs, hasBegun, isAchieved } from './effect.js';
export {
  LEASE_TTL_MS,
  TAKEOVER_OPEN_MS,
  admitsStick,
  expire,
  freeLease,
  grantTakeover,
  isHeld,
  isSame,
  release,
  renew,
  requestTakeover,
  revoke,
  take,
} from './lease.js';
export type { Claimant, Lease, LeaseEvent, LeaseRefusal, LeaseResult } from './lease.js';
export { beyondLimits, describeLimits, limitAction, limitRefusal, limitSticks } from './limits.js';
export { Transit } from './transit.js';
export { LADDER_AT_REST, stepLadder } from './ladder.js';
export type { Ladder, LadderEffect, LadderInput } from './ladder.js';
export { claimOwnership, releaseOwnership } from './ownership.js';
export type { OwnedAircraft, Ownership, OwnershipClaim, OwnershipStore } from './ownership.js';
