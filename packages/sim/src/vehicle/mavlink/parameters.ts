import { MAV_PARAM_TYPE } from '@outrider/protocol/mavlink';
import type { MessageInput } from '@outrider/protocol/mavlink';

export interface ParameterSpec {
  name: string;
  value: number;
  /** MAV_PARAM_TYPE */
  type: number;
}
/** How integers travel in the float field: ArduPilot converts the value, PX4 copies its bytes. */
export type ParameterEncoding = 'c-cast' | 'bytewise';

const scratch = new DataView(new ArrayBuffer(4));

/** Value of an integer as the float with the same bytes. */
export function integerBytesAsFloat(value: number): number {
  scratch.setInt32(0, Math.round(value), true);
  return scratch.getFloat32(0, true);
}
export function floatBytesAsInteger(value: number): number {
  scratch.setFloat32(0, value, true);
  return scratch.getInt32(0, true);
}

const SEND_PER_STEP = 24;

/** An autopilot's parameters and their protocol. */
export class Parameters {
  readonly #specs: ParameterSpec[];
  readonly #byName = new Map<string, number>();
  readonly #encoding: ParameterEncoding;
  readonly #send: (value: MessageInput<'PARAM_VALUE'>) => void;
  #listFrom: number | null = null;

  constructor(
    specs: readonly ParameterSpec[],
    encoding: ParameterEncoding,
    send: (value: MessageInput<'PARAM_VALUE'>) => void,
  ) {
    this.#specs = specs.map((spec) => ({ ...spec })).sort((a, b) => (a.name < b.name ? -1 : 1));
    this.#specs.forEach((spec, index) => this.#byName.set(spec.name, index));
    this.#encoding = encoding;
    this.#send = send;
  }

  get count(): number {
    return this.#specs.length;
  }

  /** @throws RangeError for a name that this autopilot does not have: a mistake in the simulator, not of the user */
  get(name: string): number {
    const value = this.find(name);
    if (value === null) throw new RangeError(`parameter ${name} does not exist`);
    return value;
  }

  find(name: string): number | null {
    return this.#specs[this.#byName.get(name) ?? -1]?.value ?? null;
  }

  /** Sets a value as the aircraft's owner would; false for an unknown name. */
  set(name: string, value: number): boolean {
    const spec = this.#specs[this.#byName.get(name) ?? -1];
    if (!spec) return false;
    spec.value = spec.type === MAV_PARAM_TYPE.REAL32 ? Math.fround(value) : Math.round(value);
    return true;
  }

  requestList(): void {
    this.#listFrom = 0;
  }

  /** ArduPilot and PX4 both stay silent when asked for what they do not have. */
  requestRead(name: string, index: number): void {
    const at = index >= 0 ? index : (this.#byName.get(name) ?? -1);
    this.#emit(at);
  }

  /** PARAM_SET: stored and echoed with its new value. */
  requestSet(name: string, wire: number): void {
    const at = this.#byName.get(name);
    const spec = at === undefined ? undefined : this.#specs[at];
    if (at === undefined || !spec) return;
    const bytewise = this.#encoding === 'bytewise' && spec.type !== MAV_PARAM_TYPE.REAL32;
    const value = bytewise ? floatBytesAsInteger(wire) : wire;
    if (Number.isFinite(value)) this.set(name, value);
    this.#emit(at);
  }

  /** Sends a bounded part of a requested list. */
  step(): void {
    if (this.#listFrom === null) return;
    const end = Math.min(this.#specs.length, this.#listFrom + SEND_PER_STEP);
    for (let index = this.#listFrom; index < end; index++) this.#emit(index);
    this.#listFrom = end < this.#specs.length ? end : null;
  }

  #emit(index: number): void {
    const spec = this.#specs[index];
    if (!spec) return;
    const bytewise = this.#encoding === 'bytewise' && spec.type !== MAV_PARAM_TYPE.REAL32;
    this.#send({
      param_id: spec.name,
      param_value: bytewise ? integerBytesAsFloat(spec.value) : spec.value,
      param_type: spec.type,
      param_count: this.#specs.length,
      param_index: index,
    });
  }
}
