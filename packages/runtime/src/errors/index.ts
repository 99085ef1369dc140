import type { ErrorCode } from '@outrider/schema';

/** An error that a user can see: a registered code, a sentence that says what and where, and what to do about it. */
export class OutriderError extends Error {
  readonly code: ErrorCode;
  readonly remedy: string;

  constructor(code: ErrorCode, message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OutriderError';
    this.code = code;
    this.remedy = remedy;
  }
}

/** One line for a terminal or a log: code, what happened, what to do. */
export function describeError(error: unknown): string {
  if (error instanceof OutriderError) return `${error.code}: ${error.message} ${error.remedy}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
