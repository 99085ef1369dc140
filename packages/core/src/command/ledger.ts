import type { Command, GatewayCommand } from '@outrider/schema';
import type { CommandStep } from './lifecycle.js';
import { advance, isExpired, isSettled, newCommand } from './lifecycle.js';

/** What is to be done with a command that came in. */
export type Admission =
  | { kind: 'new'; command: Command }
  /** Seen before: its outcome so far; nothing is run. */
  | { kind: 'repeat'; command: Command }
  | { kind: 'reused_id' }
  /** Came too late; remembered as failed, so that the same id can never run later. */
  | { kind: 'expired'; command: Command };

/**
 * Every command of a gateway that may still matter, by id. The first with an id decides; later ones get its outcome.
 * Bounded: the oldest settled ones are forgotten first, long after their expiry.
 */
export class CommandLedger {
  readonly #commands = new Map<string, Command>();
  readonly #limit: number;

  constructor(limit = 20_000) {
    this.#limit = limit;
  }

  admit(request: GatewayCommand, origin: Command['origin'], utcMs: number): Admission {
    const known = this.#commands.get(request.command_id);
    if (known) return sameIntent(known, request) ? { kind: 'repeat', command: known } : { kind: 'reused_id' };
    const command = newCommand(request, origin, utcMs);
    if (!isExpired(request, utcMs)) {
      this.#remember(command);
      return { kind: 'new', command };
    }
    const lateMs = utcMs - request.issued_at_utc_ms;
    const expired: Command = {
      ...command,
      state: 'failed',
      error_code: 'command_expired',
      detail: `It reached the gateway ${Math.round(lateMs)} ms after it was issued; ${request.expires_in_ms} ms were allowed.`,
    };
    this.#remember(expired);
    return { kind: 'expired', command: expired };
  }

  /** Takes a step; null where it changed nothing. */
  advance(commandId: string, step: CommandStep, utcMs: number): Command | null {
    const command = this.#commands.get(commandId);
    const next = command ? advance(command, step, utcMs) : null;
    if (next) this.#commands.set(commandId, next);
    return next;
  }

  get(commandId: string): Command | null {
    return this.#commands.get(commandId) ?? null;
  }

  /**
   * Takes up what an earlier run of the gateway wrote down, in that order. Answers the commands whose outcome is not known:
   * the caller ends them, since a restarted gateway never carries on by itself.
   */
  restore(commands: Iterable<Command>): Command[] {
    for (const command of commands) this.#remember(command);
    return [...this.#commands.values()].filter((command) => !isSettled(command));
  }

  get size(): number {
    return this.#commands.size;
  }

  #remember(command: Command): void {
    this.#commands.delete(command.command_id);
    this.#commands.set(command.command_id, command);
    if (this.#commands.size <= this.#limit) return;
    for (const [id, old] of this.#commands) {
      if (!isSettled(old)) continue;
      this.#commands.delete(id);
      return;
    }
  }
}

function sameIntent(known: Command, request: GatewayCommand): boolean {
  return known.aircraft_id === request.aircraft_id && sameValue(known.action, request.action);
}

/** Deep equality of JSON values, whatever the order of keys. */
function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}
