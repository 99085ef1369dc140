import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WireFormatError } from '../vehicle/wire.js';
import { STICK_BYTES, STICK_VERSION, decodeStick, encodeStick } from './stick-codec.js';
import type { StickFrame } from './stick-codec.js';

const axis = fc.float({ min: -1, max: 1, noNaN: true });
const frame: fc.Arbitrary<StickFrame> = fc.record({
  aircraft_id: fc.uuid(),
  scope: fc.constantFrom('aircraft' as const, 'camera' as const),
  epoch: fc.nat({ max: 2 ** 40 }),
  sequence: fc.nat({ max: 2 ** 32 - 1 }),
  sent_at_ms: fc.double({ min: 0, max: 4e12, noNaN: true }),
  input: fc.record({ forward: axis, right: axis, up: axis, turn: axis }),
});
const one = (): StickFrame => fc.sample(frame, 1)[0]!;

describe('stick frame', () => {
  it('gives back what was encoded', () => {
    fc.assert(
      fc.property(frame, (stick) => {
        expect(decodeStick(encodeStick(stick))).toEqual(stick);
      }),
    );
  });

  it('clamps axes and takes what is no number as neutral', () => {
    const input = { forward: 7, right: -Infinity, up: Number.NaN, turn: 0.5 };
    expect(decodeStick(encodeStick({ ...one(), input })).input).toEqual({ forward: 1, right: -1, up: 0, turn: 0.5 });
  });

  it.each([0, STICK_VERSION + 1, 255])('refuses version %i by name', (version) => {
    const bytes = encodeStick(one());
    bytes[0] = version;
    expect(() => decodeStick(bytes)).toThrow(expect.objectContaining({ code: 'wire_version_unsupported' }));
  });

  it('refuses other lengths and random bytes with no other error', () => {
    expect(() => decodeStick(encodeStick(one()).subarray(0, STICK_BYTES - 1))).toThrow(WireFormatError);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 80 }), (bytes) => {
        try {
          decodeStick(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(WireFormatError);
        }
      }),
    );
  });
});
