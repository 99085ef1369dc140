import { createSocket } from 'node:dgram';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CameraStatus } from '@outrider/schema';
import { Packetizer, nalType } from '../feed/index.js';
import type { AccessUnit } from '../feed/index.js';
import { freeUdpPort } from '../media.js';
import { LossyProxy } from '../../test-support/lossy-proxy.js';
import { HOST, MediaHarness, cameraId, stop } from '../../test-support/harness.js';
import { lacking } from '../../test-support/lacking.js';

const lacks = lacking('ffmpeg');
const isLive = ([status]: CameraStatus[]): boolean => status?.state === 'live' && (status.frame_rate_hz ?? 0) > 15;

let harness: MediaHarness;
let units: AccessUnit[];
let port: number;

beforeEach(async (context) => {
  context.skip(lacks !== null, lacks ?? '');
  harness = await MediaHarness.start();
  port = await freeUdpPort(HOST);
  await harness.media.configure({ cameras: [harness.camera(1, { kind: 'rtp', port, codec: 'h264' })], recordings: [] });
  units = [];
  harness.media.camera(cameraId(1))!.addUnits((unit) => units.push(unit));
});
afterEach(() => harness?.close());

const growing = (): boolean =>
  units.every((unit, index) => index === 0 || unit.time_90khz > units[index - 1]!.time_90khz);

describe('a source by RTP that goes wrong', () => {
  it('stops, comes back with another picture size, and its pictures go on in one row', async () => {
    const first = harness.ffmpeg(['-f', 'rtp', `rtp://${HOST}:${port}?pkt_size=1200`]);
    await harness.until('live', isLive);
    await stop(first);
    await harness.until('stale', ([each]) => each?.state === 'stale');
    harness.ffmpeg(['-f', 'rtp', `rtp://${HOST}:${port}?pkt_size=1200`], { size: '1280x720' });
    await harness.until('the larger picture', (statuses) => isLive(statuses) && statuses[0]!.width === 1280);
    expect(growing()).toBe(true);
  }, 60_000);

  it('over a path that loses 5 % at 100 ms round trip says what is lost, and goes on', async () => {
    const path = await LossyProxy.start({ loss: 0.05, delay_ms: 50, port });
    harness.ffmpeg(['-f', 'rtp', `rtp://${HOST}:${path.port}?pkt_size=1200`], { size: '1280x720' });
    await harness.until('live', isLive);
    await harness.until('150 pictures', () => units.length > 150);
    const [status] = await harness.until('loss', ([each]) => (each?.loss_percent ?? 0) > 0);
    expect(status!.loss_percent).toBeLessThan(30);
    const damaged = units.filter((unit) => unit.damaged).length;
    expect(damaged).toBeGreaterThan(0);
    expect(damaged).toBeLessThan(units.length);
    expect(growing()).toBe(true);
    path.close();
  }, 60_000);
});

/** Pictures of ffmpeg as NAL units, and packets that a test makes of them. */
describe('a source whose numbers go wrong', () => {
  let pictures: Uint8Array[][];
  beforeAll(() => {
    if (!lacks) pictures = encodedPictures();
  });

  const send = async (change: (packet: Uint8Array, picture: number) => Uint8Array | null): Promise<void> => {
    const socket = createSocket('udp4');
    const packetizer = new Packetizer('h264', 96, 77);
    for (const [index, nals] of pictures.entries()) {
      for (const packet of packetizer.packets(nals, 1000 + index * 3000)) {
        const changed = change(packet, index);
        if (changed) socket.send(changed, port, HOST);
      }
      await new Promise((resolve) => setTimeout(resolve, 8));
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.close();
  };
  const stamped = (timestamp: number) => (packet: Uint8Array) => {
    new DataView(packet.buffer).setUint32(4, timestamp >>> 0);
    return packet;
  };

  it.each([
    ['jump forward by hours', (index: number) => (index < 30 ? 0 : 2_000_000_000) + index * 3000],
    ['jump back', (index: number) => (index < 30 ? 900_000_000 : 0) + index * 3000],
    ['stand still', () => 5],
    ['wrap', (index: number) => 2 ** 32 - 60_000 + index * 3000],
  ])('times that %s: every picture comes, in a row of growing times', async (_what, time) => {
    await send((packet, index) => stamped(time(index))(packet));
    expect(units).toHaveLength(pictures.length);
    expect(growing()).toBe(true);
    expect(units.at(-1)!.time_90khz - units[0]!.time_90khz).toBeLessThan(90_000 * 20);
  });

  it('another SSRC and other numbers in the midst: nothing is lost', async () => {
    await send((packet, index) => {
      if (index < 30) return packet;
      const view = new DataView(packet.buffer);
      view.setUint32(8, 4242);
      view.setUint16(2, (view.getUint16(2) + 30_000) & 0xffff);
      return stamped(index * 3000 + 77_777)(packet);
    });
    expect(units).toHaveLength(pictures.length);
    expect(units.some(({ damaged }) => damaged)).toBe(false);
    expect(growing()).toBe(true);
  });

  it('the same SSRC that counts anew: it is followed after one packet', async () => {
    await send((packet, index) => {
      const view = new DataView(packet.buffer);
      if (index >= 30) view.setUint16(2, (view.getUint16(2) + 20_000) & 0xffff);
      return packet;
    });
    expect(units.length).toBeGreaterThanOrEqual(pictures.length - 1);
    expect(growing()).toBe(true);
  });

  it('broken NAL units: those pictures alone suffer', async () => {
    let broken = 0;
    await send((packet, index) => {
      if (index % 10 !== 5) return packet;
      broken += 1;
      return packet.fill(0xff, 12, 14);
    });
    expect(broken).toBeGreaterThan(0);
    expect(units.length).toBeGreaterThan(pictures.length * 0.8);
    expect(harness.media.camera(cameraId(1))!.feed!.brokenPackets).toBeGreaterThan(0);
  });
});

function encodedPictures(): Uint8Array[][] {
  const folder = mkdtempSync(join(tmpdir(), 'outrider-pictures-'));
  const file = join(folder, 'pictures.h264');
  const encoder = ['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-x264-params', 'slices=1:aud=1'];
  const input = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=30', '-frames:v', '60', '-g', '15'];
  execFileSync('ffmpeg', ['-loglevel', 'error', ...input, ...encoder, '-pix_fmt', 'yuv420p', file]);
  const bytes = readFileSync(file);
  rmSync(folder, { recursive: true });
  const pictures: Uint8Array[][] = [];
  for (const nal of splitAnnexB(bytes)) {
    if (nalType('h264', nal[0]!) === 9) pictures.push([]);
    else pictures.at(-1)!.push(nal);
  }
  return pictures;
}

function splitAnnexB(bytes: Buffer): Uint8Array[] {
  const nals: Uint8Array[] = [];
  const code = Buffer.from([0, 0, 1]);
  for (let at = bytes.indexOf(code); at >= 0;) {
    const next = bytes.indexOf(code, at + 3);
    let end = next < 0 ? bytes.length : next;
    while (end > at + 3 && bytes[end - 1] === 0) end -= 1;
    nals.push(new Uint8Array(bytes.subarray(at + 3, end)));
    at = next;
  }
  return nals;
}
