import * as shapes from '@outrider/schema';
import type { RouteContract } from '@outrider/schema';

type Json = { [key: string]: unknown };

/** Names of the shapes that the document shares: every exported object shape of the schema package. */
const names = new Map<unknown, string>(
  Object.entries(shapes)
    .filter(([name, value]) => /^[A-Z]/.test(name) && isSharedShape(value))
    .map(([name, value]) => [value, name]),
);

function isSharedShape(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return ('type' in value && (value as Json)['type'] === 'object') || 'anyOf' in value;
}

/** The OpenAPI 3.1 document of all contracts. Deterministic: committed under docs/api and checked by a test. */
export function openApiDocument(contracts: readonly RouteContract[] = shapes.routes): Json {
  const components = new Map<string, unknown>();
  const paths: Record<string, Json> = {};
  for (const contract of contracts) {
    const path = (paths[`/api/v1${contract.path}`] ??= {});
    path[contract.method.toLowerCase()] = operation(contract, components);
  }
  const schemas = Object.fromEntries([...components].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Outrider',
      version: '1',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description:
        'Heights and datum stand in the names. null means unknown. Ids are UUIDv7 in lower case. Unknown fields are refused.',
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }, { apiKey: [] }],
    paths,
    components: {
      schemas: { ErrorBody: errorShape(), ...schemas },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'outrider' },
        apiKey: { type: 'http', scheme: 'bearer' },
      },
    },
  };
}

/** The document as it is committed and served. */
export const openApiText = (): string => `${JSON.stringify(openApiDocument(), null, 1)}\n`;

function operation(contract: RouteContract, components: Map<string, unknown>): Json {
  const show = (schema: unknown): unknown => convert(schema, components);
  const fault = {
    description: 'Refused',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/ErrorBody' } } },
  };
  const success =
    contract.response === null
      ? { 204: { description: 'Done' } }
      : {
          200: {
            description: 'Done',
            content: { [contract.responseType ?? 'application/json']: { schema: answer(contract, show) } },
          },
        };
  const parameters = [...parametersOf(contract.params, 'path', show), ...parametersOf(contract.query, 'query', show)];
  return {
    operationId: contract.id,
    summary: contract.summary,
    ...(contract.permission === null ? { security: [] } : { 'x-permission': contract.permission }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(contract.body || contract.bodyType
      ? {
          requestBody: {
            required: true,
            content: {
              [contract.bodyType ?? 'application/json']: { schema: contract.body ? show(contract.body) : BINARY },
            },
          },
        }
      : {}),
    responses: { ...success, default: fault },
  };
}

const BINARY = { type: 'string', format: 'binary' };
function answer(contract: RouteContract, show: (schema: unknown) => unknown): unknown {
  return contract.responseType ? BINARY : show(contract.response);
}

function parametersOf(schema: unknown, place: 'path' | 'query', show: (schema: unknown) => unknown): Json[] {
  const shape = schema as { properties?: Record<string, unknown>; required?: string[] } | undefined;
  return Object.entries(shape?.properties ?? {}).map(([name, value]) => ({
    name,
    in: place,
    required: place === 'path' || (shape?.required ?? []).includes(name),
    schema: show(value),
  }));
}

/** A copy in which exported shapes are references and a union of words is an enumeration. */
function convert(value: unknown, components: Map<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => convert(item, components));
  if (typeof value !== 'object' || value === null) return value;
  const name = names.get(value);
  if (name === undefined) return convertFields(value as Json, components);
  if (!components.has(name)) {
    components.set(name, null);
    components.set(name, convertFields(value as Json, components));
  }
  return { $ref: `#/components/schemas/${name}` };
}

function convertFields(value: Json, components: Map<string, unknown>): unknown {
  const options = value['anyOf'];
  if (Array.isArray(options) && options.length > 0 && options.every((option: Json) => 'const' in option)) {
    const { anyOf: _anyOf, ...rest } = value;
    const words = options.map((option: Json) => option['const']);
    return { ...rest, type: typeof words[0], enum: words };
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, convert(item, components)]));
}

function errorShape(): Json {
  const text = { type: 'string' };
  const code = { type: 'string', enum: Object.keys(shapes.ERRORS) };
  const properties = { code, message: text, field: text, remedy: text, reference: text };
  const error = { type: 'object', required: ['code', 'message', 'remedy'], properties, additionalProperties: false };
  return { type: 'object', required: ['error'], properties: { error }, additionalProperties: false };
}
