import type { ErrorCode } from '@outrider/schema';

/** A request that cannot be met, with a registered code and the sentence for the user. */
export class MediaRefusal extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
