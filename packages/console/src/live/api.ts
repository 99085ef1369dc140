/** The API by its contracts: path, query, body and answer are typed from schema; the client package does the asking. */
import { ApiError, createApi, unwrap } from '@outrider/client';
import type {
  Method,
  RouteBody,
  RouteParams,
  RouteQuery,
  RouteResponse,
  accessRoutes,
  custodyRoutes,
  evidenceRoutes,
  fleetRoutes,
  operationsRoutes,
  originalRoutes,
  recordsRequestRoutes,
  redactionRoutes,
  shareRoutes,
  videoRoutes,
} from '@outrider/schema';

export { ApiError };
type Contract =
  | (typeof accessRoutes)[number]
  | (typeof evidenceRoutes)[number]
  | (typeof custodyRoutes)[number]
  | (typeof operationsRoutes)[number]
  | (typeof originalRoutes)[number]
  | (typeof recordsRequestRoutes)[number]
  | (typeof redactionRoutes)[number]
  | (typeof fleetRoutes)[number]
  | (typeof videoRoutes)[number]
  | (typeof shareRoutes)[number];
type PathOf<M extends Method> = Extract<Contract, { method: M }>['path'];
type Of<M extends Method, P extends string> = Extract<Contract, { method: M; path: P }>;
interface Input<R> {
  path?: RouteParams<R>;
  query?: RouteQuery<R>;
  body?: RouteBody<R>;
  signal?: AbortSignal;
}

/** An address below /api/v1 of the server that this page came from, at whatever path that is. */
export const apiUrl = (path: string): string => new URL(`api/v1${path}`, document.baseURI).href;

/** A path with `{name}` filled in. */
export function addressOf(path: string, params: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}

type Ask = (
  method: string,
  path: string,
  init: object,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;
let ask: Ask | null = null;

function asker(): Ask {
  // The types of one route are those of its contract, which `call` states; the generated ones say the same.
  ask ??= createApi({ baseUrl: new URL('.', document.baseURI).href.replace(/\/$/, '') }).request as unknown as Ask;
  return ask;
}

/** Calls one route. Throws ApiError when it is refused or when the server cannot be reached. */
export async function call<M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  input: Input<Of<M, P>> = {},
): Promise<RouteResponse<Of<M, P>>> {
  const { body, signal } = input;
  const init = {
    params: { path: input.path ?? {}, query: input.query ?? {} },
    ...(body === undefined ? {} : { body }),
    ...(typeof body === 'string' ? { headers: { 'content-type': 'text/csv' } } : {}),
    ...(signal ? { signal } : {}),
  };
  return (await unwrap(asker()(method.toLowerCase(), `/api/v1${path}`, init))) as RouteResponse<Of<M, P>>;
}
