/**
 * The parameter protocol. A value counts only when the autopilot has said it, and a write succeeds only when the echo equals
 * what was sent. Integers travel as their own bits on PX4 (bytewise) and as numbers on ArduPilot (C cast).
 */
import type { Frame, messages } from '@outrider/protocol/mavlink';
import type { Sender } from './sender.js';

export type ParameterEncoding = 'bytewise' | 'c_cast';
export interface Parameter {
  name: string;
  value: number;
  type: number;
}

const TYPE_REAL32 = 9;
const INTEGER_TYPES = new Set([1, 2, 3, 4, 5, 6]);
const UNSIGNED_TYPES = new Set([1, 3, 5]);
const RESEND_MS = 500;
/** On a link that loses a fifth of all frames both ways, one read in 3,500 and one write in 200,000 get no answer. */
const MAX_READINGS = 8;
/** What was answered before is there: silence is a link that is quiet for a while, and a flight that is being prepared waits for it. */
const MAX_READINGS_OF_KNOWN = 24;
/** Writing a value once more changes nothing, and a flight hangs on it. */
const MAX_WRITINGS = 12;
const LIST_SILENCE_MS = 1000;
const LIST_GAPS_AT_ONCE = 20;
const MAX_PARAMETERS = 5000;
/** Silence of a name is believed for so long; a reboot ends it. */
const MISSING_FOR_MS = 300_000;
/** Requests on the air at once: more would crowd a radio link. */
const MAX_IN_FLIGHT = 8;
/** As long as none was ever answered: a vehicle that keeps silent is not asked for everything, over and over. */
const IN_FLIGHT_UNHEARD = 2;

interface Wait {
  name: string;
  /** Value to be written; null reads. */
  wanted: number | null;
  sendings: number;
  due_ms: number;
  finish(parameter: Parameter | null): void;
}

interface Listing {
  count: number | null;
  seen: Set<number>;
  last_ms: number;
  silences: number;
  finish(complete: boolean): void;
}

export class ParameterProtocol {
  readonly #sender: Sender;
  readonly #encoding: () => ParameterEncoding;
  readonly #known = new Map<string, Parameter>();
  /** Names that were not answered although others were: this firmware does not have them. */
  readonly #missingUntilMs = new Map<string, number>();
  readonly #waiting: Wait[] = [];
  #listing: Listing | null = null;

  constructor(sender: Sender, encoding: () => ParameterEncoding) {
    this.#sender = sender;
    this.#encoding = encoding;
  }

  get busy(): boolean {
    return this.#waiting.length > 0 || this.#listing !== null;
  }

  /** Every parameter heard of so far, by name. */
  get known(): ReadonlyMap<string, Parameter> {
    return this.#known;
  }

  /** After a reboot everything may be different. */
  forget(): void {
    this.#known.clear();
    this.#missingUntilMs.clear();
  }

  /** Asks the autopilot; null when it does not answer, which is also how it says that there is no such parameter. */
  read(name: string, nowMs: number): Promise<Parameter | null> {
    return this.#exchange(name, null, nowMs);
  }

  /**
   * Asks for several; names that are not answered are missing in the result. `A|B` are names of one thing in different
   * versions: the first to be answered is enough.
   */
  async readMany(names: readonly string[], nowMs: number): Promise<Map<string, number>> {
    const asked = names.filter((name) => (this.#missingUntilMs.get(name) ?? 0) <= nowMs);
    const answers = await Promise.all(asked.map((name) => this.#readAny(name.split('|'), nowMs)));
    // Only where most were answered does silence mean absence; on a bad link it means loss.
    if (answers.filter(Boolean).length > asked.length / 2) {
      asked.forEach((name, index) => {
        const wasHeard = name.split('|').some((one) => this.#known.has(one));
        if (!answers[index] && !wasHeard) this.#missingUntilMs.set(name, nowMs + MISSING_FOR_MS);
      });
    }
    return new Map(answers.flatMap((answer) => (answer ? [[answer.name, answer.value] as [string, number]] : [])));
  }

  /** What was heard of these before, without asking; `unknown` are those of which nothing was. `A|B` as in `readMany`. */
  heard(names: readonly string[]): { values: Map<string, number>; unknown: string[] } {
    const values = new Map<string, number>();
    const unknown = names.filter((name) => {
      const parameter = name.split('|').flatMap((one) => this.#known.get(one) ?? [])[0];
      if (parameter) values.set(parameter.name, parameter.value);
      return !parameter;
    });
    return { values, unknown };
  }

  #readAny(names: readonly string[], nowMs: number): Promise<Parameter | null> {
    return new Promise((resolve) => {
      let silent = 0;
      for (const name of names) {
        void this.read(name, nowMs).then((parameter) => {
          silent += parameter ? 0 : 1;
          if (!parameter && silent < names.length) return;
          resolve(parameter);
          if (parameter) for (const other of names) if (other !== name) this.#giveUpReading(other);
        });
      }
    });
  }

  #giveUpReading(name: string): void {
    for (const wait of this.#waiting.filter((each) => each.name === name && each.wanted === null))
      this.#end(wait, null);
  }

  /** Writes and waits for the echo. False when it was refused, changed by the autopilot, or never echoed. */
  async write(name: string, value: number, nowMs: number): Promise<boolean> {
    const echoed = await this.#exchange(name, value, nowMs);
    return echoed !== null && sameValue(echoed, value);
  }

  /** Reads all of them; false when some never came. */
  list(nowMs: number): Promise<boolean> {
    const before = this.#listing;
    return new Promise((resolve) => {
      const finish = (complete: boolean): void => {
        before?.finish(complete);
        resolve(complete);
      };
      if (before) {
        this.#listing = { ...before, finish };
        return;
      }
      this.#listing = { count: null, seen: new Set(), last_ms: nowMs, silences: 0, finish };
      this.#requestList();
    });
  }

  onValue(frame: Frame, message: messages.ParamValue, nowMs: number): void {
    const first = this.#known.size === 0;
    const parameter = {
      name: message.param_id,
      type: message.param_type,
      value: this.#decode(frame, message),
    };
    if (!Number.isFinite(parameter.value)) return;
    if (this.#known.size < MAX_PARAMETERS || this.#known.has(parameter.name)) {
      this.#known.set(parameter.name, parameter);
    }
    for (const wait of this.#waiting.filter((each) => each.name === parameter.name)) {
      // An echo of the old value may still be on its way when a write has just been sent.
      if (wait.wanted === null || sameValue(parameter, wait.wanted) || this.#isLastTry(wait)) {
        this.#end(wait, parameter);
      }
    }
    this.#onListed(message, nowMs);
    if (first) this.#stepAll(nowMs);
  }

  tick(nowMs: number): void {
    this.#stepAll(nowMs);
    if (this.#listing) this.#stepListing(this.#listing, nowMs);
  }

  abortAll(): void {
    while (this.#waiting[0]) this.#end(this.#waiting[0], null);
    this.#listing?.finish(false);
    this.#listing = null;
  }

  #exchange(name: string, wanted: number | null, nowMs: number): Promise<Parameter | null> {
    return new Promise((resolve) => {
      const wait: Wait = { name, wanted, sendings: 0, due_ms: nowMs, finish: resolve };
      this.#waiting.push(wait);
      if (this.#waiting.length <= this.#inFlight) this.#step(wait, nowMs);
    });
  }

  get #inFlight(): number {
    return this.#known.size === 0 ? IN_FLIGHT_UNHEARD : MAX_IN_FLIGHT;
  }

  #stepAll(nowMs: number): void {
    for (const wait of this.#waiting.slice(0, this.#inFlight)) this.#step(wait, nowMs);
  }

  #step(wait: Wait, nowMs: number): void {
    if (nowMs < wait.due_ms) return;
    if (this.#isLastTry(wait)) return this.#giveUp(wait);
    wait.sendings += 1;
    wait.due_ms = nowMs + RESEND_MS;
    const target = { target_system: this.#sender.target_system, target_component: this.#sender.target_component };
    if (wait.wanted === null) {
      this.#sender.send('PARAM_REQUEST_READ', { ...target, param_id: wait.name, param_index: -1 });
      return;
    }
    const type = this.#known.get(wait.name)?.type ?? TYPE_REAL32;
    const param_value = this.#encode(wait.wanted, type);
    this.#sender.send('PARAM_SET', { ...target, param_id: wait.name, param_value, param_type: type });
  }

  #isLastTry({ name, wanted, sendings }: Wait): boolean {
    const readings = this.#known.has(name) ? MAX_READINGS_OF_KNOWN : MAX_READINGS;
    return sendings >= (wanted === null ? readings : MAX_WRITINGS);
  }

  /** Who has answered nothing at all will not answer for the other names either. */
  #giveUp(wait: Wait): void {
    const mute = this.#known.size === 0 && wait.wanted === null;
    const waits = mute ? this.#waiting.filter((each) => each.wanted === null) : [wait];
    for (const each of waits) this.#end(each, null);
  }

  #end(wait: Wait, parameter: Parameter | null): void {
    const index = this.#waiting.indexOf(wait);
    if (index < 0) return;
    this.#waiting.splice(index, 1);
    wait.finish(parameter);
  }

  /** Bytewise integers are read from the frame itself: some of their bit patterns are not numbers as a float. */
  #decode(frame: Frame, message: messages.ParamValue): number {
    if (this.#encoding() !== 'bytewise' || !INTEGER_TYPES.has(message.param_type)) return message.param_value;
    const { view, payloadOffset } = frame;
    return UNSIGNED_TYPES.has(message.param_type)
      ? view.getUint32(payloadOffset, true)
      : view.getInt32(payloadOffset, true);
  }

  #encode(value: number, type: number): number {
    if (this.#encoding() !== 'bytewise' || !INTEGER_TYPES.has(type)) return value;
    const view = new DataView(new ArrayBuffer(4));
    view.setInt32(0, value, true);
    return view.getFloat32(0, true);
  }

  #onListed(message: messages.ParamValue, nowMs: number): void {
    const listing = this.#listing;
    if (!listing || message.param_index >= message.param_count) return;
    listing.count = Math.min(message.param_count, MAX_PARAMETERS);
    listing.seen.add(message.param_index);
    listing.last_ms = nowMs;
    if (listing.seen.size < listing.count) return;
    this.#listing = null;
    listing.finish(true);
  }

  #stepListing(listing: Listing, nowMs: number): void {
    if (nowMs - listing.last_ms < LIST_SILENCE_MS) return;
    listing.last_ms = nowMs;
    listing.silences += 1;
    if (listing.silences > 20) {
      this.#listing = null;
      listing.finish(false);
    } else if (listing.count === null) {
      this.#requestList();
    } else {
      this.#requestGaps(listing, listing.count);
    }
  }

  #requestGaps(listing: Listing, count: number): void {
    const target = { target_system: this.#sender.target_system, target_component: this.#sender.target_component };
    let asked = 0;
    for (let index = 0; index < count && asked < LIST_GAPS_AT_ONCE; index++) {
      if (listing.seen.has(index)) continue;
      asked += 1;
      this.#sender.send('PARAM_REQUEST_READ', { ...target, param_id: '', param_index: index });
    }
  }

  #requestList(): void {
    const { target_system, target_component } = this.#sender;
    this.#sender.send('PARAM_REQUEST_LIST', { target_system, target_component });
  }
}

function sameValue(parameter: Parameter, wanted: number): boolean {
  if (INTEGER_TYPES.has(parameter.type)) return parameter.value === Math.trunc(wanted);
  return Math.fround(parameter.value) === Math.fround(wanted);
}
