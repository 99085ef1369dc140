import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import type { TSchema } from 'typebox';
import { withDiscriminators } from './discriminator.js';
import { unstorableText } from './storable-text.js';

const strict = new Ajv({ strict: false, verbose: true, discriminator: true });
// Text is all that an address can hold, so numbers and booleans in it are read; a body says what it means.
const reading = new Ajv({ strict: false, coerceTypes: true, useDefaults: true, verbose: true });

/** Checks a body as it is: nothing is converted, removed or filled in. */
export const compileBody = (schema: TSchema): ValidateFunction => strict.compile(withDiscriminators(schema));
/** Checks query and path, where "20" is a number. */
export const compileAddress = (schema: TSchema): ValidateFunction => reading.compile(schema);

/** A validator that is made when it is first needed: making all of them would hold up the start by half a second. */
export function whenNeeded(compile: () => ValidateFunction): () => ValidateFunction {
  let made: ValidateFunction | null = null;
  return () => (made ??= compile());
}

/** What is wrong, for a person: the field and one sentence. */
export interface Fault {
  field: string | undefined;
  message: string;
}

/** A text that could not be kept as it is; null where there is none. Pure. */
export function textFault(value: unknown, part: string): Fault | null {
  const field = unstorableText(value);
  if (field === null) return null;
  const place = field === '' ? `The ${part}` : `The field "${field}"`;
  const message = `${place} holds a character that cannot be kept (U+0000, or half of a surrogate pair).`;
  return { field: field === '' ? undefined : field, message };
}

/** The most telling of a validator's errors. Pure. */
export function explain(errors: readonly ErrorObject[] | null | undefined, part: string): Fault {
  const error = mostTelling(errors ?? []);
  if (!error) return { field: undefined, message: `The ${part} is not of the expected form.` };
  const field = fieldOf(error);
  const place = field === '' ? `The ${part}` : `The field "${field}"`;
  return { field: field === '' ? undefined : field, message: `${place} ${phrase(error)}.` };
}

/**
 * In a union that has no word to tell its branches apart every branch complains: about another type altogether (then it was not
 * meant), about a constant, or about something inside, of which the deepest is the field at fault.
 */
function mostTelling(errors: readonly ErrorObject[]): ErrorObject | undefined {
  const union = errors.find((error) => error.keyword === 'anyOf');
  if (!union) return errors[0];
  const within = errors.filter((error) => error !== union);
  const inside = within.filter((error) => error.instancePath.length > union.instancePath.length);
  if (inside.length > 0) return mostTelling(inside);
  const words = within.filter((error) => error.keyword === 'const');
  if (words.length > 0) return oneOf(words);
  return within.find((error) => error.keyword !== 'type') ?? within[0];
}

/** Constants of all branches as one list of allowed words. */
function oneOf(words: readonly ErrorObject[]): ErrorObject {
  const [first] = words as [ErrorObject, ...ErrorObject[]];
  const allowed = words
    .filter((word) => word.instancePath === first.instancePath)
    .map((word) => (word.params as { allowedValue: unknown }).allowedValue);
  return { ...first, keyword: 'enum', params: { allowedValues: allowed } };
}

function fieldOf(error: ErrorObject): string {
  const path = error.instancePath.slice(1).replaceAll('/', '.');
  const params = error.params as { missingProperty?: string; additionalProperty?: string; tag?: string };
  const last = params.missingProperty ?? params.additionalProperty ?? params.tag;
  if (last === undefined) return path;
  return path === '' ? last : `${path}.${last}`;
}

function phrase(error: ErrorObject): string {
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'required':
      return 'is missing';
    case 'additionalProperties':
      return 'is not known here';
    case 'const':
      return `must be ${JSON.stringify(params['allowedValue'])}`;
    case 'enum':
      return `must be one of ${(params['allowedValues'] as unknown[]).map((word) => JSON.stringify(word)).join(', ')}`;
    case 'discriminator':
      return `must be one of ${branchWords(error).join(', ')}`;
    case 'pattern':
      return 'is not of the expected form';
    default:
      return error.message ?? 'is wrong';
  }
}

function branchWords(error: ErrorObject): string[] {
  const tag = (error.params as { tag: string }).tag;
  const branches = (error.parentSchema as { oneOf: { properties: Record<string, { const: unknown }> }[] }).oneOf;
  return branches.map((branch) => JSON.stringify(branch.properties[tag]?.const));
}
