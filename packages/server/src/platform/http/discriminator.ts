import type { TSchema } from 'typebox';

type Json = { [key: string]: unknown };
type Branch = { properties?: Record<string, { const?: unknown }>; required?: string[] };

/**
 * A copy of a schema in which a union of objects that differ by a constant word (kind, type) names that word, so that only the
 * branch that was meant is checked and complains. Unions without such a word stay as they are. Pure.
 */
export function withDiscriminators(schema: TSchema): TSchema {
  return rewrite(schema) as TSchema;
}

function rewrite(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rewrite);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rewrite(item)])) as Json;
  const tag = Array.isArray(copy['anyOf']) ? tagOf(copy['anyOf'] as Branch[]) : undefined;
  if (tag === undefined) return copy;
  const { anyOf, ...rest } = copy;
  return { ...rest, type: 'object', required: [tag], discriminator: { propertyName: tag }, oneOf: anyOf };
}

/** The required property that holds another constant in every branch. */
function tagOf(branches: readonly Branch[]): string | undefined {
  const candidates = Object.keys(branches[0]?.properties ?? {});
  return candidates.find((name) => {
    const words = branches.map((branch) =>
      branch.required?.includes(name) ? branch.properties?.[name]?.const : undefined,
    );
    return words.length > 1 && words.every((word) => typeof word === 'string') && new Set(words).size === words.length;
  });
}
