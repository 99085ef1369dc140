import type { FastifyError } from 'fastify';
import { ERRORS } from '@outrider/schema';
import type { ErrorBody, ErrorCode } from '@outrider/schema';
import { OutriderError } from '@outrider/runtime';
import { Refusal, errorBody } from '../refusal.js';

export interface ErrorAnswer {
  status: number;
  body: ErrorBody;
  /** True when the log needs the error itself: it is ours, not the caller's. */
  unexpected: boolean;
}

const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';
/** Out of range, or not of the column's form: a check at the edge that is missing, and the caller's value all the same. */
const UNSTORABLE = new Set(['22003', '22P02']);
/**
 * SQLSTATEs after which the same statement may well succeed: connection (08), idle in transaction (25P03), deadlock and
 * serialization (40), resources (53), lock not available (55P03), intervention and timeouts (57), system (58).
 */
const PASSING = /^(08|25P03|40|53|55P03|57|58)/;
const NETWORK = /^(ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT)$/;
const CONNECTION_LOST = /ECONNREFUSED|ECONNRESET|ENOENT|Connection terminated|timeout exceeded when trying to connect/;
export const DATABASE_AWAY = 'The database does not answer now; try again.';

/** What a caller is told about an error; `reference` leads from an unexpected one to the log. Pure. */
export function answerError(error: unknown, reference: string, bodyLimitBytes: number): ErrorAnswer {
  const known = (code: ErrorCode, message: string, field?: string): ErrorAnswer => ({
    status: ERRORS[code].status,
    body: errorBody(code, message, field),
    unexpected: false,
  });
  if (error instanceof Refusal) return known(error.code, error.message, error.field);
  if (error instanceof OutriderError) return known(error.code, error.message);
  const code = codeOf(error);
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return known('too_large', `The body is larger than ${bodyLimitBytes} bytes.`);
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return known(
      'bad_request',
      'The content type is not accepted here; send application/json, or what the route says (text/csv for imports).',
    );
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY') return known('not_json', 'The body is empty.');
  if (error instanceof SyntaxError || code === 'FST_ERR_CTP_INVALID_JSON_BODY') {
    return known('not_json', `The body is not valid JSON: ${(error as Error).message}`);
  }
  if (code === UNIQUE_VIOLATION) return known('conflict', 'Something with the same name or key exists already.');
  if (code === FOREIGN_KEY_VIOLATION)
    return known('conflict', 'Something that this depends on is missing or still in use.');
  if (UNSTORABLE.has(code))
    return { ...known('bad_request', 'A value cannot be kept in this form.'), unexpected: true };
  if (isDatabaseAway(error)) {
    return { ...known('database_unavailable', DATABASE_AWAY), unexpected: true };
  }
  const status = (error as FastifyError).statusCode ?? 500;
  if (status >= 400 && status < 500) return known('bad_request', (error as Error).message);
  const message = `Something failed inside Outrider; the log has it under ${reference}.`;
  return { status: 500, body: errorBody('internal', message, undefined, reference), unexpected: true };
}

/** True when the database is away or busy, as against answering that something is wrong: trying again may help. */
export function isDatabaseAway(error: unknown): boolean {
  const code = codeOf(error);
  if (PASSING.test(code) || NETWORK.test(code)) return true;
  return error instanceof Error && CONNECTION_LOST.test(error.message);
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}
