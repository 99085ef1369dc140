/** Every JavaScript engine that runs this has both; core knows neither Node's nor the browser's types. */
declare const btoa: (binary: string) => string;
declare const atob: (text: string) => string;

/** RFC 4648, section 4. For keys, signatures and hashes: small things. */
export const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** Null for a text that is not exactly the base64 of some bytes (RFC 4648, section 4, padded). */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    // Two texts must not stand for the same bytes.
    return toBase64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}
