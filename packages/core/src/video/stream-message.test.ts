import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { avcCodecString, decodeStreamMessage, encodeStreamMessage } from './stream-message.js';

const time = fc.double({ noNaN: true, min: 0, max: 1e15 });
const picture = fc.record({
  codec: fc.constantFrom('h264' as const, 'h265' as const),
  keyframe: fc.boolean(),
  damaged: fc.boolean(),
  time_90khz: time,
  received_utc_ms: time,
  captured_utc_ms: fc.option(time),
});
const nals = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 4 });

describe('a picture in a stream message', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(picture, nals, (given, units) => {
        const { bytes, ...read } = decodeStreamMessage(encodeStreamMessage(given, units))!;
        expect(read).toEqual(given);
        expect([...bytes]).toEqual(units.flatMap((unit) => [0, 0, 0, 1, ...unit]));
      }),
    );
  });

  it('is not read when it is cut off, or of a version to come', () => {
    const message = encodeStreamMessage(
      { codec: 'h264', keyframe: true, damaged: false, time_90khz: 1, received_utc_ms: 2, captured_utc_ms: null },
      [Uint8Array.of(0x67, 0x42, 0xe0, 0x1f, 9)],
    );
    expect(avcCodecString(decodeStreamMessage(message)!.bytes)).toBe('avc1.42e01f');
    expect(decodeStreamMessage(message.subarray(0, 28))).toBeNull();
    message[0] = 2;
    expect(decodeStreamMessage(message)).toBeNull();
    expect(avcCodecString(Uint8Array.of(0, 0, 1, 0x65, 1, 2, 3, 4))).toBeNull();
  });
});
