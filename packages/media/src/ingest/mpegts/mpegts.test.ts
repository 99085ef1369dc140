import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CameraStatus } from '@outrider/schema';
import type { AccessUnit } from '../../feed/index.js';
import { HOST, MediaHarness, cameraId } from '../../../test-support/harness.js';
import { lacking } from '../../../test-support/lacking.js';
import { encoderLacks } from '../../../test-support/gstreamer.js';
import { freeUdpPort } from '../../media.js';
import { crc32 } from './sections.js';
import { splitByteStream } from './transport-feed.js';
import { TransportStream } from './transport-stream.js';

const isLive = ([status]: CameraStatus[]): boolean =>
  status?.state === 'live' && (status.frame_rate_hz ?? 0) > 0 && status.width !== null;

let harness: MediaHarness;
let units: AccessUnit[];
let port: number;

beforeEach(async () => {
  harness = await MediaHarness.start();
  port = await freeUdpPort(HOST);
  await harness.media.configure({ cameras: [harness.camera(1, { kind: 'mpegts', port })], recordings: [] });
  units = [];
  harness.media.camera(cameraId(1))!.addUnits((unit) => units.push(unit));
});
afterEach(() => harness.close());

describe('a source that sends an MPEG transport stream', () => {
  it.for([
    ['H.264', 'libx264', 'mpegts', 'udp'],
    ['H.265', 'libx265', 'mpegts', 'udp'],
    ['H.264 in RTP', 'libx264', 'rtp_mpegts', 'rtp'],
  ] as const)(
    'from ffmpeg (%s) is live, every picture whole and in time',
    async ([name, codec, format, scheme], context) => {
      context.skip(lacking('ffmpeg') !== null, lacking('ffmpeg') ?? '');
      expect(harness.media.statuses()[0]!.detail).toContain(String(port));
      harness.ffmpeg(['-f', format, `${scheme}://${HOST}:${port}?pkt_size=1316`], { codec });
      const [status] = await harness.until('live', isLive);
      expect(status).toMatchObject({ codec: name.startsWith('H.264') ? 'h264' : 'h265', width: 640, height: 360 });
      await harness.until('two keyframes', () => units.filter(({ keyframe }) => keyframe).length > 1);
      expect(units.every(({ damaged }) => !damaged)).toBe(true);
      const steps = units.slice(1).map((unit, index) => unit.time_90khz - units[index]!.time_90khz);
      expect([Math.min(...steps), Math.max(...steps)]).toEqual([3000, 3000]);
    },
  );

  it.for([
    ['h264', 'x264enc', 'h264parse'],
    ['h265', 'x265enc', 'h265parse'],
  ] as const)('from GStreamer (%s) is live', async ([codec, encoder, parser], context) => {
    const lacks = encoderLacks(encoder, parser, 'mpegtsmux');
    context.skip(lacks !== null, lacks ?? '');
    const picture = 'videotestsrc is-live=true ! video/x-raw,width=320,height=180,framerate=15/1 !';
    const encoding = `${encoder} tune=zerolatency speed-preset=ultrafast key-int-max=30 ! ${parser} config-interval=-1 !`;
    const launch = `${picture} ${encoding} mpegtsmux alignment=7 ! udpsink host=${HOST} port=${port}`;
    harness.keep(spawn('gst-launch-1.0', ['-q', ...launch.split(' ')], { stdio: ['ignore', 'ignore', 'inherit'] }));
    const [status] = await harness.until('live', isLive);
    expect(status!.codec).toBe(codec);
  });

  it('with MPEG-2 video is told to be set to H.264', async (context) => {
    context.skip(lacking('ffmpeg') !== null, lacking('ffmpeg') ?? '');
    const input = ['-re', '-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=30', '-c:v', 'mpeg2video'];
    const output = ['-f', 'mpegts', `udp://${HOST}:${port}?pkt_size=1316`];
    harness.keep(spawn('ffmpeg', ['-v', 'error', ...input, ...output], { stdio: ['ignore', 'ignore', 'inherit'] }));
    const [status] = await harness.until('failed', ([each]) => each?.state === 'failed');
    expect(status!.detail).toMatch(/MPEG-2 video: set the encoder of the source to H.264/);
  });
});

describe('bytes of a transport stream', () => {
  it('that are noise, cut, or full of sync bytes give nothing and throw nothing', () => {
    let seen = 0;
    const count = (): void => void (seen += 1);
    const stream = new TransportStream({ stream: count, noVideo: count, picture: count, lost: count });
    let state = 1;
    const random = (): number => (state = (state * 48_271) % 0x7fffffff) / 0x7fffffff;
    for (let round = 0; round < 3000; round++) {
      const bytes = Uint8Array.from({ length: Math.floor(random() * 600) }, () => Math.floor(random() * 256));
      for (let at = 0; at < bytes.length; at += 188) if (random() < 0.8) bytes[at] = 0x47;
      if (round % 3 === 0 && bytes.length > 5) bytes.set([0x47, 0x40, round % 2, 0x10], 0);
      stream.push(bytes);
    }
    expect(seen).toBe(0);
  });

  it('have the CRC of the standard', () => {
    // "123456789", as catalogues of CRCs give it for CRC-32/MPEG-2.
    expect(crc32(Buffer.from('123456789'))).toBe(0x0376e6e7);
  });

  it('are split at start codes of three and four bytes', () => {
    const nals = splitByteStream(Uint8Array.of(0, 0, 0, 1, 0x67, 1, 0, 0, 1, 0x68, 2, 0, 0, 0, 1, 0x65, 3, 0));
    expect(nals.map((nal) => [...nal])).toEqual([
      [0x67, 1],
      [0x68, 2],
      [0x65, 3],
    ]);
  });
});
