/** Bytes that are no valid stream of their codec; the message says what was looked for. */
export class BadStream extends Error {
  override readonly name = 'BadStream';
}

/**
 * Bits of a raw byte sequence payload (ITU-T H.264 7.4.1, H.265 7.4.2): emulation prevention bytes are left out, numbers are read as
 * u(n), ue(v) and se(v). Throws BadStream where the bytes end too early.
 */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(nal: Uint8Array) {
    this.#bytes = withoutEmulationPrevention(nal);
  }

  bit(): number {
    const byte = this.#bytes[this.#at >> 3];
    if (byte === undefined) throw new BadStream('A parameter set ends too early.');
    return (byte >> (7 - (this.#at++ & 7))) & 1;
  }

  bits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) value = value * 2 + this.bit();
    return value;
  }

  skip(count: number): void {
    this.#at += count;
  }

  /** Exp-Golomb code without sign. */
  ue(): number {
    let zeros = 0;
    while (this.bit() === 0) {
      zeros += 1;
      if (zeros > 31) throw new BadStream('A number in a parameter set is too large.');
    }
    return 2 ** zeros - 1 + this.bits(zeros);
  }

  /** Exp-Golomb code with sign. */
  se(): number {
    const code = this.ue();
    return code % 2 === 1 ? (code + 1) / 2 : -code / 2;
  }
}

function withoutEmulationPrevention(nal: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(nal.byteLength);
  let length = 0;
  let zeros = 0;
  for (const byte of nal) {
    const isPrevention = zeros >= 2 && byte === 3;
    zeros = byte === 0 ? zeros + 1 : 0;
    if (!isPrevention) bytes[length++] = byte;
  }
  return bytes.subarray(0, length);
}
