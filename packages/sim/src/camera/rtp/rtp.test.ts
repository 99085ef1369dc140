import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { freeRtpPort, MAX_PAYLOAD_BYTES, RtpStream } from './index.js';

const stream = () => new RtpStream({ ssrc: 0xfedcba98, first_sequence: 0xfffe, cname: 'heron-1-1@outrider-sim' });
const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

describe('RTP', () => {
  it('carries a large NAL unit in fragments that put together are the same (RFC 6184, 5.8)', () => {
    const nal = Uint8Array.from({ length: 5000 }, (_, index) => (index === 0 ? 0x65 : index & 255));
    const packets = stream().packets([Uint8Array.of(0x67, 1), Uint8Array.of(0x68, 2), nal], 90_000 * 60 * 60 * 20);
    expect(packets.every((packet) => packet.length <= 12 + MAX_PAYLOAD_BYTES)).toBe(true);
    expect(packets.map((packet) => view(packet).getUint16(2))).toEqual(
      packets.map((_, index) => (0xfffe + index) & 0xffff),
    );
    expect(packets.map((packet) => packet[1]! >> 7)).toEqual(
      packets.map((_, index) => (index === packets.length - 1 ? 1 : 0)),
    );
    expect(new Set(packets.map((packet) => view(packet).getUint32(4)))).toEqual(
      new Set([(90_000 * 60 * 60 * 20) % 2 ** 32]),
    );
    const fragments = packets.slice(2).map((packet) => packet.subarray(12));
    expect(fragments.map((each) => each[0]! & 31)).toEqual(fragments.map(() => 28));
    expect([fragments[0]![1]! >> 6, fragments.at(-1)![1]! >> 6]).toEqual([2, 1]);
    const header = (fragments[0]![0]! & 0xe0) | (fragments[0]![1]! & 31);
    expect(Buffer.concat([Buffer.of(header), ...fragments.map((each) => each.subarray(2))])).toEqual(Buffer.from(nal));
  });

  it('reports when a picture was taken, by NTP time (RFC 3550, 6.4.1)', () => {
    const report = view(stream().senderReport(Date.UTC(2036, 1, 7, 6, 28, 15, 500), 4321));
    expect(report.getUint8(1)).toBe(200);
    // The last second before NTP's seconds begin anew.
    expect([report.getUint32(8), report.getUint32(12), report.getUint32(16)]).toEqual([4_294_967_295, 2 ** 31, 4321]);
    expect(report.byteLength % 4).toBe(0);
    expect(report.getUint16(30)).toBe((report.byteLength - 28) / 4 - 1);
  });
});

describe('a port for a stream', () => {
  it('is even, free with its neighbour, and never handed out twice', async () => {
    const taken = new Set<number>();
    for (let index = 0; index < 20; index++) {
      const port = await freeRtpPort(taken);
      expect(port % 2).toBe(0);
      expect(taken.has(port)).toBe(false);
      taken.add(port);
      for (const each of [port, port + 1]) {
        const socket = createSocket('udp4').bind(each, '127.0.0.1');
        await once(socket, 'listening');
        socket.close();
      }
    }
  });

  it('is another one than those that somebody holds', async () => {
    const held = createSocket('udp4').bind(0, '127.0.0.1');
    await once(held, 'listening');
    for (let index = 0; index < 20; index++) {
      const port = await freeRtpPort();
      expect([port, port + 1]).not.toContain(held.address().port);
    }
    held.close();
  });
});
