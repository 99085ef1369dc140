import type { ErrorBody, RouteBody, RouteParams, RouteQuery, RouteResponse } from '@outrider/schema';
import { accessRoutes, fleetRoutes, operationsRoutes } from '@outrider/schema';

type AnyRoute = (typeof accessRoutes)[number] | (typeof fleetRoutes)[number] | (typeof operationsRoutes)[number];
export type RouteId = AnyRoute['id'];
type RouteOf<I extends RouteId> = Extract<AnyRoute, { id: I }>;

/** What a call takes; parts that the route does not have are left out. */
export interface CallInput<I extends RouteId> {
  params?: RouteParams<RouteOf<I>>;
  query?: RouteQuery<RouteOf<I>>;
  body?: RouteBody<RouteOf<I>>;
}

const ROUTES = new Map<string, AnyRoute>(
  [...accessRoutes, ...fleetRoutes, ...operationsRoutes].map((route) => [route.id, route]),
);
const TIMEOUT_MS = 15_000;
/** An answer that sends a flight elsewhere waits until the new plan is on board and verified: over a bad link for minutes. */
const ANSWERED_WITHIN_MS = 150_000;

/** A call that the server refused. */
export class ApiRefusal extends Error {
  readonly code: string;
  readonly status: number;

  constructor(status: number, code: string, message: string) {
    super(`${code}: ${message}`);
    this.name = 'ApiRefusal';
    this.status = status;
    this.code = code;
  }
}

/** One person's session with the server, by the same contracts that the console uses. */
export class Api {
  readonly #base: () => string;
  readonly #credentials: { username: string; password: string };
  #cookie: string | null = null;

  /** @param base address of the server at this moment, since a restart may change it */
  constructor(base: () => string, credentials: { username: string; password: string }) {
    this.#base = base;
    this.#credentials = credentials;
  }

  get base(): string {
    return this.#base();
  }

  /** The session's cookie; signs in first where there is none. */
  async cookie(): Promise<string> {
    if (this.#cookie !== null) return this.#cookie;
    const response = await this.#fetch('POST', '/auth/login', this.#credentials, null);
    await this.#value(response);
    const set = response.headers.getSetCookie().map((line) => line.split(';')[0]);
    this.#cookie = set.join('; ');
    return this.#cookie;
  }

  /** Calls a route. Throws ApiRefusal, or TypeError while the server is away. */
  async call<I extends RouteId>(id: I, input: CallInput<I> = {}): Promise<RouteResponse<RouteOf<I>>> {
    const route = ROUTES.get(id);
    if (!route) throw new RangeError(`there is no route ${id}`);
    const params = (input.params ?? {}) as Record<string, string>;
    const path = route.path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(params[name] ?? ''));
    const query = new URLSearchParams(Object.entries((input.query ?? {}) as Record<string, string>));
    const url = query.size > 0 ? `${path}?${query}` : path;
    const response = await this.#fetch(route.method, url, input.body, await this.cookie());
    return (await this.#value(response)) as RouteResponse<RouteOf<I>>;
  }

  #fetch(method: string, path: string, body: unknown, cookie: string | null): Promise<Response> {
    const headers: Record<string, string> = cookie === null ? {} : { cookie };
    if (body !== undefined) headers['content-type'] = 'application/json';
    return fetch(`${this.#base()}/api/v1${path}`, {
      method,
      headers,
      signal: AbortSignal.timeout(path.endsWith('/answer') ? ANSWERED_WITHIN_MS : TIMEOUT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async #value(response: Response): Promise<unknown> {
    if (response.status === 204) return undefined;
    const text = await response.text();
    if (response.ok) return text === '' ? undefined : JSON.parse(text);
    const error = parseError(text);
    throw new ApiRefusal(
      response.status,
      error?.code ?? `http_${response.status}`,
      error?.message ?? text.slice(0, 200),
    );
  }
}

function parseError(text: string): ErrorBody['error'] | null {
  try {
    return (JSON.parse(text) as ErrorBody).error ?? null;
  } catch {
    return null;
  }
}
