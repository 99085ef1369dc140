import type { ErrorBody, WireError } from '@outrider/schema';

/** What the server refused, or `unreachable` when no answer came. */
export class ApiError extends Error {
  /** A registered code of docs/errors.md, or "unreachable". */
  readonly code: string;
  /** HTTP status; 0 over the socket or without an answer. */
  readonly status: number;
  readonly field: string | null;
  readonly remedy: string | null;

  constructor(status: number, error: WireError & { remedy?: string }) {
    super(error.message);
    this.name = 'ApiError';
    this.status = status;
    this.code = error.code;
    this.field = error.field ?? null;
    this.remedy = error.remedy ?? null;
  }
}

export const unreachable = (message: string): ApiError => new ApiError(0, { code: 'unreachable', message });

/** The refusal in an answer's body; one that is no refusal of ours (a proxy's page) is told by its status. */
export function refusalOf(status: number, body: unknown): ApiError {
  const error = (body as Partial<ErrorBody> | null | undefined)?.error;
  if (typeof error?.code === 'string' && typeof error.message === 'string') return new ApiError(status, error);
  return new ApiError(status, { code: 'internal', message: `The server answered ${status} without a reason.` });
}
