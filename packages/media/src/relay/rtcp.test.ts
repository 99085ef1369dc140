import { describe, expect, it } from 'vitest';
import { readFeedback, roundTripMs, senderReport } from './rtcp.js';

/** A receiver report that answers a sender report, with one block (RFC 3550 section 6.4.2). */
function receiverReport(report: number, agoMs: number, lossShare: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(32));
  view.setUint8(0, 0x81);
  view.setUint8(1, 201);
  view.setUint16(2, 7);
  view.setUint8(12, Math.round(lossShare * 256));
  view.setUint32(24, report);
  view.setUint32(28, Math.round((agoMs * 65_536) / 1000));
  return new Uint8Array(view.buffer);
}

/** Generic NACK (RFC 4585 section 6.2.1) of many blocks, all bits set. */
function nack(blocks: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(12 + 4 * blocks));
  view.setUint8(0, 0x81);
  view.setUint8(1, 205);
  view.setUint16(2, 2 + blocks);
  for (let n = 0; n < blocks; n++) view.setUint32(12 + 4 * n, ((n * 17) << 16) | 0xffff);
  return new Uint8Array(view.buffer);
}

describe('what a viewer reports', () => {
  it('tells the round trip by the sender report that it heard, across the wrap of its clock too', () => {
    for (const sentMs of [1_795_859_527_368, (65_536 * 61_107 - 2_208_988_800) * 1000 - 10]) {
      const report = new DataView(senderReport(1, sentMs, 0, { packets: 0, bytes: 0 }).buffer).getUint32(10);
      const { heard, lossShare } = readFeedback(receiverReport(report, 300, 0.25));
      expect(lossShare).toBe(0.25);
      expect(roundTripMs(heard!, sentMs + 420)).toBeCloseTo(120, 0);
    }
  });

  it('tells no round trip that cannot be', () => {
    const sentMs = 1_795_859_527_000;
    const report = new DataView(senderReport(1, sentMs, 0, { packets: 0, bytes: 0 }).buffer).getUint32(10);
    const { heard } = readFeedback(receiverReport(report, 5000, 0));
    expect(roundTripMs(heard!, sentMs + 10)).toBeNull();
    expect(readFeedback(receiverReport(0, 0, 0)).heard).toBeNull();
  });

  it('cannot ask for more than a bounded number of packets at once, and is not followed beyond its end', () => {
    expect(readFeedback(nack(300)).missing.length).toBeLessThanOrEqual(528);
    expect(readFeedback(nack(3)).missing).toHaveLength(51);
    expect(readFeedback(nack(3).subarray(0, 20)).missing).toEqual([]);
  });
});
