/** Whose picture a still is; written into the file. */
export interface StillIdentity {
  title: string;
  /** Everything that a machine may want to know, as JSON. */
  comment: string;
}

/** The picture that a video shows now, as PNG with its identity in `iTXt` chunks (W3C PNG, 11.3.3). Throws where there is none. */
export async function takeStill(video: HTMLVideoElement, identity: StillIdentity): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new TypeError('There is no picture to take.');
  const texts = { Title: identity.title, Comment: identity.comment, Software: 'Outrider' };
  return new Blob([withTexts(new Uint8Array(await blob.arrayBuffer()), texts)], { type: 'image/png' });
}

const SIGNATURE_BYTES = 8;
/** Length, type, content and checksum of the first chunk, which must stay the first. */
const HEADER_CHUNK_BYTES = 25;

/** A PNG with more texts in it, behind its header. */
export function withTexts(png: Uint8Array, texts: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const at = SIGNATURE_BYTES + HEADER_CHUNK_BYTES;
  const chunks = Object.entries(texts).map(([keyword, text]) => textChunk(keyword, text));
  return joined([png.subarray(0, at), ...chunks, png.subarray(at)]);
}

function textChunk(keyword: string, text: string): Uint8Array {
  const utf8 = new TextEncoder();
  // Keyword, then not compressed, by no method, in no language, with no translated keyword.
  const content = joined([utf8.encode(`iTXt${keyword}`), new Uint8Array(5), utf8.encode(text)]);
  return joined([number(content.byteLength - 4), content, number(checksum(content))]);
}

function number(value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, value);
  return new Uint8Array(view.buffer);
}

/** CRC-32 of ISO 3309, as PNG wants it over type and content. */
function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
