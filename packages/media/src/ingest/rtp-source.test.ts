import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CameraStatus } from '@outrider/schema';
import { encoderLacks } from '../../test-support/gstreamer.js';
import { HOST, MediaHarness } from '../../test-support/harness.js';
import { freeUdpPort } from '../media.js';

const isLive = ([status]: CameraStatus[]): boolean =>
  status?.state === 'live' && (status.frame_rate_hz ?? 0) > 0 && status.width !== null;

let harness: MediaHarness;
beforeEach(async () => {
  harness = await MediaHarness.start();
});
afterEach(() => harness.close());

describe('a source that sends RTP', () => {
  it.for([
    ['h264', 'x264enc', 'rtph264pay'],
    ['h265', 'x265enc', 'rtph265pay'],
  ] as const)('from GStreamer (%s) is live with its size', async ([codec, encoder, payloader], context) => {
    const lacks = encoderLacks(encoder, payloader);
    context.skip(lacks !== null, lacks ?? '');
    const port = await freeUdpPort(HOST);
    await harness.media.configure({ cameras: [harness.camera(1, { kind: 'rtp', port, codec })], recordings: [] });
    const picture = 'videotestsrc is-live=true ! video/x-raw,width=320,height=180,framerate=15/1 !';
    const encoding = `${encoder} tune=zerolatency speed-preset=ultrafast key-int-max=30 !`;
    const launch = `${picture} ${encoding} ${payloader} config-interval=1 mtu=1200 ! udpsink host=${HOST} port=${port}`;
    harness.keep(spawn('gst-launch-1.0', ['-q', ...launch.split(' ')], { stdio: ['ignore', 'ignore', 'inherit'] }));
    const [status] = await harness.until('live', isLive);
    expect(status).toMatchObject({ codec, width: 320, height: 180, loss_percent: 0 });
  });
});
