import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CameraStatus } from '@outrider/schema';
import type { AccessUnit } from '../../feed/index.js';
import { nalType } from '../../feed/index.js';
import { HOST, MediaHarness, cameraId, stop } from '../../../test-support/harness.js';
import { lacking } from '../../../test-support/lacking.js';

const lacks = lacking('ffmpeg');

const KEY = 'key-of-the-camera-000001';
const isLive = ([status]: CameraStatus[]): boolean => status?.state === 'live' && (status.frame_rate_hz ?? 0) > 15;

let harness: MediaHarness;
let units: AccessUnit[];
let port: number;

beforeEach(async () => {
  harness = await MediaHarness.start();
  port = await harness.media.listenRtmp(0);
  await harness.media.configure({ cameras: [harness.camera(1, { kind: 'rtmp' }, KEY)], recordings: [] });
  units = [];
  harness.media.camera(cameraId(1))!.addUnits((unit) => units.push(unit));
});
afterEach(() => harness.close());

const address = (key: string): string => `rtmp://${HOST}:${port}/live/${key}`;
const pictures = `videotestsrc is-live=true ! video/x-raw,width=640,height=360,framerate=30/1 ! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=30 ! flvmux streamable=true !`;

describe('a source that pushes by RTMP', () => {
  it('from ffmpeg is live; keyframes carry their parameter sets, and its end is said', async (context) => {
    context.skip(lacks !== null, lacks ?? '');
    expect(harness.media.statuses()[0]!.detail).toMatch(/RTMP/);
    const source = harness.ffmpeg(['-f', 'flv', address(KEY)]);
    const [status] = await harness.until('live', isLive);
    expect(status).toMatchObject({ codec: 'h264', width: 640, height: 360, loss_percent: 0 });
    await harness.until('two keyframes', () => units.filter(({ keyframe }) => keyframe).length > 1);
    for (const { nals } of units.filter(({ keyframe }) => keyframe))
      expect(nals.map((nal) => nalType('h264', nal[0]!))).toEqual(expect.arrayContaining([7, 8, 5]));
    expect(units.every(({ damaged, captured_utc_ms }) => !damaged && captured_utc_ms === null)).toBe(true);
    const steps = units.slice(1).map((unit, index) => unit.time_90khz - units[index]!.time_90khz);
    expect(Math.max(...steps)).toBeLessThanOrEqual(3100);
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(2900);
    await stop(source);
    await harness.until('stale', ([each]) => each?.state === 'stale');
    harness.ffmpeg(['-f', 'flv', address(KEY)]);
    await harness.until('live again', isLive);
  }, 60_000);

  it.for(['rtmpsink', 'rtmp2sink'])('from GStreamer (%s) is live', async (sink, context) => {
    context.skip(spawnSync('gst-inspect-1.0', [sink]).status !== 0, `GStreamer has no ${sink}`);
    const launch = `${pictures} ${sink} location=${address(KEY)}`.split(' ');
    harness.keep(spawn('gst-launch-1.0', ['-q', ...launch], { stdio: ['ignore', 'ignore', 'inherit'] }));
    await harness.until('live', isLive);
  });

  it('under a key of no camera is refused, and keys are not logged', async (context) => {
    context.skip(lacks !== null, lacks ?? '');
    const source = spawn(
      'ffmpeg',
      [
        '-loglevel',
        'error',
        '-re',
        '-f',
        'lavfi',
        '-i',
        'testsrc2',
        '-c:v',
        'libx264',
        '-f',
        'flv',
        address('wrong-key'),
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    harness.keep(source);
    const [code] = (await once(source, 'exit')) as [number];
    expect(code).not.toBe(0);
    expect(harness.logged()).toContain('No camera waits for pictures under this key');
    expect(harness.logged()).not.toContain('wrong-key');
    expect(harness.media.statuses()[0]!.state).toBe('waiting');
  });

  it('newer than another takes its place', async (context) => {
    context.skip(lacks !== null, lacks ?? '');
    const first = harness.ffmpeg(['-f', 'flv', address(KEY)]);
    await harness.until('live', isLive);
    harness.ffmpeg(['-f', 'flv', address(KEY)], { size: '320x180' });
    if (first.exitCode === null) await once(first, 'exit');
    await harness.until('the smaller picture', ([each]) => each?.width === 320 && isLive([each]));
  }, 60_000);

  it('that is none is let go, and others are not disturbed', async () => {
    const greeting = (bytes: Buffer): Promise<void> =>
      new Promise((resolve) => {
        const socket = connect(port, HOST, () => socket.write(bytes));
        socket.on('error', () => {}).on('data', () => {});
        socket.on('close', () => resolve());
      });
    const random = Buffer.from(Array.from({ length: 6000 }, (_, index) => (index * 7919 + 13) & 0xff));
    await greeting(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
    random[0] = 3;
    await greeting(random);
    expect(harness.logged()).toContain('it does not speak RTMP');
  });
});
