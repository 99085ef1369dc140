/** The API by its contracts: path, query, body and answer are typed from schema. */
import type {
  ErrorBody,
  Method,
  RouteBody,
  RouteParams,
  RouteQuery,
  RouteResponse,
  accessRoutes,
  fleetRoutes,
  operationsRoutes,
} from '@outrider/schema';

type Contract = (typeof accessRoutes)[number] | (typeof operationsRoutes)[number] | (typeof fleetRoutes)[number];
type PathOf<M extends Method> = Extract<Contract, { method: M }>['path'];
type Of<M extends Method, P extends string> = Extract<Contract, { method: M; path: P }>;
interface Input<R> {
  path?: RouteParams<R>;
  query?: RouteQuery<R>;
  body?: RouteBody<R>;
  signal?: AbortSignal;
}

/** What the server refused, with its registered code, or `unreachable` when no answer came. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly field: string | null;
  readonly remedy: string | null;

  constructor(status: number, error: { code: string; message: string; field?: string; remedy?: string }) {
    super(error.message);
    this.name = 'ApiError';
    this.status = status;
    this.code = error.code;
    this.field = error.field ?? null;
    this.remedy = error.remedy ?? null;
  }
}

export const apiUrl = (path: string): string => new URL(`api/v1${path}`, document.baseURI).href;

/** Path and query of a call, with `{name}` filled in. */
export function addressOf(path: string, params: object = {}, query: object = {}): string {
  const values = new Map(Object.entries(params));
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values.get(name) ?? '')));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  return search.size > 0 ? `${filled}?${search}` : filled;
}

/** Calls one route. Throws ApiError when it is refused or when the server cannot be reached. */
export async function call<M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  input: Input<Of<M, P>> = {},
): Promise<RouteResponse<Of<M, P>>> {
  const body: unknown = input.body;
  const isText = typeof body === 'string';
  let response: Response;
  try {
    response = await fetch(apiUrl(addressOf(path, input.path ?? {}, input.query ?? {})), {
      method,
      credentials: 'same-origin',
      headers: body === undefined ? {} : { 'content-type': isText ? 'text/csv' : 'application/json' },
      body: body === undefined ? null : isText ? body : JSON.stringify(body),
      signal: input.signal ?? null,
    });
  } catch (cause) {
    if (input.signal?.aborted) throw cause;
    throw new ApiError(0, { code: 'unreachable', message: 'The server does not answer.', remedy: 'Try again.' });
  }
  if (!response.ok) throw new ApiError(response.status, await errorOf(response));
  const type = response.headers.get('content-type') ?? '';
  return (type.includes('json') ? await response.json() : undefined) as RouteResponse<Of<M, P>>;
}

async function errorOf(response: Response): Promise<ErrorBody['error'] | { code: string; message: string }> {
  try {
    return ((await response.json()) as ErrorBody).error;
  } catch {
    return { code: 'internal', message: `The server answered ${response.status} without a reason.` };
  }
}
