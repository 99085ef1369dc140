const SECRET_KEY =
  /^(.*_)?(password|passwd|passphrase|secret|token|cookie|authorization|api_?key|private_?key|signing_?key|otp|session_?id|credentials?)$/i;
const URL_CREDENTIALS = /([a-z][a-z0-9+.-]*:\/\/)[^/\s:@]*:[^/\s@]*@/gi;
const MASK = '[redacted]';
// A log line is a few levels deep; what lies deeper is left out rather than searched.
const MAX_DEPTH = 6;

/** A copy in which values under secret keys, and passwords inside addresses, are masked. Untouched values are shared. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.includes('://') ? value.replace(URL_CREDENTIALS, `$1${MASK}@`) : value;
  if (typeof value !== 'object' || value === null || value instanceof Error || ArrayBuffer.isView(value)) return value;
  if (depth >= MAX_DEPTH) return '[deep]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, isSecret(key, item) ? MASK : redact(item, depth + 1)]),
  );
}

function isSecret(key: string, value: unknown): boolean {
  // camelCase becomes snake_case, so that `sessionToken` is found as `session_token`.
  return value !== null && value !== undefined && SECRET_KEY.test(key.replace(/([a-z0-9])([A-Z])/g, '$1_$2'));
}
