/**
 * H.264 without ffmpeg: minih264 as WebAssembly, which npm alone brings (h264-mp4-encoder, MIT). It writes an MP4 file in memory; its
 * pictures are read from there as they appear. Slower than x264: at most 15 pictures a second.
 */
import minih264 from 'h264-mp4-encoder';
import type { H264MP4Encoder } from 'h264-mp4-encoder';
import type { Picture } from '../picture.js';
import { blankPicture } from '../picture.js';
import type { Encoder, EncoderEvents, EncoderFormat, MakeEncoder, Moment } from './encoder.js';
import { nalType, parameterSets, uint } from './nal-units.js';

const MAX_RATE_HZ = 15;
/** Keyframes come by number here, not by time. */
const PICTURES_A_KEYFRAME = 8;
/** The file in memory is begun anew after so many. */
const PICTURES_A_FILE = 300;
const FASTEST = 10;
const SLICE = 1;
const KEYFRAME_SLICE = 5;
const BOX_HEADER_BYTES = 8;
/** Bits for the rate of one picture, since the file's own clock gives each a second: only so is each written at once. */
const FILE_RATE_HZ = 1;

let files = 0;

async function openFile({ width, height, bitrate_bps }: EncoderFormat): Promise<H264MP4Encoder> {
  const encoder = await minih264.createH264MP4Encoder();
  files += 1;
  encoder.outputFilename = `camera-${files}.mp4`;
  encoder.width = width;
  encoder.height = height;
  encoder.frameRate = FILE_RATE_HZ;
  encoder.kbps = bitrate_bps / 1000 / MAX_RATE_HZ;
  encoder.speed = FASTEST;
  encoder.groupOfPictures = PICTURES_A_KEYFRAME;
  encoder.initialize();
  return encoder;
}

/** It must be finalised before: the library aborts otherwise. */
function discard(encoder: H264MP4Encoder): void {
  const { FS, outputFilename } = encoder;
  encoder.delete();
  FS.unlink(outputFilename);
}

/** SPS and PPS stand in a file only once it is finished: those of one grey picture are the same as those of all others. */
async function findParameterSets(format: EncoderFormat): Promise<Uint8Array[]> {
  const encoder = await openFile(format);
  encoder.addFrameYuv(blankPicture(format.width, format.height).bytes);
  encoder.finalize();
  const file = encoder.FS.readFile(encoder.outputFilename);
  discard(encoder);
  const at = Buffer.from(file.buffer, file.byteOffset, file.byteLength).lastIndexOf('avcC');
  if (at < 0) throw new Error('the encoder wrote no parameter sets');
  return parameterSets(file.subarray(at + 4));
}

/** Where the media data of a file begins: behind the header of its first `mdat` box. Null while that is not written. */
function mediaStart(file: Uint8Array): number | null {
  for (let at = 0; at + 2 * BOX_HEADER_BYTES <= file.length;) {
    const size = uint(file, at, 4);
    if (Buffer.from(file.subarray(at + 4, at + BOX_HEADER_BYTES)).toString('latin1') === 'mdat') {
      return at + BOX_HEADER_BYTES * (size === 1 ? 2 : 1);
    }
    if (size < BOX_HEADER_BYTES) return null;
    at += size;
  }
  return null;
}

/** One file being written, and the pictures in it that were not read yet. */
class GrowingFile {
  readonly encoder: H264MP4Encoder;
  readonly waiting: Moment[] = [];
  pictures = 0;
  #read: number | null = null;

  constructor(encoder: H264MP4Encoder) {
    this.encoder = encoder;
  }

  add(picture: Picture, taken: Moment): void {
    this.waiting.push(taken);
    this.pictures += 1;
    this.encoder.addFrameYuv(picture.bytes);
  }

  /** Slices that have been written since. */
  *slices(): Generator<{ nal: Uint8Array; taken: Moment }> {
    const file = this.encoder.FS.readFile(this.encoder.outputFilename);
    this.#read ??= mediaStart(file);
    while (this.#read !== null && this.waiting.length > 0 && this.#read + 4 < file.length) {
      const end: number = this.#read + 4 + uint(file, this.#read, 4);
      if (end > file.length || end === this.#read + 4) return;
      const nal = file.slice(this.#read + 4, end);
      this.#read = end;
      const type = nalType(nal);
      if (type !== SLICE && type !== KEYFRAME_SLICE) continue;
      yield { nal, taken: this.waiting.shift()! };
    }
  }
}

class NpmEncoder implements Encoder {
  readonly #format: EncoderFormat;
  readonly #events: EncoderEvents;
  #sets: Uint8Array[] = [];
  #file: GrowingFile | null = null;
  #opening = false;
  #closed = false;
  #due_ms = Number.NEGATIVE_INFINITY;

  constructor(format: EncoderFormat, events: EncoderEvents) {
    this.#format = format;
    this.#events = events;
    void this.#open();
  }

  encode(picture: Picture, taken: Moment): boolean {
    if (!this.#file || this.#closed || taken.monotonic_ms < this.#due_ms) return false;
    // A timer comes a little early or late.
    this.#due_ms = taken.monotonic_ms + 900 / MAX_RATE_HZ;
    try {
      this.#file.add(picture, taken);
      this.#emit(this.#file);
    } catch (error) {
      this.#fail(error);
    }
    if (this.#file && this.#file.pictures >= PICTURES_A_FILE && !this.#opening) void this.#open();
    return true;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    const encoder = this.#file?.encoder;
    this.#file = null;
    encoder?.finalize();
    if (encoder) discard(encoder);
  }

  /** Begins a file; what is left of the one before comes out first. */
  async #open(): Promise<void> {
    this.#opening = true;
    try {
      if (this.#sets.length === 0) this.#sets = await findParameterSets(this.#format);
      const encoder = await openFile(this.#format);
      if (this.#closed) {
        encoder.finalize();
        return discard(encoder);
      }
      this.#finish();
      this.#file = new GrowingFile(encoder);
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#opening = false;
    }
  }

  #finish(): void {
    if (!this.#file) return;
    this.#file.encoder.finalize();
    this.#emit(this.#file);
    discard(this.#file.encoder);
    this.#file = null;
  }

  #emit(file: GrowingFile): void {
    for (const { nal, taken } of file.slices()) {
      const keyframe = nalType(nal) === KEYFRAME_SLICE;
      this.#events.onPicture({ nals: keyframe ? [...this.#sets, nal] : [nal], keyframe, taken });
    }
  }

  #fail(error: unknown): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#file = null;
    this.#events.onFailure(`h264-mp4-encoder: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

export const makeNpmEncoder: MakeEncoder = (format, events) => new NpmEncoder(format, events);
