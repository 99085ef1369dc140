/** What a reader of time stamps (RFC 3161) found in a token. */
export type TimestampReading =
  | {
      ok: true;
      at_utc_ms: number;
      /** Who stamped, as its certificate says. */
      by: string;
      /** Whether a root that the verifier brought vouches for who stamped. */
      chain: 'trusted' | 'untrusted' | 'not_checked';
    }
  | { ok: false; /** As the end of "The time stamp proves nothing: …". */ reason: string };

/** Checks a token over the bytes that it is said to be about. */
export type ReadTimestamp = (token: Uint8Array, stamped: Uint8Array) => Promise<TimestampReading>;
