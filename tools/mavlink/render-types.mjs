import { pascalCase, valueType } from './fields.mjs';

/** Interfaces of the messages of one topic. */
export function renderTypes(messages) {
  return messages.map(renderInterface).join('\n');
}

function renderInterface(message) {
  const fields = message.fields.map((field) => `  ${field.name}: ${valueType(field)};${comment(field)}`);
  return `/** ${message.name} (${message.id}) */\nexport interface ${pascalCase(message.name)} {\n${fields.join('\n')}\n}\n`;
}

function comment(field) {
  const notes = [];
  if (field.unit !== null) notes.push(field.unit);
  if (field.length !== null)
    notes.push(field.type === 'char' ? `up to ${field.length} bytes` : `${field.length} values`);
  if (field.extension) notes.push('extension');
  return notes.length === 0 ? '' : ` // ${notes.join(', ')}`;
}
