/** Words in a PNG file (PNG, third edition, sections 11.3.3 tEXt and iTXt, annex D for the check sum). */

const SIGNATURE_BYTES = 8;
const HEADER_BYTES = 25;

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function checksum(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = CRC[(c ^ byte) & 0xff]! ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const isLatin1 = (text: string): boolean => /^[\u0020-\u007e\u00a1-\u00ff\n]*$/.test(text);

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(latin1(type), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, checksum(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function textChunk(keyword: string, text: string): Uint8Array {
  const zero = new Uint8Array(1);
  if (isLatin1(text)) return chunk('tEXt', joined([latin1(keyword), zero, latin1(text)]));
  // Not compressed, no language, no translated keyword.
  return chunk('iTXt', joined([latin1(keyword), new Uint8Array(5), new TextEncoder().encode(text)]));
}

/** A copy of a PNG with words in it, after its header. Keywords have 1 to 79 Latin letters. Throws on bytes that are no PNG. */
export function withText(png: Uint8Array, words: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const head = SIGNATURE_BYTES + HEADER_BYTES;
  if (png.length < head || png[1] !== 0x50 || png[2] !== 0x4e || png[3] !== 0x47) throw new Error('this is no PNG');
  const chunks = Object.entries(words).map(([keyword, text]) => textChunk(keyword, text));
  return joined([png.subarray(0, head), ...chunks, png.subarray(head)]);
}
