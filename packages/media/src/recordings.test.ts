import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AGENCY, HOST, MediaHarness, cameraId } from '../test-support/harness.js';
import { lacking } from '../test-support/lacking.js';
import { freeUdpPort } from './media.js';

const FLIGHT = '01990000-0000-7000-8000-0000000000f1';

const lacks = lacking('ffmpeg');

describe('a camera of an aircraft that flies', () => {
  let harness: MediaHarness;
  beforeEach(async (context) => {
    context.skip(lacks !== null, lacks ?? '');
    harness = await MediaHarness.start();
  });
  afterEach(async () => harness?.close());

  it('is recorded until it has landed, over a change of its settings, and the pictures can be played', async () => {
    const port = await freeUdpPort(HOST);
    const camera = harness.camera(1, { kind: 'rtp', port, codec: 'h264' });
    const recordings = [{ camera_id: cameraId(1), agency_id: AGENCY, flight_id: FLIGHT, created_at_utc_ms: 1 }];
    await harness.media.configure({ cameras: [camera], recordings: [] });
    harness.ffmpeg(['-f', 'rtp', `rtp://${HOST}:${port}?pkt_size=1200`]);
    await harness.until('live', ([status]) => status?.width === 640 && status.height === 360);
    await harness.media.configure({ cameras: [camera], recordings });
    const [status] = await harness.until(
      'recording',
      ([each]) => each?.recording_detail === null && each.recording_flight_id === FLIGHT,
    );
    expect(status!.recording_since_utc_ms).toBeGreaterThan(Date.now() - 60_000);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await harness.media.configure({ cameras: [{ ...camera, publish_key: 'changed' }], recordings });
    await harness.until('live again', ([each]) => each?.state === 'live');
    await new Promise((resolve) => setTimeout(resolve, 2500));
    await harness.media.configure({ cameras: [camera], recordings: [] });
    expect(harness.media.statuses()[0]).toMatchObject({ recording_flight_id: null });
    const folder = join(harness.folder, 'records', AGENCY, FLIGHT, 'video', cameraId(1));
    const segments = readdirSync(folder).filter((name) => name.endsWith('.mp4'));
    expect(segments.length).toBeGreaterThan(0);
    let seconds = 0;
    for (const name of segments) seconds += durationOf(join(folder, name));
    expect(seconds).toBeGreaterThan(4);
  });
});

/** As an independent reader sees it; throws for what it cannot decode. */
function durationOf(file: string): number {
  const decoded = spawnSync('ffmpeg', ['-v', 'error', '-i', file, '-f', 'null', '-'], { encoding: 'utf8' });
  expect(decoded.stderr).toBe('');
  const probed = spawnSync('ffprobe', ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', file], {
    encoding: 'utf8',
  });
  return Number(probed.stdout);
}
