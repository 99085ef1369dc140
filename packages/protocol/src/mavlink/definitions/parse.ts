import { crcByte } from '../crc.js';

/** Scalar types of the notation. `id64` is an opaque 64-bit identifier: a bigint, since a number would lose digits. */
export type FieldType = 'u8' | 'i8' | 'u16' | 'i16' | 'u32' | 'i32' | 'u64' | 'i64' | 'id64' | 'f32' | 'f64' | 'char';

export interface FieldDefinition {
  readonly name: string;
  readonly type: FieldType;
  /** Elements of an array field, null for a scalar. */
  readonly length: number | null;
  /** Unit as MAVLink writes it (`degE7`, `mm`, `cdegC`), null where the value has none. */
  readonly unit: string | null;
  /** Extension fields exist only in MAVLink 2, follow the others and do not enter the CRC extra. */
  readonly extension: boolean;
  /** Byte offset inside the untruncated payload. */
  readonly offset: number;
}

export interface MessageDefinition {
  readonly id: number;
  readonly name: string;
  /** Fields in wire order. */
  readonly fields: readonly FieldDefinition[];
  /** Seed byte of the frame checksum, computed from the definition. */
  readonly crcExtra: number;
  /** Payload bytes without extension fields: the length of a MAVLink 1 payload. */
  readonly baseLength: number;
  /** Payload bytes with all fields. */
  readonly fullLength: number;
}

/** Size in bytes and the name that MAVLink's checksum rule uses, by type. */
const TYPES: Readonly<Record<FieldType, readonly [number, string]>> = {
  u8: [1, 'uint8_t'],
  i8: [1, 'int8_t'],
  char: [1, 'char'],
  u16: [2, 'uint16_t'],
  i16: [2, 'int16_t'],
  u32: [4, 'uint32_t'],
  i32: [4, 'int32_t'],
  f32: [4, 'float'],
  u64: [8, 'uint64_t'],
  i64: [8, 'int64_t'],
  id64: [8, 'uint64_t'],
  f64: [8, 'double'],
};

const HEADER = /^(\d+) ([A-Z][A-Z0-9_]*)$/;
const FIELD = /^([A-Za-z]\w*):([a-z]+\d*)(?:\[(\d+)\])?(?:@(\S+))?$/;
const MAX_PAYLOAD = 255;

/** Bytes of one element of a field type. */
export function sizeOf(type: FieldType): number {
  return TYPES[type][0];
}

/**
 * Reads the compact notation: a line `ID NAME`, then indented fields `name:type[length]@unit` in the order of the
 * MAVLink specification, `+` before the extension fields.
 * @throws Error naming the message and the part that cannot be read
 */
export function parseDefinitions(text: string): MessageDefinition[] {
  const blocks = text.trim().split(/\n(?=\d)/);
  return blocks.map(parseMessage);
}

function parseMessage(block: string): MessageDefinition {
  const [headerLine = '', ...body] = block.split('\n');
  const header = HEADER.exec(headerLine.trim());
  if (!header) throw new Error(`not a message header: "${headerLine}"`);
  const id = Number(header[1]);
  const name = header[2]!;
  const tokens = body.join(' ').trim().split(/\s+/);
  const plus = tokens.indexOf('+');
  const base = (plus < 0 ? tokens : tokens.slice(0, plus)).map((token) => parseField(name, token, false));
  const extensions = plus < 0 ? [] : tokens.slice(plus + 1).map((token) => parseField(name, token, true));
  const fields = placeFields([...inWireOrder(base), ...extensions]);
  const baseLength = byteLength(base);
  const fullLength = byteLength(fields);
  if (fullLength > MAX_PAYLOAD) throw new Error(`${name}: payload of ${fullLength} bytes exceeds ${MAX_PAYLOAD}`);
  return { id, name, fields, crcExtra: crcExtraOf(name, fields), baseLength, fullLength };
}

function parseField(message: string, token: string, extension: boolean): FieldDefinition {
  const match = FIELD.exec(token);
  const type = match?.[2] as FieldType | undefined;
  if (!match || !type || !(type in TYPES)) throw new Error(`${message}: cannot read field "${token}"`);
  const length = match[3] === undefined ? null : Number(match[3]);
  return { name: match[1]!, type, length, unit: match[4] ?? null, extension, offset: 0 };
}

/** MAVLink sends larger scalars first and keeps the order of equals; extensions keep their place at the end. */
function inWireOrder(fields: readonly FieldDefinition[]): FieldDefinition[] {
  return fields.toSorted((a, b) => sizeOf(b.type) - sizeOf(a.type));
}

function placeFields(fields: readonly FieldDefinition[]): FieldDefinition[] {
  let offset = 0;
  return fields.map((field) => {
    const placed = { ...field, offset };
    offset += sizeOf(field.type) * (field.length ?? 1);
    return placed;
  });
}

function byteLength(fields: readonly FieldDefinition[]): number {
  return fields.reduce((sum, field) => sum + sizeOf(field.type) * (field.length ?? 1), 0);
}

/** CRC extra of https://mavlink.io/en/guide/serialization.html#crc_extra: names and types of the base fields. */
function crcExtraOf(name: string, fields: readonly FieldDefinition[]): number {
  let crc = crcText(0xffff, `${name} `);
  for (const field of fields) {
    if (field.extension) continue;
    crc = crcText(crc, `${TYPES[field.type][1]} ${field.name} `);
    if (field.length !== null) crc = crcByte(crc, field.length);
  }
  return (crc & 0xff) ^ (crc >>> 8);
}

function crcText(crc: number, text: string): number {
  return Array.from(text).reduce((sum, character) => crcByte(sum, character.charCodeAt(0)), crc);
}
