/** The gateway's durable facts: written and fsynced in the spool first, announced then. */
import { eventsSubject } from '@outrider/schema';
import type { Command, GatewayEvent, SpoolAnswer, SpoolRequest } from '@outrider/schema';
import type { Bus, Logger, Spool } from '@outrider/runtime';

/** An event before it has its number. */
export type NewEvent = GatewayEvent extends infer E ? (E extends unknown ? Omit<E, 'seq'> : never) : never;

/** An answer has to fit a bus message of 1 MiB. */
const MAX_ANSWER_BYTES = 800_000;
/** Kept though the server has them, so that a command id is known again after a restart. */
const KEEP_ENTRIES = 20_000;

export class EventLog {
  readonly #spool: Spool;
  readonly #bus: Bus;
  readonly #gateway: string;
  readonly #logger: Logger;
  readonly #onFailure: () => void;

  constructor(options: { spool: Spool; bus: Bus; gateway: string; logger: Logger; onFailure: () => void }) {
    this.#spool = options.spool;
    this.#bus = options.bus;
    this.#gateway = options.gateway;
    this.#logger = options.logger;
    this.#onFailure = options.onFailure;
  }

  get lastSeq(): number {
    return this.#spool.nextSequence - 1;
  }

  /** Null while events can be written. */
  get failure(): Error | null {
    return this.#spool.failure;
  }

  /** Resolves with true once the event is safe, with false when it could not be written; that is logged and counted here. */
  async record(event: NewEvent): Promise<boolean> {
    try {
      const seq = await this.#spool.append(Buffer.from(JSON.stringify(event)));
      this.#bus.publish(eventsSubject(this.#gateway), Buffer.from(JSON.stringify({ seq })));
      return true;
    } catch (error) {
      this.#onFailure();
      this.#logger.error({ error, kind: event.kind }, 'an event could not be written to the spool');
      return false;
    }
  }

  /** Events after a number, as many as fit a message. */
  async read({ after_seq, max }: SpoolRequest): Promise<SpoolAnswer> {
    const events: GatewayEvent[] = [];
    let bytes = 0;
    for await (const entry of this.#spool.readFrom(Math.max(after_seq + 1, this.#spool.firstSequence))) {
      bytes += entry.bytes.byteLength + 30;
      if (events.length >= max || (bytes > MAX_ANSWER_BYTES && events.length > 0)) break;
      events.push(eventOf(entry.sequence, entry.bytes));
    }
    return { events, last_seq: this.lastSeq };
  }

  /** What the server has is deleted, but for the newest entries. */
  async acknowledge(upToSeq: number): Promise<void> {
    await this.#spool.truncateBelow(Math.min(upToSeq + 1, this.#spool.nextSequence - KEEP_ENTRIES));
  }

  /** What an earlier run knew: commands in the order in which they changed, and flights that were begun. */
  async recall(): Promise<{ commands: Command[]; flightIds: Set<string> }> {
    const commands = new Map<string, Command>();
    const flightIds = new Set<string>();
    for await (const entry of this.#spool.readFrom(this.#spool.firstSequence)) {
      const event = eventOf(entry.sequence, entry.bytes);
      if (event.kind === 'command') commands.set(event.command.command_id, event.command);
      if (event.kind === 'flight' && event.flight_id) flightIds.add(event.flight_id);
    }
    return { commands: [...commands.values()], flightIds };
  }
}

function eventOf(seq: number, bytes: Uint8Array): GatewayEvent {
  return { ...(JSON.parse(Buffer.from(bytes).toString()) as Omit<GatewayEvent, 'seq'>), seq } as GatewayEvent;
}
