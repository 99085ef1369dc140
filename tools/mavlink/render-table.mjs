import { pascalCase, wrap } from './fields.mjs';

/** The tables over all messages: ids, checksum seeds and lengths, readers, writers and the maps from name to type. */
export function renderTable(groups) {
  const all = [...groups].flatMap(([group, messages]) => messages.map((message) => ({ group, ...message })));
  const messages = all.toSorted((a, b) => a.id - b.id);
  return new Map([
    ['ids.ts', renderIds(messages)],
    ['layout.ts', renderLayout(messages)],
    ['names.ts', renderNames(messages)],
    ['readers.ts', renderFunctions(groups, messages, 'decode', readerRow, READERS_HEAD)],
    ['writers.ts', renderFunctions(groups, messages, 'encode', writerRow, WRITERS_HEAD)],
  ]);
}

const READERS_HEAD = `export interface Reader {
  readonly blank: () => unknown;
  readonly read: (into: never, view: DataView, at: number) => unknown;
}

/** One entry a message, in the order of LAYOUT. */
export const READERS: readonly Reader[] = [`;

const WRITERS_HEAD = `/** One entry a message, in the order of LAYOUT. */
export const WRITERS: readonly ((from: never, view: DataView, at: number) => void)[] = [`;

function renderIds(messages) {
  const rows = messages.map((message) => `  ${message.name}: ${message.id},`);
  return (
    `/** Message ids by name. */\nexport const MESSAGE_ID = {\n${rows.join('\n')}\n} as const;\n\n` +
    `export type MessageName = keyof typeof MESSAGE_ID;\n` +
    `export type KnownMessageId = (typeof MESSAGE_ID)[MessageName];\n`
  );
}

function renderLayout(messages) {
  const rows = messages.map(
    (message) =>
      `['${message.name}', ${message.id}, ${message.crcExtra}, ${message.baseLength}, ${message.fullLength}, ` +
      `${targetOffset(message, 'target_system')}, ${targetOffset(message, 'target_component')}]`,
  );
  return (
    `import type { MessageName } from './ids.js';\n\n` +
    `/**\n * Name, id, CRC extra, payload bytes without and with extension fields, and the payload offsets of\n` +
    ` * target_system and target_component (-1 where the message has none).\n */\n` +
    `export const LAYOUT: readonly (readonly [MessageName, number, number, number, number, number, number])[] = [\n` +
    `${wrap(rows, ', ', '  ')},\n];\n`
  );
}

function targetOffset(message, name) {
  return message.fields.find((field) => field.name === name)?.offset ?? -1;
}

function renderNames(messages) {
  const rows = messages.map((message) => `  ${message.name}: types.${pascalCase(message.name)};`);
  const extensions = messages
    .map((message) => [
      message.name,
      message.fields.filter((field) => field.extension).map((field) => `'${field.name}'`),
    ])
    .filter(([, names]) => names.length > 0)
    .map(([name, names]) => `  ${name}: ${names.join(' | ')};`);
  return (
    `import type * as types from './types/index.js';\n\n` +
    `export interface MessageByName {\n${rows.join('\n')}\n}\n\n` +
    `/** Names of the extension fields: they may be left out when encoding. */\n` +
    `export interface ExtensionFields {\n${extensions.join('\n')}\n}\n`
  );
}

function renderFunctions(groups, messages, folder, row, head) {
  const imports = [...groups.keys()].map((group) => `import * as ${alias(group)} from './${folder}/${group}.js';`);
  return `${imports.join('\n')}\n\n${head}\n${messages.map((message) => `  ${row(message)},`).join('\n')}\n];\n`;
}

function readerRow(message) {
  const name = pascalCase(message.name);
  return `{ blank: ${alias(message.group)}.blank${name}, read: ${alias(message.group)}.read${name} }`;
}

function writerRow(message) {
  return `${alias(message.group)}.write${pascalCase(message.name)}`;
}

function alias(group) {
  return group.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}
