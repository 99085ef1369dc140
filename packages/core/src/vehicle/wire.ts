/** What the fixed binary frames between browser, server and gateway have in common. Little endian throughout. */

/** A frame whose leading version byte is neither the present version nor the one before, or whose length is impossible. */
export class WireFormatError extends Error {
  readonly code: 'wire_version_unsupported' | 'wire_frame_malformed';

  constructor(code: WireFormatError['code'], message: string) {
    super(message);
    this.name = 'WireFormatError';
    this.code = code;
  }
}

/**
 * Checks the version byte that leads a frame: the present version and the one before are taken.
 * Returns it. Throws WireFormatError.
 */
export function checkWireVersion(frame: string, version: number | undefined, current: number): number {
  if (version === undefined) throw new WireFormatError('wire_frame_malformed', `An empty ${frame} frame.`);
  const oldest = Math.max(1, current - 1);
  if (version >= oldest && version <= current) return version;
  throw new WireFormatError(
    'wire_version_unsupported',
    `A ${frame} frame of version ${version}; this side reads ${oldest} to ${current}. Load the page again or update.`,
  );
}

const HEX = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));
const UUID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const UUID_BYTES = 16;

/** Ids seen before, as bytes: a fleet's ids come again ten times a second. Emptied when somebody makes up new ones for ever. */
const known = new Map<string, Uint8Array>();
const MAX_KNOWN = 10_000;

/** Writes a UUID in lower case as its 16 bytes. Throws RangeError for any other text. */
export function writeUuid(view: DataView, at: number, id: string): void {
  const bytes = known.get(id) ?? remember(id);
  for (let index = 0; index < UUID_BYTES; index++) view.setUint8(at + index, bytes[index]!);
}

function remember(id: string): Uint8Array {
  if (!UUID_PATTERN.test(id)) throw new RangeError(`"${id}" is not a UUID in lower case`);
  const digits = id.replaceAll('-', '');
  const bytes = Uint8Array.from({ length: UUID_BYTES }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(id, bytes);
  return bytes;
}

/** Texts of ids read before, by the last four bytes, which are random in every kind of UUID that is made here. */
const spelled = new Map<number, { first: number; second: number; third: number; text: string }>();

/** The UUID that stands in 16 bytes, in lower case. */
export function readUuid(view: DataView, at: number): string {
  const first = view.getUint32(at);
  const second = view.getUint32(at + 4);
  const third = view.getUint32(at + 8);
  const last = view.getUint32(at + 12);
  const before = spelled.get(last);
  if (before && before.first === first && before.second === second && before.third === third) return before.text;
  const text = spell(view, at);
  if (spelled.size >= MAX_KNOWN) spelled.clear();
  spelled.set(last, { first, second, third, text });
  return text;
}

function spell(view: DataView, at: number): string {
  let text = '';
  for (let index = 0; index < UUID_BYTES; index++) {
    if (index === 4 || index === 6 || index === 8 || index === 10) text += '-';
    text += HEX[view.getUint8(at + index)]!;
  }
  return text;
}
