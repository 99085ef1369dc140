const SECRET_KEY =
  /^(.*_)?(password|passwd|passphrase|secret|token|cookie|authorization|api_?key|private_?key|signing_?key|otp|session_?id|credentials?)$/i;
const URL_CREDENTIALS = /([a-z][a-z0-9+.-]*:\/\/)[^/\s:@]*:[^/\s@]*@/gi;
const MASK = '[redacted]';
// A log line is a few levels deep; what lies deeper is left out rather than searched.
const MAX_DEPTH = 6;

/** A copy in which values under secret keys, and passwords inside addresses, are masked; errors become plain fields. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.includes('://') ? value.replace(URL_CREDENTIALS, `$1${MASK}@`) : value;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (depth >= MAX_DEPTH) return '[deep]';
  if (value instanceof Error) return errorFields(value, depth);
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, isSecret(key, item) ? MASK : redact(item, depth + 1)]),
  );
}

/** What a database says about its own error, without the values of rows ("detail") and without the connection. */
const ERROR_FIELDS = ['code', 'errno', 'syscall', 'severity', 'schema', 'table', 'column', 'constraint', 'remedy'];

/** Whatever else hangs on an error (connections with their passwords, values of rows, requests) stays out of the log. */
function errorFields(error: Error, depth: number): Record<string, unknown> {
  const given = error as unknown as Record<string, unknown>;
  const kept = ERROR_FIELDS.filter((key) => typeof given[key] === 'string' || typeof given[key] === 'number');
  return {
    type: error.name,
    message: redact(error.message),
    stack: redact(error.stack ?? ''),
    ...Object.fromEntries(kept.map((key) => [key, redact(given[key])])),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}

function isSecret(key: string, value: unknown): boolean {
  // camelCase becomes snake_case, so that `sessionToken` is found as `session_token`.
  return value !== null && value !== undefined && SECRET_KEY.test(key.replace(/([a-z0-9])([A-Z])/g, '$1_$2'));
}
