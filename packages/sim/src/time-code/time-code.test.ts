import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLumaTimeCode, readRgbaTimeCode, timeCodeArea, writeTimeCode } from './index.js';

const SIZES = [[320, 256], [640, 360], [1280, 720]] as const; // prettier-ignore

describe('the time code of a picture', () => {
  it.each(SIZES)('is read back from %i by %i pixels', (width, height) => {
    fc.assert(
      fc.property(fc.nat({ max: 4e12 }), fc.integer({ min: -40, max: 40 }), (utcMs, shift) => {
        const luma = new Uint8Array(width * height).fill(120);
        writeTimeCode(luma, width, height, utcMs);
        // Contrast and brightness as a decoder or a screen may change them.
        const seen = luma.map((value) => 128 + (value - 128) * 0.7 + shift);
        expect(readLumaTimeCode(seen, width, height)).toBe(utcMs);
        const rgba = new Uint8ClampedArray(4 * seen.length);
        seen.forEach((value, at) => (rgba[4 * at + 1] = value));
        expect(readRgbaTimeCode(rgba, width, height)).toBe(utcMs);
      }),
      { numRuns: 8 },
    );
  });

  it('is nothing where there is none, or one square is wrong', () => {
    const [width, height] = [640, 360];
    for (const grey of [16, 120, 235]) {
      expect(readLumaTimeCode(new Uint8Array(width * height).fill(grey), width, height)).toBeNull();
    }
    const luma = new Uint8Array(width * height);
    writeTimeCode(luma, width, height, 1_790_000_000_000);
    const { y } = timeCodeArea(width, height);
    for (let row = 0; row < 8; row++) {
      for (let column = 8; column < 16; column++) luma[(y + row) * width + column]! ^= 0xff;
    }
    expect(readLumaTimeCode(luma, width, height)).toBeNull();
  });
});
