/** The parts of a JSON schema that the settings use. */
export interface SchemaNode {
  type?: string;
  const?: unknown;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
  anyOf?: SchemaNode[];
}

export interface Leaf {
  path: string[];
  schema: SchemaNode;
}

/** All keys that hold a value or a list, in the order of the schema. */
export function leavesOf(schema: SchemaNode, path: string[] = []): Leaf[] {
  if (!schema.properties) return [{ path, schema }];
  return Object.entries(schema.properties).flatMap(([key, child]) => leavesOf(child, [...path, key]));
}

/** The schema at a path such as ["gateway", "links", "0", "port"], or null. */
export function schemaAt(schema: SchemaNode, path: readonly string[]): SchemaNode | null {
  let node: SchemaNode | undefined = schema;
  for (const key of path) node = node?.properties?.[key] ?? node?.items;
  return node ?? null;
}

/** What a value may be, in words: "a whole number from 0 to 65535". */
export function expectation(schema: SchemaNode): string {
  if (schema.anyOf) return schema.anyOf.map(expectation).join(' or ');
  if (schema.const !== undefined) return `"${String(schema.const)}"`;
  if (schema.pattern === '^[a-z0-9][a-z0-9-]{0,31}$') return 'a name of at most 32 small letters, digits and hyphens';
  if (schema.type === 'integer' || schema.type === 'number') return numberExpectation(schema);
  if (schema.type === 'boolean') return 'true or false';
  if (schema.type === 'array') return 'a list';
  if (schema.type === 'object') return 'a section with keys of its own';
  return schema.type === 'null' ? 'null' : 'a text';
}

function numberExpectation({ type, minimum, exclusiveMinimum, maximum }: SchemaNode): string {
  const kind = type === 'integer' ? 'a whole number' : 'a number';
  if (exclusiveMinimum !== undefined) return `${kind} above ${exclusiveMinimum} up to ${maximum}`;
  return `${kind} from ${minimum} to ${maximum}`;
}

/** The candidate with the fewest edits, if it is near enough to be a slip of the keyboard. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const ranked = candidates
    .map((name) => ({ name, edits: editDistance(word, name) }))
    .toSorted((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best && best.edits <= Math.max(2, Math.floor(word.length / 3)) ? best.name : null;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(previous[j]! + 1, row[j - 1]! + 1, substitution));
    }
    previous = row;
  }
  return previous[b.length]!;
}
