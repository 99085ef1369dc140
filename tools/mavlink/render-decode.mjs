import { SIZES, VIEW_METHODS, pascalCase, position, wrap } from './fields.mjs';

/** Longer arrays are read in a loop, shorter ones element by element. */
const UNROLL_LIMIT = 16;

/** Blank objects and straight-line readers of one topic. */
export function renderDecoders(group, messages) {
  const body = messages.map((message) => `${renderBlank(message)}${renderReader(message)}`).join('\n');
  const helpers = ['readI64', 'readText', 'readU64', 'zeros'].filter((name) => body.includes(`${name}(`));
  const imports = helpers.length === 0 ? '' : `import { ${helpers.join(', ')} } from '../../values.js';\n`;
  return `import type * as types from '../types/${group}.js';\n${imports}\n${body}`;
}

function renderBlank(message) {
  const name = pascalCase(message.name);
  const parts = message.fields.map((field) => `${field.name}: ${blankValue(field)}`);
  return `export function blank${name}(): types.${name} {\n  return {\n${wrap(parts, ', ', '    ')},\n  };\n}\n`;
}

function blankValue(field) {
  if (field.type === 'char') return `''`;
  const zero = field.type === 'id64' ? '0n' : '0';
  if (field.length === null) return zero;
  if (field.length > UNROLL_LIMIT) return `zeros(${field.length})`;
  return `[${Array(field.length).fill(zero).join(', ')}]`;
}

function renderReader(message) {
  const name = pascalCase(message.name);
  const body = message.fields.map((field) => `  ${readField(field)}\n`).join('');
  return `export function read${name}(into: types.${name}, view: DataView, at: number): types.${name} {\n${body}  return into;\n}\n`;
}

function readField(field) {
  if (field.type === 'char')
    return `into.${field.name} = readText(view, ${position(field.offset)}, ${field.length ?? 1});`;
  if (field.length === null) return `into.${field.name} = ${readScalar(field.type, position(field.offset))};`;
  if (field.length > UNROLL_LIMIT) return readLoop(field);
  const reads = Array.from({ length: field.length }, (_, index) => {
    const value = readScalar(field.type, position(field.offset + index * SIZES[field.type]));
    return `values[${index}] = ${value};`;
  });
  return `{\n    const values = into.${field.name};\n${wrap(reads, ' ', '    ')}\n  }`;
}

function readLoop(field) {
  const size = SIZES[field.type];
  const step = size === 1 ? 'index' : `index * ${size}`;
  const value = readScalar(field.type, `${position(field.offset)} + ${step}`);
  return (
    `{\n    const values = into.${field.name};\n` +
    `    for (let index = 0; index < ${field.length}; index++) values[index] = ${value};\n  }`
  );
}

function readScalar(type, at) {
  if (type === 'u64') return `readU64(view, ${at})`;
  if (type === 'i64') return `readI64(view, ${at})`;
  const endian = SIZES[type] > 1 ? ', true' : '';
  return `view.get${VIEW_METHODS[type]}(${at}${endian})`;
}
