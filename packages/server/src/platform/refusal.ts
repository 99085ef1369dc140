import { ERRORS } from '@outrider/schema';
import type { ErrorBody, ErrorCode } from '@outrider/schema';
import { OutriderError } from '@outrider/runtime';

/** A request that is not carried out: a registered code, a sentence that says why, and the field it is about. */
export class Refusal extends OutriderError {
  readonly field: string | undefined;

  constructor(code: ErrorCode, message: string, field?: string) {
    super(code, message, ERRORS[code].remedy);
    this.name = 'Refusal';
    this.field = field;
  }
}

/** `throw refuse('not_found', 'There is no aircraft with this id.', 'id')`. */
export const refuse = (code: ErrorCode, message: string, field?: string): Refusal => new Refusal(code, message, field);

/** The row, or the refusal that hides whether it is missing or another agency's. */
export function found<T>(row: T | undefined | null, what: string): T {
  if (row === undefined || row === null) throw refuse('not_found', `There is no ${what} with this id.`, 'id');
  return row;
}

/** What the API answers for an error with a registered code. */
export function errorBody(code: ErrorCode, message: string, field?: string, reference?: string): ErrorBody {
  return {
    error: {
      code,
      message,
      ...(field === undefined ? {} : { field }),
      remedy: ERRORS[code].remedy,
      ...(reference === undefined ? {} : { reference }),
    },
  };
}
