import { SIZES, VIEW_METHODS, pascalCase, position } from './fields.mjs';

const CHECKS = {
  u8: 'u8',
  i8: 'i8',
  u16: 'u16',
  i16: 'i16',
  u32: 'u32',
  i32: 'i32',
  f32: 'f32',
  f64: 'f64',
  id64: 'id64',
};

/** Payload writers of one topic. They expect a zeroed payload. */
export function renderEncoders(group, messages) {
  const body = messages.map(renderWriter).join('\n');
  const helpers = [...Object.values(CHECKS), 'elements', 'writeI64', 'writeText', 'writeU64'].filter((name) =>
    new RegExp(`\\b${name}\\(`).test(body),
  );
  return (
    `import { ${helpers.toSorted().join(', ')} } from '../../values.js';\n` +
    `import type { Input } from '../../values.js';\nimport type * as types from '../types/${group}.js';\n\n${body}`
  );
}

function renderWriter(message) {
  const name = pascalCase(message.name);
  const optional = message.fields.filter((field) => field.extension).map((field) => `'${field.name}'`);
  const input = `Input<types.${name}, ${optional.join(' | ') || 'never'}>`;
  const body = message.fields.map((field) => `  ${writeField(field)}\n`).join('');
  return (
    `export type ${name}Input = ${input};\n` +
    `export function write${name}(from: ${name}Input, view: DataView, at: number): void {\n${body}}\n`
  );
}

function writeField(field) {
  const label = `'${field.name}'`;
  const value = `from.${field.name}`;
  const write =
    field.type === 'char'
      ? `writeText(view, ${position(field.offset)}, ${field.length ?? 1}, ${value}, ${label});`
      : field.length === null
        ? writeScalar(field.type, position(field.offset), value, label)
        : writeArray(field, value, label);
  return field.extension ? `if (${value} !== undefined) ${write}` : write;
}

function writeArray(field, value, label) {
  const size = SIZES[field.type];
  const at = `${position(field.offset)} + index * ${size}`;
  const scalar = writeScalar(field.type, at, `${value}[index]!`, label);
  return `for (let index = elements(${value}, ${field.length}, ${label}) - 1; index >= 0; index--) ${scalar}`;
}

function writeScalar(type, at, value, label) {
  if (type === 'u64') return `writeU64(view, ${at}, ${value}, ${label});`;
  if (type === 'i64') return `writeI64(view, ${at}, ${value}, ${label});`;
  const endian = SIZES[type] > 1 ? ', true' : '';
  return `view.set${VIEW_METHODS[type]}(${at}, ${CHECKS[type]}(${value}, ${label})${endian});`;
}
