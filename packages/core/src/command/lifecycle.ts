/** How a command gets on: one id for life, states that only go forward, an end that stays. */
import type { Command, CommandState, GatewayCommand } from '@outrider/schema';

const ORDER: Record<CommandState, number> = {
  requested: 0,
  sent: 1,
  acknowledged: 2,
  done: 3,
  failed: 3,
  timed_out: 3,
};

/** What happened to a command. */
export interface CommandStep {
  state: Exclude<CommandState, 'requested'>;
  /** A whole sentence for the user; null keeps none. */
  detail?: string | null;
  error_code?: string | null;
}

/** True once nothing more can happen to it. */
export function isSettled(command: Pick<Command, 'state'>): boolean {
  return ORDER[command.state] === 3;
}

/** A command as it begins its life. */
export function newCommand(request: GatewayCommand, origin: Command['origin'], utcMs: number): Command {
  return {
    command_id: request.command_id,
    agency_id: request.agency_id,
    aircraft_id: request.aircraft_id,
    flight_id: request.flight_id,
    action: request.action,
    state: 'requested',
    detail: null,
    error_code: null,
    issued_by: request.issued_by,
    origin,
    requested_at_utc_ms: request.issued_at_utc_ms,
    updated_at_utc_ms: utcMs,
  };
}

/**
 * The command after a step; null where the step changes nothing, because the command is settled or further on. A late
 * acknowledgement can therefore never reopen a command that has ended.
 */
export function advance(command: Command, step: CommandStep, utcMs: number): Command | null {
  if (isSettled(command)) return null;
  const forward = ORDER[step.state] > ORDER[command.state];
  const sameStateNewDetail =
    step.state === command.state && step.detail !== undefined && step.detail !== command.detail;
  if (!forward && !sameStateNewDetail) return null;
  return {
    ...command,
    state: step.state,
    detail: step.detail ?? null,
    error_code: step.error_code ?? null,
    updated_at_utc_ms: utcMs,
  };
}

/** True when a command reached us later than its sender wanted. A sender's clock that is ahead counts as no delay. */
export function isExpired(request: Pick<GatewayCommand, 'issued_at_utc_ms' | 'expires_in_ms'>, utcMs: number): boolean {
  return utcMs - request.issued_at_utc_ms > request.expires_in_ms;
}
