/** COMMAND_LONG and COMMAND_INT with their retries: one in flight for each (component, command), the rest wait in line. */
import type { RetryState } from '@outrider/core/command';
import { afterInProgress, afterSending, firstTry, retryStep } from '@outrider/core/command';
import type { messages } from '@outrider/protocol/mavlink';
import { MavResult } from './enums.js';
import type { Sender } from './sender.js';

type SevenNumbers = readonly [number, number, number, number, number, number, number];

/** A command with plain numbers, or one that speaks of a place: those go by COMMAND_INT, whose degrees are exact. */
export interface CommandSpec {
  command: number;
  /** Parameters 1 to 4; missing ones are 0. */
  params?: readonly number[];
  /** Parameters 5 to 7 of a COMMAND_LONG. */
  more?: readonly [number, number, number];
  place?: { frame: number; latitude_deg: number | null; longitude_deg: number | null; z: number };
  component?: number;
}

export type CommandOutcome =
  /** `settled`: nothing was heard, or a repetition was refused, but the state shows that it was taken up. */
  | { kind: 'accepted'; settled: boolean }
  /** `repeated`: what is refused may be the repetition of a sending that was carried out and whose acknowledgement was lost. */
  | { kind: 'refused'; result: number; repeated: boolean }
  /** Four sendings without an acknowledgement, or silence after IN_PROGRESS. */
  | { kind: 'no_answer' }
  | { kind: 'aborted' };

export interface CommandOptions {
  signal?: AbortSignal | undefined;
  /** Called at the first sending. */
  onSent?: (() => void) | undefined;
  /**
   * True when the state shows that the command was taken up. Asked before each repetition, so that a take-off whose
   * acknowledgement was lost is not ordered twice, and when a repetition is refused because it is already being done.
   */
  settled?: (() => boolean) | undefined;
}

interface Exchange {
  settled: (() => boolean) | undefined;
  spec: CommandSpec;
  retry: RetryState;
  onSent: (() => void) | undefined;
  finish(outcome: CommandOutcome): void;
}

/** An operator cannot want more than that at once; beyond it commands are refused as unanswered. */
const MAX_WAITING = 32;
const INT32_IGNORED = 2_147_483_647;

export class CommandProtocol {
  readonly #sender: Sender;
  /** First of each line is in flight. */
  readonly #lines = new Map<string, Exchange[]>();
  #waiting = 0;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /** True while something awaits an acknowledgement. */
  get busy(): boolean {
    return this.#waiting > 0;
  }

  /** Resolves with what became of it; never rejects. */
  send(spec: CommandSpec, nowMs: number, options: CommandOptions = {}): Promise<CommandOutcome> {
    if (options.signal?.aborted) return Promise.resolve({ kind: 'aborted' });
    if (this.#waiting >= MAX_WAITING) return Promise.resolve({ kind: 'no_answer' });
    return new Promise((resolve) => {
      const key = `${spec.component ?? this.#sender.target_component}:${spec.command}`;
      const line = this.#lines.get(key) ?? [];
      const onAbort = (): void => exchange.finish({ kind: 'aborted' });
      const exchange: Exchange = {
        spec,
        retry: firstTry(nowMs),
        onSent: options.onSent,
        settled: options.settled,
        finish: (outcome) => {
          options.signal?.removeEventListener('abort', onAbort);
          this.#remove(key, exchange);
          resolve(outcome);
        },
      };
      options.signal?.addEventListener('abort', onAbort);
      this.#lines.set(key, line);
      line.push(exchange);
      this.#waiting += 1;
      if (line.length === 1) this.#step(exchange, nowMs);
    });
  }

  /** Sends without waiting for an answer, for requests whose effect is seen in what arrives. */
  request(spec: CommandSpec): void {
    this.#transmit(spec, 0);
  }

  onAck(ack: messages.CommandAck, component: number, nowMs: number): void {
    const exchange = this.#lines.get(`${component}:${ack.command}`)?.[0];
    if (!exchange || exchange.retry.sent === 0) return;
    if (ack.result === MavResult.IN_PROGRESS) {
      exchange.retry = afterInProgress(exchange.retry, nowMs);
    } else if (ack.result === MavResult.ACCEPTED) {
      exchange.finish({ kind: 'accepted', settled: false });
    } else if (exchange.retry.sent > 1 && exchange.settled?.()) {
      exchange.finish({ kind: 'accepted', settled: true });
    } else {
      exchange.finish({ kind: 'refused', result: ack.result, repeated: exchange.retry.sent > 1 });
    }
  }

  tick(nowMs: number): void {
    if (this.#waiting === 0) return;
    for (const line of this.#lines.values()) if (line[0]) this.#step(line[0], nowMs);
  }

  abortAll(): void {
    for (const line of this.#lines.values()) while (line[0]) line[0].finish({ kind: 'aborted' });
  }

  #step(exchange: Exchange, nowMs: number): void {
    const step = retryStep(exchange.retry, nowMs);
    if (step !== 'wait' && exchange.retry.sent > 0 && exchange.settled?.()) {
      return exchange.finish({ kind: 'accepted', settled: true });
    }
    if (step === 'give_up') return exchange.finish({ kind: 'no_answer' });
    if (step === 'wait') return;
    const { sent } = exchange.retry;
    exchange.retry = afterSending(exchange.retry, nowMs);
    if (sent === 0) exchange.onSent?.();
    this.#transmit(exchange.spec, sent);
  }

  #transmit(spec: CommandSpec, confirmation: number): void {
    const target = {
      target_system: this.#sender.target_system,
      target_component: spec.component ?? this.#sender.target_component,
      command: spec.command,
    };
    const [param1 = 0, param2 = 0, param3 = 0, param4 = 0] = spec.params ?? [];
    if (spec.place) {
      const { frame, latitude_deg, longitude_deg, z } = spec.place;
      const x = latitude_deg === null ? INT32_IGNORED : Math.round(latitude_deg * 1e7);
      const y = longitude_deg === null ? INT32_IGNORED : Math.round(longitude_deg * 1e7);
      const fields = { ...target, param1, param2, param3, param4, frame, x, y, z, current: 0, autocontinue: 0 };
      this.#sender.send('COMMAND_INT', fields);
      return;
    }
    const all: SevenNumbers = [param1, param2, param3, param4, ...(spec.more ?? ([0, 0, 0] as const))];
    const [, , , , param5, param6, param7] = all;
    const fields = { ...target, confirmation, param1, param2, param3, param4, param5, param6, param7 };
    this.#sender.send('COMMAND_LONG', fields);
  }

  #remove(key: string, exchange: Exchange): void {
    const line = this.#lines.get(key);
    const index = line?.indexOf(exchange) ?? -1;
    if (!line || index < 0) return;
    line.splice(index, 1);
    this.#waiting -= 1;
    const next = line[0];
    if (!next) this.#lines.delete(key);
    // The next one is due at once; the coming tick sends it.
    else if (index === 0) next.retry = firstTry(0);
  }
}

/** A sentence for the user about a refusal; `said` is the autopilot's own last word on it, if any. */
export function describeRefusal(result: number, said: string | null): string {
  const words: Record<number, string> = {
    [MavResult.TEMPORARILY_REJECTED]: 'The autopilot cannot do this at the moment',
    [MavResult.DENIED]: 'The autopilot denied it',
    [MavResult.UNSUPPORTED]: 'The autopilot does not know this command',
    [MavResult.FAILED]: 'The autopilot could not carry it out',
    [MavResult.CANCELLED]: 'The autopilot cancelled it',
  };
  const text = words[result] ?? `The autopilot answered with result ${result}`;
  return said ? `${text}: ${said}.` : `${text}.`;
}
