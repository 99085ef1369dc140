/** AMF0 values (Action Message Format, AMF 0, Adobe 2007), as far as the commands of a publisher need them. */
export type AmfValue = number | boolean | string | null | AmfValue[] | { [name: string]: AmfValue };

const TYPE = {
  number: 0,
  boolean: 1,
  string: 2,
  object: 3,
  null: 5,
  undefined: 6,
  array: 8,
  end: 9,
  list: 10,
  date: 11,
  long: 12,
};
const MAX_DEPTH = 8;
const MAX_ITEMS = 500;

/** Every value of a message. Throws where it is cut off, nested too deep, or of a type that no publisher sends. */
export function readAmf(bytes: Uint8Array): AmfValue[] {
  const reader = new AmfReader(bytes);
  const values: AmfValue[] = [];
  while (reader.left > 0 && values.length < MAX_ITEMS) values.push(reader.value(0));
  return values;
}

class AmfReader {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  value(depth: number): AmfValue {
    if (depth > MAX_DEPTH) throw new Error('values are nested too deep');
    const type = this.#byte();
    switch (type) {
      case TYPE.number:
        return this.#number();
      case TYPE.boolean:
        return this.#byte() !== 0;
      case TYPE.string:
        return this.#text(this.#short());
      case TYPE.long:
        return this.#text(this.#long());
      case TYPE.null:
      case TYPE.undefined:
        return null;
      case TYPE.object:
        return this.#object(depth);
      case TYPE.array:
        this.#long();
        return this.#object(depth);
      case TYPE.list:
        return this.#list(depth);
      case TYPE.date: {
        const utcMs = this.#number();
        this.#short();
        return utcMs;
      }
      default:
        throw new Error(`the type ${type} is not known`);
    }
  }

  #object(depth: number): AmfValue {
    const fields: [string, AmfValue][] = [];
    for (;;) {
      const name = this.#text(this.#short());
      if (name === '' && this.#bytes[this.#at] === TYPE.end) {
        this.#at += 1;
        return Object.fromEntries(fields);
      }
      if (fields.length >= MAX_ITEMS) throw new Error('an object has too many fields');
      fields.push([name, this.value(depth + 1)]);
    }
  }

  #list(depth: number): AmfValue[] {
    const count = this.#long();
    if (count > MAX_ITEMS) throw new Error('a list is too long');
    return Array.from({ length: count }, () => this.value(depth + 1));
  }

  #take(bytes: number): number {
    const at = this.#at;
    if (at + bytes > this.#bytes.length) throw new Error('a value is cut off');
    this.#at += bytes;
    return at;
  }
  #byte(): number {
    return this.#view.getUint8(this.#take(1));
  }
  #short(): number {
    return this.#view.getUint16(this.#take(2));
  }
  #long(): number {
    return this.#view.getUint32(this.#take(4));
  }
  #number(): number {
    return this.#view.getFloat64(this.#take(8));
  }
  #text(length: number): string {
    const at = this.#take(length);
    return Buffer.from(this.#bytes.subarray(at, at + length)).toString('utf8');
  }
}

export function writeAmf(values: readonly AmfValue[]): Buffer {
  return Buffer.concat(values.map(encode));
}

function encode(value: AmfValue): Buffer {
  if (value === null) return Buffer.from([TYPE.null]);
  if (typeof value === 'boolean') return Buffer.from([TYPE.boolean, value ? 1 : 0]);
  if (typeof value === 'string') return Buffer.concat([Buffer.from([TYPE.string]), text(value)]);
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(9);
    bytes.writeDoubleBE(value, 1);
    return bytes;
  }
  if (Array.isArray(value)) {
    const head = Buffer.alloc(5);
    head[0] = TYPE.list;
    head.writeUInt32BE(value.length, 1);
    return Buffer.concat([head, ...value.map(encode)]);
  }
  const fields = Object.entries(value).flatMap(([name, item]) => [text(name), encode(item)]);
  return Buffer.concat([Buffer.from([TYPE.object]), ...fields, Buffer.from([0, 0, TYPE.end])]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  const head = Buffer.alloc(2);
  head.writeUInt16BE(bytes.length);
  return Buffer.concat([head, bytes]);
}
