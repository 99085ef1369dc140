import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { inProcessBus } from '@outrider/runtime';
import { MEDIA_LARGE_VIEWS_SUBJECT } from '@outrider/schema';
import { describe, expect, it } from 'vitest';
import type { Lens } from '../vehicle/index.js';
import { hasFfmpeg, makeFfmpegEncoder } from './encode/index.js';
import { LargeLenses, sized, watchLargeViews } from './large-views.js';
import { LensStream } from './stream.js';

const LENS: Lens = {
  stream_id: 1, name: 'Wide', port: 5600, width: 640, height: 360, frame_rate_hz: 30, bitrate_bps: 1_500_000, hfov_deg: 70,
  max_zoom: 8, thermal: false,
}; // prettier-ignore

describe('lenses that a pilot watches large', () => {
  it('are two at most, stay so for a moment, and give way to the next', () => {
    const lenses = new LargeLenses();
    expect([...lenses.next([1], 0)]).toEqual([1]);
    expect([...lenses.next([1, 2, 3], 1000)]).toEqual([1, 2]);
    expect([...lenses.next([2], 2000)]).toEqual([1, 2]);
    expect([...lenses.next([2, 3], 3000)]).toEqual([2, 3]);
    expect([...lenses.next([], 7000)]).toEqual([2, 3]);
    expect([...lenses.next([], 9000)]).toEqual([]);
  });
  it('have more pixels, unless they are thermal', () => {
    expect(sized(LENS, true)).toMatchObject({ width: 1280, height: 720, frame_rate_hz: 15, port: 5600, max_zoom: 8 });
    expect(sized(LENS, false)).toEqual(LENS);
    expect(sized({ ...LENS, thermal: true }, true)).toMatchObject({ width: 640 });
  });
  it('are told over the bus; what is not of the expected form is passed over', async () => {
    const bus = inProcessBus();
    const told: (readonly number[])[] = [];
    const subscription = watchLargeViews(bus, (ports) => told.push(ports));
    for (const said of [{ rtp_ports: [5600] }, { rtp_ports: ['all'] }, null]) {
      bus.publish(MEDIA_LARGE_VIEWS_SUBJECT, Buffer.from(JSON.stringify(said)));
    }
    await bus.flush();
    subscription.unsubscribe();
    await bus.close();
    expect(told).toEqual([[5600]]);
  });
});

describe('a stream whose pictures change their size', () => {
  it('goes on under the same source and numbers, and a decoder sees both sizes', async (context) => {
    context.skip(!hasFfmpeg(), 'ffmpeg-absent');
    const receiver = createSocket('udp4');
    receiver.bind(0, '127.0.0.1');
    await once(receiver, 'listening');
    const packets: Buffer[] = [];
    receiver.on('message', (packet) => packets.push(packet));
    const socket = createSocket('udp4');
    const lens = { ...LENS, port: receiver.address().port };
    const stream = new LensStream({
      name: 'Heron 1', lens, makeEncoder: makeFfmpegEncoder, socket, ssrc: 0x1234_0000, draw: () => {}, onTrouble: () => {},
    }); // prettier-ignore
    const view = {
      at: { east_m: 0, north_m: 0, u: 0, v: 0 },
      altitude_amsl_m: 50,
      bearing_deg: 0,
      pitch_deg: 0,
      hfov_deg: 70,
    };
    let taken_ms = 0;
    const film = async (until: () => boolean): Promise<void> => {
      for (let tries = 0; tries < 400 && !until(); tries++) {
        stream.take(view, { utc_ms: 1_790_000_000_000 + taken_ms, monotonic_ms: (taken_ms += 66) });
        await sleep(30);
      }
    };
    await film(() => packets.length > 8);
    stream.change(sized(lens, true));
    const before = packets.length;
    await film(() => packets.length > before + 8);
    stream.close();
    socket.close();
    receiver.close();
    expect(new Set(packets.map((packet) => packet.readUInt32BE(8)))).toEqual(new Set([0x1234_0000]));
    const numbers = packets.map((packet) => packet.readUInt16BE(2));
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0]! + index) & 0xffff));
    expect(sizesIn(packets)).toEqual(['640x360', '1280x720']);
  }, 30_000);
});

/** Sizes that the sequence parameter sets say, as an independent reader finds them, each once. */
function sizesIn(packets: readonly Buffer[]): string[] {
  const START = Buffer.of(0, 0, 0, 1);
  const payloads = packets.map((packet) => packet.subarray(12));
  const units = payloads.flatMap((payload) => {
    const kind = payload[0]! & 31;
    if (kind < 24) return [START, payload];
    // FU-A (RFC 6184, 5.8): the first fragment carries the header of its unit.
    const first = (payload[1]! & 128) !== 0;
    const header = Buffer.of((payload[0]! & 0xe0) | (payload[1]! & 31));
    return first ? [START, header, payload.subarray(2)] : [payload.subarray(2)];
  });
  const ffprobe = [
    '-v',
    'error',
    '-f',
    'h264',
    '-show_entries',
    'frame=width,height',
    '-of',
    'csv=p=0:s=x',
    '-i',
    'pipe:0',
  ];
  const { stdout } = spawnSync('ffprobe', ffprobe, { input: Buffer.concat(units), encoding: 'utf8' });
  return [
    ...new Set(
      stdout
        .split('\n')
        .map((line) => line.trim().replace(/x$/, ''))
        .filter(Boolean),
    ),
  ];
}
