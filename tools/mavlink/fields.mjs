/** DataView method suffix of each field type that has one. */
export const VIEW_METHODS = {
  u8: 'Uint8',
  i8: 'Int8',
  u16: 'Uint16',
  i16: 'Int16',
  u32: 'Uint32',
  i32: 'Int32',
  f32: 'Float32',
  f64: 'Float64',
  id64: 'BigUint64',
};

export const SIZES = { u8: 1, i8: 1, char: 1, u16: 2, i16: 2, u32: 4, i32: 4, f32: 4, u64: 8, i64: 8, id64: 8, f64: 8 };

/** GPS_RAW_INT -> GpsRawInt */
export function pascalCase(name) {
  return name
    .split('_')
    .map((part) => part[0] + part.slice(1).toLowerCase())
    .join('');
}

/** TypeScript type of a field's value. */
export function valueType(field) {
  if (field.type === 'char') return 'string';
  const scalar = field.type === 'id64' ? 'bigint' : 'number';
  return field.length === null ? scalar : `${scalar}[]`;
}

/** Joins parts with a separator into lines of at most 118 characters. */
export function wrap(parts, separator, indent) {
  const rows = [''];
  for (const part of parts) {
    const row = rows.at(-1);
    const joined = row === '' ? part : `${row}${separator}${part}`;
    if (indent.length + joined.length <= 118 || row === '') rows[rows.length - 1] = joined;
    else rows.push(part);
  }
  return rows.map((row) => indent + row).join(`${separator.trimEnd()}\n`);
}

/** `at` or `at + 4`. */
export function position(offset) {
  return offset === 0 ? 'at' : `at + ${offset}`;
}
