import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';
import type { Static, TSchema } from 'typebox';
import {
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
import type { RouteContract } from '@outrider/schema';
import type { Principal } from '../auth/principal.js';
import type { AgencyTransaction } from '../database/index.js';

type Contracts = (
  | typeof accessRoutes
  | typeof fleetRoutes
  | typeof operationsRoutes
  | typeof videoRoutes
  | typeof evidenceRoutes
  | typeof custodyRoutes
  | typeof originalRoutes
  | typeof recordsRequestRoutes
  | typeof redactionRoutes
  | typeof shareRoutes
)[number];
export type ContractId = Contracts['id'];
export type ContractOf<I extends ContractId> = Extract<Contracts, { id: I }>;

type Part<C, K extends string> = C extends Record<K, infer S extends TSchema> ? Static<S> : undefined;
/** A document that is not JSON. */
export interface FileAnswer {
  /** Name under which a browser saves it; null: it is not to be saved. */
  name: string | null;
  type: string;
  body: Uint8Array | Readable | string;
  /** 200 unless said otherwise. */
  status?: number;
  headers?: Readonly<Record<string, string>>;
}
type Answer<C> = C extends { responseType: string }
  ? FileAnswer
  : C extends { response: infer S extends TSchema }
    ? Static<S>
    : void;

/** One request, checked against its contract and its caller's permission. */
export interface Call<I extends ContractId = ContractId> {
  readonly params: Part<ContractOf<I>, 'params'>;
  readonly query: Part<ContractOf<I>, 'query'>;
  readonly body: Part<ContractOf<I>, 'body'>;
  /** Null only for the routes that anybody may call. */
  readonly principal: ContractOf<I>['permission'] extends null ? null : Principal;
  /** Where the request came from. */
  readonly address: string;
  readonly reply: FastifyReply;
  /** Rows of the caller's agency, to look at. */
  read<T>(work: (transaction: AgencyTransaction) => Promise<T>): Promise<T>;
  /** As `read`, to change; the audit entry of this call is committed together with the first change. */
  change<T>(work: (transaction: AgencyTransaction) => Promise<T>): Promise<T>;
  /** Adds to the audit entry: what was acted on, and with what. Never secrets. */
  note(object: string | null, detail?: Record<string, unknown>): void;
}

export interface Implementation {
  readonly contract: RouteContract;
  readonly handler: (call: Call) => Promise<unknown>;
}

const contracts = new Map<string, RouteContract>(
  [
    ...accessRoutes,
    ...fleetRoutes,
    ...operationsRoutes,
    ...videoRoutes,
    ...evidenceRoutes,
    ...custodyRoutes,
    ...originalRoutes,
    ...recordsRequestRoutes,
    ...redactionRoutes,
    ...shareRoutes,
  ].map((contract) => [contract.id, contract]),
);

/** Ties a handler to its contract: what it gets and gives is typed by the contract's shapes. */
export function implement<I extends ContractId>(
  id: I,
  handler: (call: Call<I>) => Promise<Answer<ContractOf<I>>>,
): Implementation {
  const contract = contracts.get(id);
  if (!contract) throw new TypeError(`no contract ${id}`);
  // The shapes are checked at run time by the contract's schemas, so the general handler may stand for the special one.
  return { contract, handler: handler as unknown as Implementation['handler'] };
}
