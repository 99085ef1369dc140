/** How a route is written down: one object that the server, the OpenAPI document and the tests read. */
import Type, { type Static, type TSchema } from 'typebox';
import { Strict } from '../primitives.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export interface RouteContract {
  /** camelCase, becomes operationId */
  readonly id: string;
  readonly method: Method;
  /** below /api/v1, with {name} for parameters */
  readonly path: string;
  /** `resource:verb`, or null for the few routes anybody may call */
  readonly permission: string | null;
  /** Anybody's route that counts by other things than calls a minute from one address. */
  readonly limitsItself?: true;
  readonly summary: string;
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  /** Media type of the body when it is not JSON. */
  readonly bodyType?: string;
  /** null: no content */
  readonly response: TSchema | null;
  /** Media type of the answer when it is not JSON. */
  readonly responseType?: string;
}
export const route = <const R extends RouteContract>(contract: R): R => contract;
export const page = <T extends TSchema>(item: T) =>
  Strict({ items: Type.Array(item), next_cursor: Type.Union([Type.String(), Type.Null()]) });
export const pageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
};

/** What a caller of one contract sends and gets; undefined where the contract has no such part. */
type Part<R, K extends string> = R extends { readonly [P in K]: infer S extends TSchema } ? Static<S> : undefined;
export type RouteParams<R> = Part<R, 'params'>;
export type RouteQuery<R> = Part<R, 'query'>;
export type RouteBody<R> = Part<R, 'body'>;
export type RouteResponse<R> = Part<R, 'response'>;
