import { crcByte, crcRange } from './crc.js';
import { CHECKSUM_BYTES, HEADER_V1, HEADER_V2, INCOMPAT_SIGNED, MAGIC_V1, MAGIC_V2, MAX_FRAME_BYTES } from './frame.js';
import type { MessageName } from './generated/ids.js';
import { MESSAGE_ID } from './generated/ids.js';
import type { ExtensionFields, MessageByName } from './generated/names.js';
import { WRITERS } from './generated/writers.js';
import type { MessageLayout } from './layout.js';
import { layoutOf, slotOf } from './layout.js';
import type { FrameSigner } from './signing.js';
import type { Input } from './values.js';
import { u8 } from './values.js';

/** What `encode` takes for a message: extension fields may be left out, arrays may be any array-like. */
export type MessageInput<Name extends MessageName> = Input<
  MessageByName[Name],
  Name extends keyof ExtensionFields ? ExtensionFields[Name] : never
>;

export interface EncodeOptions {
  readonly systemId: number;
  readonly componentId: number;
  /** Sequence number of the sender on its link; the low 8 bits are sent. */
  readonly sequence: number;
  /** Default 2. Version 1 carries neither extension fields, ids above 255 nor signatures. */
  readonly version?: 1 | 2;
  /** Signs the frame (version 2 only). */
  readonly signing?: FrameSigner;
}

const scratch = new Uint8Array(MAX_FRAME_BYTES);
const scratchView = new DataView(scratch.buffer);

/**
 * Encodes one frame into a fresh array of exactly its size.
 * @throws RangeError when a value does not fit its field, or a message does not fit version 1
 */
export function encode<Name extends MessageName>(
  name: Name,
  fields: MessageInput<Name>,
  options: EncodeOptions,
): Uint8Array<ArrayBuffer> {
  const layout = layoutOf(MESSAGE_ID[name])!;
  u8(options.systemId, 'systemId');
  u8(options.componentId, 'componentId');
  const length = options.version === 1 ? encodeV1(layout, fields, options) : encodeV2(layout, fields, options);
  return scratch.slice(0, length);
}

function encodeV1(layout: MessageLayout, fields: unknown, options: EncodeOptions): number {
  if (layout.id > 255) throw new RangeError(`${layout.name} (${layout.id}) does not fit MAVLink 1`);
  if (options.signing) throw new RangeError('MAVLink 1 frames cannot be signed');
  writePayload(layout, fields, HEADER_V1);
  scratch[0] = MAGIC_V1;
  scratch[1] = layout.baseLength;
  scratch[2] = options.sequence;
  scratch[3] = options.systemId;
  scratch[4] = options.componentId;
  scratch[5] = layout.id;
  return writeChecksum(HEADER_V1 + layout.baseLength, layout.crcExtra);
}

function encodeV2(layout: MessageLayout, fields: unknown, options: EncodeOptions): number {
  writePayload(layout, fields, HEADER_V2);
  const payloadLength = truncatedLength(layout.fullLength);
  scratch[0] = MAGIC_V2;
  scratch[1] = payloadLength;
  scratch[2] = options.signing ? INCOMPAT_SIGNED : 0;
  scratch[3] = 0;
  scratch[4] = options.sequence;
  scratch[5] = options.systemId;
  scratch[6] = options.componentId;
  scratch[7] = layout.id;
  scratch[8] = layout.id >>> 8;
  scratch[9] = layout.id >>> 16;
  const length = writeChecksum(HEADER_V2 + payloadLength, layout.crcExtra);
  return options.signing ? options.signing.sign(scratch, length) : length;
}

function writePayload(layout: MessageLayout, fields: unknown, header: number): void {
  scratch.fill(0, header, header + layout.fullLength);
  WRITERS[slotOf(layout.id) - 1]!(fields as never, scratchView, header);
}

/** MAVLink 2 leaves out the zeros at the end of a payload, but never its first byte. */
function truncatedLength(fullLength: number): number {
  let length = fullLength;
  while (length > 1 && scratch[HEADER_V2 + length - 1] === 0) length--;
  return length;
}

function writeChecksum(end: number, crcExtra: number): number {
  const crc = crcByte(crcRange(scratchView, 1, end), crcExtra);
  scratch[end] = crc;
  scratch[end + 1] = crc >>> 8;
  return end + CHECKSUM_BYTES;
}

/** Encodes the frames of one sender on one link and counts their sequence numbers. */
export class FrameEncoder {
  readonly #options: Omit<EncodeOptions, 'sequence'>;
  #sequence = 0;

  constructor(options: Omit<EncodeOptions, 'sequence'>) {
    this.#options = options;
  }

  /** See `encode`. A refused message does not use up a sequence number. */
  encode<Name extends MessageName>(name: Name, fields: MessageInput<Name>): Uint8Array<ArrayBuffer> {
    const frame = encode(name, fields, { ...this.#options, sequence: this.#sequence });
    this.#sequence = (this.#sequence + 1) & 255;
    return frame;
  }
}
