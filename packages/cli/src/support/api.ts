import { existsSync, readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { rootCertificates } from 'node:tls';
import { readStatusFile } from '@outrider/runtime';
import { OutriderError } from '@outrider/runtime/errors';
import { ERRORS, accessRoutes, fleetRoutes, operationsRoutes } from '@outrider/schema';
import type { ErrorBody, ErrorCode, RouteBody, RouteParams, RouteQuery, RouteResponse } from '@outrider/schema';
import { askPassword } from './ask.js';
import { settingsOptions, text, wrongUse } from './options.js';
import { settingsFor } from './settings.js';

type Route = (typeof accessRoutes)[number] | (typeof fleetRoutes)[number] | (typeof operationsRoutes)[number];
type RouteOf<I extends Route['id']> = Extract<Route, { id: I }>;
interface Input<I extends Route['id']> {
  params?: RouteParams<RouteOf<I>>;
  query?: RouteQuery<RouteOf<I>>;
  body?: RouteBody<RouteOf<I>>;
}

const routes = new Map<string, Route>([...accessRoutes, ...fleetRoutes, ...operationsRoutes].map((r) => [r.id, r]));
const TIMEOUT_MS = 120_000;

/** What every verb that talks to a running Outrider takes. */
export const apiOptions = { ...settingsOptions, url: text, user: text } as const;
export const API_HELP = `  --url URL         address of Outrider (default: the one that runs on this data folder, or OUTRIDER_URL)
  --user NAME       sign in as NAME; the password is asked for, or taken from OUTRIDER_CLI_PASSWORD.
                    Without it, OUTRIDER_API_KEY must hold an API key with the rights that are needed
  --settings FILE   settings file (default: outrider.yaml if there is one)
  --data-dir DIR    data folder (default: .outrider)
  --help            this text`;

interface Options {
  url?: string | undefined;
  user?: string | undefined;
  settings?: string | undefined;
  'data-dir'?: string | undefined;
}

/** A running Outrider, seen by somebody who is signed in. */
export class Api {
  readonly #base: URL;
  readonly #ca: string | null;
  #headers: Record<string, string> = {};

  private constructor(base: URL, ca: string | null) {
    this.#base = base;
    this.#ca = ca;
  }

  /** Finds the server and signs in. Throws unknown_option, server_unreachable, wrong_credentials. */
  static async connect(verb: string, options: Options): Promise<Api> {
    const { data_dir } = settingsFor(options);
    const ca = join(data_dir, 'tls', 'ca.pem');
    const api = new Api(addressOf(options, data_dir), existsSync(ca) ? readFileSync(ca, 'utf8') : null);
    const key = process.env['OUTRIDER_API_KEY'];
    if (options.user !== undefined) await api.#signIn(options.user);
    else if (key) api.#headers = { authorization: `Bearer ${key}` };
    else throw wrongUse(verb, 'Nobody is named to sign in: give --user, or an API key in OUTRIDER_API_KEY');
    return api;
  }

  /** Calls a route by its contract. Throws what the server answers, with its code. */
  async call<I extends Route['id']>(id: I, input: Input<I> = {}): Promise<RouteResponse<RouteOf<I>>> {
    const answer = await readText(await this.open(id, input));
    return (answer === '' ? undefined : JSON.parse(answer)) as RouteResponse<RouteOf<I>>;
  }

  /** As `call`, for answers that are files: gives the stream of its bytes. */
  async open<I extends Route['id']>(id: I, input: Input<I> = {}): Promise<IncomingMessage> {
    const route = routes.get(id)!;
    const params = (input.params ?? {}) as Record<string, string>;
    const path = route.path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(params[name] ?? ''));
    const query = new URLSearchParams(input.query as Record<string, string> | undefined);
    const response = await this.#send(route.method, query.size > 0 ? `${path}?${query}` : path, input.body);
    if ((response.statusCode ?? 500) < 400) return response;
    throw refusalOf(response.statusCode ?? 500, await readText(response));
  }

  async #signIn(username: string): Promise<void> {
    const password = process.env['OUTRIDER_CLI_PASSWORD'] ?? (await askPassword(`Password of ${username}: `));
    const response = await this.open('login', { body: { username, password } });
    response.resume();
    const cookies = (response.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]);
    this.#headers = { cookie: cookies.join('; ') };
  }

  #send(method: string, path: string, body: unknown): Promise<IncomingMessage> {
    const url = new URL(`api/v1${path}`, this.#base);
    const secure = url.protocol === 'https:';
    const content = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
    const type = typeof body === 'string' ? 'text/csv' : 'application/json';
    const headers = { ...this.#headers, ...(content === null ? {} : { 'content-type': type }) };
    // The local authority of our own data folder is trusted as well as those of the system.
    const ca = this.#ca === null ? {} : { ca: [...rootCertificates, this.#ca] };
    return new Promise((resolve, reject) => {
      const options = { method, headers, timeout: TIMEOUT_MS, ...(secure ? ca : {}) };
      const request = (secure ? httpsRequest : httpRequest)(url, options, resolve);
      request.once('timeout', () => request.destroy(new Error('no answer in time')));
      request.once('error', (cause) => reject(unreachable(url, cause)));
      request.end(content);
    });
  }
}

function addressOf(options: Options, dataDir: string): URL {
  const running = readStatusFile(join(dataDir, 'run', 'status.json'))?.url;
  const address = options.url ?? process.env['OUTRIDER_URL'] ?? running;
  if (address && URL.canParse(address)) return new URL(address.endsWith('/') ? address : `${address}/`);
  throw new OutriderError(
    'server_unreachable',
    address ? `"${address}" is no address.` : `No Outrider runs on ${dataDir}.`,
    'Start it, or name its address with --url.',
  );
}

function unreachable(url: URL, cause: Error): OutriderError {
  const message = `${url.origin} does not answer: ${cause.message}.`;
  return new OutriderError('server_unreachable', message, 'Start it, or correct --url.', { cause });
}

function refusalOf(status: number, body: string): OutriderError {
  try {
    const { error } = JSON.parse(body) as ErrorBody;
    const where = error.field === undefined ? '' : ` (${error.field})`;
    if (error.code in ERRORS) return new OutriderError(error.code, `${error.message}${where}`, error.remedy);
  } catch {
    // Not from Outrider: a proxy, or another program on that port.
  }
  const code: ErrorCode = 'server_unreachable';
  return new OutriderError(code, `The answer ${status} is not Outrider's.`, 'Check the address in --url.');
}
