/** Values that a schema accepts, made from the schema, so that tests grow with the contracts. Only tests import it. */
import { compileBody } from '../platform/http/validation.js';
import type { TSchema } from 'typebox';

interface Shape {
  type?: string;
  const?: unknown;
  anyOf?: Shape[];
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  minItems?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  minLength?: number;
  pattern?: string;
}

const STRINGS = [
  '01930000-0000-7000-8000-00000000abcd',
  '2030-01-01',
  '000001.mp4',
  'ann.example',
  'ab'.repeat(32),
  'https://gateway.example/sms',
  'an example of some length',
  `U${'A'.repeat(55)}`,
];

/** Pattern of an id; ids are what a cross-agency test puts others' things into. */
export const ID_PATTERN = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';

export type Choose = (name: string) => unknown;

/**
 * A value of the schema with all its fields, the optional ones too; `choose` gives ids by the name of their field. Throws when the
 * schema does not accept what was made, so that a new kind of shape is noticed.
 */
export function exampleOf(schema: TSchema, choose: Choose): unknown {
  const value = make(schema as Shape, '', choose);
  const validate = compileBody(schema);
  if (validate(value)) return value;
  throw new TypeError(`no example: ${JSON.stringify(validate.errors?.[0])} in ${JSON.stringify(value)?.slice(0, 300)}`);
}

function make(shape: Shape, name: string, choose: Choose): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.anyOf)
    return make(shape.anyOf.find((option) => option.pattern === ID_PATTERN) ?? shape.anyOf[0] ?? {}, name, choose);
  if (shape.pattern === ID_PATTERN) return choose(name);
  switch (shape.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.properties ?? {}).map(([key, field]) => [key, make(field, key, choose)]),
      );
    case 'array':
      return Array.from({ length: Math.max(1, shape.minItems ?? 1) }, () => make(shape.items ?? {}, name, choose));
    case 'string':
      return text(shape);
    case 'boolean':
      return false;
    case 'null':
      return null;
    default:
      return Math.min(shape.maximum ?? Infinity, Math.max(shape.minimum ?? 1, (shape.exclusiveMinimum ?? 0) + 1, 1));
  }
}

function text(shape: Shape): string {
  if (shape.pattern === undefined) return 'an example of some length'.slice(0, Math.max(10, shape.minLength ?? 0));
  const found = STRINGS.find((string) => new RegExp(shape.pattern ?? '').test(string));
  if (found === undefined) throw new TypeError(`no example for ${shape.pattern}`);
  return found;
}

/** Names of the fields of an object schema that hold an id, at any depth. */
export function idFields(schema: TSchema | undefined): string[] {
  const names = new Set<string>();
  const visit = (shape: Shape, name: string): void => {
    if (shape.pattern === ID_PATTERN && name !== '') names.add(name);
    for (const option of shape.anyOf ?? []) visit(option, name);
    for (const [key, field] of Object.entries(shape.properties ?? {})) visit(field, key);
    if (shape.items) visit(shape.items, name);
  };
  if (schema) visit(schema as Shape, '');
  return [...names];
}
