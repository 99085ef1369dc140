// A recording as the recorder leaves it, and the same pictures as one plain MP4 file.
import { createWriteStream, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Recorder, RecorderThread } from '../../packages/media/dist/recorder/index.js';
import { createRecord } from '../../packages/record/dist/folder/index.js';
import { cameraFolder, cutClip, readVideoIndex, summaryOf } from '../../packages/record/dist/video/index.js';
import { createLogger, systemClock } from '../../packages/runtime/dist/index.js';
import { encode } from '../support/camera-stream.mjs';
import { pause } from '../support/processes.mjs';

export const RATE_HZ = 30;
const KBPS = 2500;
const START_UTC_MS = 1_790_000_000_000;
const H264_KEYFRAME = 5;
/** A recorder has room for so many on their way to the disk. */
const AT_ONCE = 600;
const ids = { agency_id: '01990000-0000-7000-8000-00000000000a', flight_id: '01990000-0000-7000-8000-000000000001' };
const camera = { id: '01990000-0000-7000-8000-000000000101', name: 'Camera', source: 'rtp' };

/** 720p at 30 pictures/s and 2.5 Mbit/s, a keyframe a second. @returns folder to remove, files of the recorder, its index, one MP4 */
export async function makeRecording(seconds) {
  const root = mkdtempSync(join(tmpdir(), 'outrider-bench-'));
  const folder = await createRecord(root, { ...ids, created_at_utc_ms: START_UTC_MS });
  const logger = createLogger({ name: 'bench', level: 'warn' });
  const thread = new RecorderThread(logger);
  const recorder = new Recorder({ thread, folder, camera, clock: systemClock(), logger, reserve_mb: 16 });
  const card = ['-f', 'lavfi', '-i', `testsrc2=size=1280x720:rate=${RATE_HZ}:duration=${seconds}`];
  const pictures = encode(card, { rate_hz: RATE_HZ, kbps: KBPS });
  for (const [index, nals] of pictures.entries()) {
    recorder.push(unitOf(nals, index));
    if (index % AT_ONCE === AT_ONCE - 1) await pause(1);
  }
  await recorder.close();
  await thread.close();
  const index = await readVideoIndex(folder, camera.id);
  const plain = join(root, 'plain.mp4');
  const { from_utc_ms, to_utc_ms } = summaryOf(index);
  const identity = { ...ids, agency_name: 'Bench', flight_number: '1' };
  const { body } = await cutClip(folder, camera.id, { from_utc_ms, to_utc_ms }, identity);
  await pipeline(body, createWriteStream(plain));
  return { root, index, segments: cameraFolder(folder, camera.id), plain };
}

function unitOf(nals, index) {
  const after_ms = (index * 1000) / RATE_HZ;
  return {
    codec: 'h264',
    nals,
    keyframe: nals.some((nal) => (nal[0] & 0x1f) === H264_KEYFRAME),
    time_90khz: Math.round(after_ms * 90),
    received_utc_ms: START_UTC_MS + after_ms + 40,
    captured_utc_ms: START_UTC_MS + after_ms,
    damaged: false,
  };
}
