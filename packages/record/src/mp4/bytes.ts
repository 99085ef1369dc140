/** Big-endian numbers and boxes of ISO/IEC 14496-12, as byte arrays that are put together once. */
export type Part = Uint8Array | string;

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const bytesOf = (part: Part): Uint8Array => (typeof part === 'string' ? ascii(part) : part);

export function concat(parts: readonly Part[]): Uint8Array {
  const arrays = parts.map(bytesOf);
  const whole = new Uint8Array(arrays.reduce((sum, array) => sum + array.byteLength, 0));
  let at = 0;
  for (const array of arrays) {
    whole.set(array, at);
    at += array.byteLength;
  }
  return whole;
}

export const u8 = (...values: number[]): Uint8Array => Uint8Array.from(values);

export function u16(...values: number[]): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(values.length * 2));
  values.forEach((value, index) => bytes.setUint16(index * 2, value));
  return new Uint8Array(bytes.buffer);
}

/** Numbers beyond 32 bits wrap, so that signed ones may be written as well. */
export function u32(...values: number[]): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, index) => bytes.setUint32(index * 4, value));
  return new Uint8Array(bytes.buffer);
}

export function u64(value: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setBigUint64(0, BigInt(value));
  return new Uint8Array(bytes.buffer);
}

export const zeros = (count: number): Uint8Array => new Uint8Array(count);

/** A Box: size, four-letter type, content. Content beyond 4 GiB is not made here. */
export function box(type: string, ...parts: Part[]): Uint8Array {
  const content = concat(parts);
  return concat([u32(content.byteLength + 8), type, content]);
}

/** A FullBox: a Box that begins with its version and 24 bits of flags. */
export function fullBox(type: string, version: number, flags: number, ...parts: Part[]): Uint8Array {
  return box(type, u32(version * 0x1000000 + flags), ...parts);
}
