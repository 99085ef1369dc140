/** Calls routes by their contract's id and holds every answer against the contract. Only tests import it. */
import { expect } from 'vitest';
import type { Static, TSchema } from 'typebox';
import { routes } from '@outrider/schema';
import type { ErrorBody, RouteContract } from '@outrider/schema';
import type { ContractId, ContractOf } from '../platform/http/contract.js';
import { compileBody } from '../platform/http/validation.js';

type Part<C, K extends string> = C extends Record<K, infer S extends TSchema> ? Static<S> : never;
type Answer<C> = C extends { response: infer S extends TSchema } ? Static<S> : undefined;
interface Input<C> {
  params?: Part<C, 'params'>;
  query?: Part<C, 'query'>;
  body?: Part<C, 'body'>;
}
export interface RawAnswer {
  status: number;
  body: unknown;
  headers: Headers;
}

const contractOf = (id: string): RouteContract => routes.find((route) => route.id === id)!;

export class Caller {
  readonly url: string;
  readonly headers: Record<string, string>;

  constructor(url: string, headers: Record<string, string>) {
    this.url = url;
    this.headers = headers;
  }

  static async signIn(url: string, username: string, password: string): Promise<Caller> {
    const answer = await new Caller(url, {}).raw('login', { body: { username, password } });
    if (answer.status !== 200) throw new Error(`login: ${JSON.stringify(answer.body)}`);
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    return new Caller(url, { cookie });
  }

  /** Expects success; the answer must be of the contract's form. */
  async call<I extends ContractId>(id: I, input: Input<ContractOf<I>> = {}): Promise<Answer<ContractOf<I>>> {
    const { status, body } = await this.raw(id, input as Input<unknown>);
    expect({ id, status, body }).toMatchObject({ status: contractOf(id).response === null ? 204 : 200 });
    const { response, responseType } = contractOf(id);
    if (response && !responseType) {
      const validate = compileBody(response);
      expect({ id, ok: validate(body), errors: validate.errors }).toMatchObject({ ok: true });
    }
    return body as Answer<ContractOf<I>>;
  }

  /** Expects a refusal and returns it. */
  async refusal<I extends ContractId>(
    id: I,
    input: Input<ContractOf<I>> = {},
  ): Promise<ErrorBody['error'] & { status: number }> {
    const { status, body } = await this.raw(id, input as Input<unknown>);
    expect({ id, status }).not.toMatchObject({ status: 200 });
    return { ...(body as ErrorBody).error, status };
  }

  /** Whatever comes back. */
  async raw(id: string, input: { params?: object; query?: object; body?: unknown } = {}): Promise<RawAnswer> {
    const contract = contractOf(id);
    const params = new Map(Object.entries(input.params ?? {}));
    const path = contract.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(String(params.get(name))),
    );
    const query = new URLSearchParams(
      Object.entries(input.query ?? {}).map(([key, value]): [string, string] => [key, String(value)]),
    );
    const isText = contract.bodyType !== undefined;
    const hasBody = input.body !== undefined;
    const response = await fetch(`${this.url}/api/v1${path}${query.size > 0 ? `?${query}` : ''}`, {
      method: contract.method,
      headers: { ...this.headers, ...(hasBody ? { 'content-type': contract.bodyType ?? 'application/json' } : {}) },
      ...(hasBody ? { body: isText ? String(input.body) : JSON.stringify(input.body) } : {}),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
  }
}
