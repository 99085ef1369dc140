import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ChainEntry } from '@outrider/schema';
import { PayloadHash, readChain } from '@outrider/record/chain';
import { createRecord } from '@outrider/record/folder';
import { cameraFolder, readVideoIndex } from '@outrider/record/video';
import { systemClock } from '@outrider/runtime/clocks';
import type { Clock } from '@outrider/runtime/clocks';
import { createLogger } from '@outrider/runtime/logger';
import type { AccessUnit } from '../feed/access-unit.js';
import { decodeComplaints, encodeUnits, probe, withoutEncoder } from '../../test-support/ffmpeg.js';
import { Recorder, RecorderThread } from './index.js';
import type { RecordingStatus } from './index.js';

const root = await mkdtemp(join(tmpdir(), 'outrider-recorder-'));
const logger = createLogger({ name: 'test', level: 'silent' });
const thread = new RecorderThread(logger);
afterAll(async () => {
  await thread.close();
  await rm(root, { recursive: true });
});
const CAMERA = '01938d2a-0000-7000-8000-00000000000c';
const camera = { id: CAMERA, name: 'Heron 1', source: 'rtp' };

let flights = 0;
async function newFlight(): Promise<string> {
  flights += 1;
  const flight_id = `01938d2a-0000-7000-8000-0000000001${String(flights).padStart(2, '0')}`;
  return createRecord(root, { flight_id, agency_id: '01938d2a-0000-7000-8000-0000000000aa', created_at_utc_ms: 1 });
}
const clockAt = (utc_ms: number): Clock => ({ ...systemClock(), utcMs: () => utc_ms });

/** Records what a camera sent, and closes when its last picture has arrived. */
async function record(folder: string, units: readonly AccessUnit[]): Promise<RecordingStatus> {
  const clock = clockAt(units.at(-1)!.received_utc_ms);
  const recorder = new Recorder({ thread, folder, camera, clock, logger, reserve_mb: 1 });
  for (const unit of units) recorder.push(unit);
  await recorder.close();
  return recorder.status();
}
async function entriesOf(folder: string): Promise<ChainEntry[]> {
  const entries: ChainEntry[] = [];
  for await (const { entry } of readChain(join(cameraFolder(folder, CAMERA), 'chain.jsonl'))) entries.push(entry);
  return entries;
}
const kinds = (entries: readonly ChainEntry[]): string[] => entries.map(({ kind }) => kind);
const segmentsIn = async (folder: string): Promise<string[]> =>
  (await readdir(cameraFolder(folder, CAMERA))).filter((name) => name.endsWith('.mp4')).toSorted();

describe.each([
  { codec: 'h264', b_frames: 0, encoder: 'libx264' },
  { codec: 'h264', b_frames: 2, encoder: 'libx264' },
  { codec: 'h265', b_frames: 0, encoder: 'libx265' },
] as const)('a $codec stream with $b_frames B pictures', ({ codec, b_frames, encoder }) => {
  it('becomes segments of ten seconds that ffmpeg decodes without complaint', async ({ skip }) => {
    const absent = withoutEncoder(encoder);
    if (absent) skip(absent);
    const folder = await newFlight();
    const units = encodeUnits({ codec, b_frames, seconds: 24 });
    await record(folder, units);
    const names = await segmentsIn(folder);
    expect(names).toEqual(['000001.mp4', '000002.mp4', '000003.mp4']);
    const found = names.map((name) => probe(join(cameraFolder(folder, CAMERA), name)));
    for (const name of names) expect(decodeComplaints(join(cameraFolder(folder, CAMERA), name))).toBe('');
    expect(found.map(({ pictures }) => pictures)).toEqual([300, 300, 120]);
    expect(found.every(({ width, height }) => width === 320 && height === 180)).toBe(true);
    const index = (await readVideoIndex(folder, CAMERA))!;
    expect(index.segments.map(({ keyframe }) => keyframe[0])).toEqual([1, 1, 1]);
    // All pictures stand at their time, over all segments.
    const times = index.segments.flatMap(({ time_90khz }) => time_90khz);
    expect(times[0]).toBe(0);
    expect(times.toSorted((a, b) => a - b)).toEqual(times);
    expect(index.segments[1]!.time_90khz[0]).toBe(900_000);
    expect(index.segments[1]!.utc_ms[0]).toBeCloseTo(units[0]!.captured_utc_ms! + 10_000, 1);
  });
});

describe('the chain', () => {
  it('vouches for every byte of every segment', async ({ skip }) => {
    const absent = withoutEncoder('libx264');
    if (absent) skip(absent);
    const folder = await newFlight();
    await record(folder, encodeUnits({ seconds: 12 }));
    const entries = await entriesOf(folder);
    expect(kinds(entries)).toEqual(['video_opened', 'video_segment', 'video_segment', 'video_closed']);
    for (const { payload } of entries.filter((entry) => entry.kind === 'video_segment')) {
      const bytes = await readFile(join(folder, payload!.file));
      expect(new PayloadHash(payload!.salt).update(bytes).payload(payload!.file)).toEqual(payload);
    }
    expect(entries[1]!.body).toMatchObject({
      pictures: 300,
      keyframes: 10,
      damaged_pictures: 0,
      zero_time_90khz: 4_000_000,
    });
  });
});
