/** Reading and checked writing of single field values; used by the generated codecs. */

/** A message as the encoder takes it: base fields are required, extension fields may be left out. */
export type Input<Message, Extensions> = {
  readonly [Field in Exclude<keyof Message, Extensions>]: InputValue<Message[Field]>;
} & { readonly [Field in Extract<keyof Message, Extensions>]?: InputValue<Message[Field]> | undefined };

type InputValue<Value> = Value extends (infer Element)[] ? ArrayLike<Element> : Value;

const TWO_32 = 4294967296;
const utf8Decoder = new TextDecoder();
const utf8Encoder = new TextEncoder();

/** Unsigned 64-bit value as a number: exact below 2^53, the nearest number above. */
export function readU64(view: DataView, at: number): number {
  return view.getUint32(at + 4, true) * TWO_32 + view.getUint32(at, true);
}

/** Signed 64-bit value as a number: exact between -2^53 and 2^53, the nearest number beyond. */
export function readI64(view: DataView, at: number): number {
  return view.getInt32(at + 4, true) * TWO_32 + view.getUint32(at, true);
}

/** Text up to the first NUL or the end of the field; bytes above 127 are read as UTF-8. */
export function readText(view: DataView, at: number, length: number): string {
  let text = '';
  for (let index = 0; index < length; index++) {
    const code = view.getUint8(at + index);
    if (code === 0) return text;
    if (code > 127) return readUtf8(view, at, length);
    text += String.fromCharCode(code);
  }
  return text;
}

function readUtf8(view: DataView, at: number, length: number): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
  const end = bytes.indexOf(0);
  return utf8Decoder.decode(end < 0 ? bytes : bytes.subarray(0, end));
}

export function zeros(length: number): number[] {
  return Array.from({ length }, () => 0);
}

function refuse(field: string, value: unknown, rule: string): never {
  throw new RangeError(`MAVLink field ${field}: ${String(value)} is not ${rule}`);
}

/** Whole numbers only by range: a fraction is cut towards zero by the DataView. */
function checked(value: number, low: number, high: number, field: string): number {
  return value >= low && value <= high ? value : refuse(field, value, `between ${low} and ${high}`);
}

export function u8(value: number, field: string): number {
  return checked(value, 0, 0xff, field);
}

export function i8(value: number, field: string): number {
  return checked(value, -0x80, 0x7f, field);
}

export function u16(value: number, field: string): number {
  return checked(value, 0, 0xffff, field);
}

export function i16(value: number, field: string): number {
  return checked(value, -0x8000, 0x7fff, field);
}

export function u32(value: number, field: string): number {
  return checked(value, 0, 0xffffffff, field);
}

export function i32(value: number, field: string): number {
  return checked(value, -0x80000000, 0x7fffffff, field);
}

/** NaN is a legal float: MAVLink uses it for "not set". */
export function f32(value: number, field: string): number {
  return typeof value === 'number' ? value : refuse(field, value, 'a number');
}

export const f64 = f32;

export function id64(value: bigint, field: string): bigint {
  return value >= 0n && value <= 0xffffffffffffffffn ? value : refuse(field, value, 'an unsigned 64-bit bigint');
}

export function writeU64(view: DataView, at: number, value: number, field: string): void {
  checked(value, 0, 2 ** 64 - 2048, field);
  view.setUint32(at, value, true);
  view.setUint32(at + 4, Math.floor(value / TWO_32), true);
}

export function writeI64(view: DataView, at: number, value: number, field: string): void {
  checked(value, -(2 ** 63), 2 ** 63 - 1024, field);
  const whole = Math.trunc(value);
  view.setUint32(at, whole, true);
  view.setInt32(at + 4, Math.floor(whole / TWO_32), true);
}

/** Number of elements to write: fewer than the field holds leave the rest zero. */
export function elements(values: ArrayLike<unknown>, limit: number, field: string): number {
  return values.length <= limit ? values.length : refuse(field, values.length, `an array of at most ${limit} values`);
}

/**
 * Writes text as UTF-8 without a terminating NUL where it fills the field.
 * @throws RangeError when the text does not fit, so that nothing is ever cut silently
 */
export function writeText(view: DataView, at: number, length: number, text: string, field: string): void {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
  const { read } = utf8Encoder.encodeInto(text, bytes);
  if (read < text.length) refuse(field, JSON.stringify(text), `text of at most ${length} bytes`);
}
