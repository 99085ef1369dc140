import createClient from 'openapi-fetch';
import type { Client, Middleware } from 'openapi-fetch';
import type { Session } from '@outrider/schema';
import { refusalOf, unreachable } from './errors.js';
import type { paths } from './generated/api.js';

export type Api = Client<paths>;

export interface ApiOptions {
  /** Where the server is, such as http://127.0.0.1:8080; in a browser the page's own origin. */
  baseUrl: string;
  /** Of an API key; a person signs in instead. */
  apiKey?: string;
  fetch?: (request: Request) => Promise<Response>;
  /** Where cookies are kept outside a browser. */
  cookies?: CookieJar;
}

/** The session's cookie where no browser keeps it. */
export class CookieJar {
  readonly #cookies = new Map<string, string>();

  take(response: Response): void {
    for (const line of response.headers.getSetCookie?.() ?? []) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }

  /** Content of a Cookie header; empty without cookies. */
  header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

/** The API as the OpenAPI document types it: `api.GET('/api/v1/flights/{id}', { params: { path: { id } } })`. */
export function createApi({ baseUrl, apiKey, fetch, cookies }: ApiOptions): Api {
  const api = createClient<paths>({
    baseUrl,
    credentials: 'same-origin',
    ...(apiKey === undefined ? {} : { headers: { authorization: `Bearer ${apiKey}` } }),
    ...(fetch === undefined ? {} : { fetch }),
    // CSV travels as it is; everything else is JSON.
    bodySerializer: (body) => (typeof body === 'string' ? body : JSON.stringify(body)),
  });
  if (cookies) api.use(keepCookies(cookies));
  return api;
}

function keepCookies(cookies: CookieJar): Middleware {
  return {
    onRequest({ request }) {
      const header = cookies.header();
      if (header !== '') request.headers.set('cookie', header);
      return request;
    },
    onResponse({ response }) {
      cookies.take(response);
    },
  };
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The answer's content. Throws ApiError for a refusal, and with the code "unreachable" when none came. */
export async function unwrap<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (cause) {
    throw unreachable(`The server does not answer: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  if (answer.response.ok) return answer.data as T;
  throw refusalOf(answer.response.status, answer.error);
}

/** A person's session for programs: signs in and keeps the cookie. */
export async function signIn(
  baseUrl: string,
  username: string,
  password: string,
): Promise<{ api: Api; cookies: CookieJar; session: Session }> {
  const cookies = new CookieJar();
  const api = createApi({ baseUrl, cookies });
  const session = await unwrap(api.POST('/api/v1/auth/login', { body: { username, password } }));
  return { api, cookies, session };
}
