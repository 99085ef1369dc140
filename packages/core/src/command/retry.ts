/** When a MAVLink command is sent again, and when it is given up (MAVSDK: after 500 ms, three retries). */
export const ACK_TIMEOUT_MS = 500;
export const MAX_RETRIES = 3;
/** IN_PROGRESS says that the next word may take longer than an acknowledgement. */
export const IN_PROGRESS_TIMEOUT_MS = 3000;
/** An acknowledgement that never came is settled by what the aircraft is seen to do, within this time of the first sending. */
export const SETTLE_WITHIN_MS = 10_000;

export interface RetryState {
  /** How often the command was sent; it doubles as `confirmation` of the next sending. */
  sent: number;
  in_progress: boolean;
  due_ms: number;
}

/** Before the first sending, which is due at once. */
export function firstTry(nowMs: number): RetryState {
  return { sent: 0, in_progress: false, due_ms: nowMs };
}

/** What the clock asks for now. A command that is in progress is never sent again: that could start it twice. */
export function retryStep(state: RetryState, nowMs: number): 'wait' | 'send' | 'give_up' {
  if (nowMs < state.due_ms) return 'wait';
  if (state.in_progress || state.sent > MAX_RETRIES) return 'give_up';
  return 'send';
}

export function afterSending(state: RetryState, nowMs: number): RetryState {
  return { sent: state.sent + 1, in_progress: false, due_ms: nowMs + ACK_TIMEOUT_MS };
}

export function afterInProgress(state: RetryState, nowMs: number): RetryState {
  return { ...state, in_progress: true, due_ms: nowMs + IN_PROGRESS_TIMEOUT_MS };
}
