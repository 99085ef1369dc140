import { appendFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PayloadHash } from '@outrider/record/chain';
import { cameraFolder, readVideoIndex } from '@outrider/record/video';
import { decodeComplaints, encodeUnits, probe } from '../../test-support/ffmpeg.js';
import { lacking } from '../../test-support/lacking.js';
import { CAMERA, RecordHarness, entriesOf, ofKind, segmentFiles } from '../../test-support/records.js';
import type { AccessUnit } from '../feed/access-unit.js';

const harness = new RecordHarness();
afterAll(() => harness.close());

const absent = lacking('libx264');
const START = 1_760_000_000_000;
/** The same pictures later, on the camera's clock or on one that was set anew. */
const later = (units: readonly AccessUnit[], ms: number, clock_90khz = ms * 90): AccessUnit[] =>
  units.map((unit) => ({
    ...unit,
    time_90khz: unit.time_90khz + clock_90khz,
    received_utc_ms: unit.received_utc_ms + ms,
    captured_utc_ms: unit.captured_utc_ms === null ? null : unit.captured_utc_ms + ms,
  }));

describe.each([
  { codec: 'h264', b_frames: 0, encoder: 'libx264' },
  { codec: 'h264', b_frames: 2, encoder: 'libx264' },
  { codec: 'h265', b_frames: 0, encoder: 'libx265' },
] as const)('a $codec stream with $b_frames B pictures', ({ codec, b_frames, encoder }) => {
  it('becomes segments of ten seconds that ffmpeg decodes without complaint', async ({ skip }) => {
    const missing = lacking(encoder);
    if (missing) skip(missing);
    const folder = await harness.flight();
    const units = encodeUnits({ codec, b_frames, seconds: 24 });
    expect(await harness.record(folder, units)).toMatchObject({ state: 'closed', segments: 3, pictures: 720, gaps: 0 });
    const files = await segmentFiles(folder);
    for (const file of files) expect(decodeComplaints(file)).toBe('');
    expect(files.map((file) => probe(file).pictures)).toEqual([300, 300, 120]);
    expect(probe(files[0]!)).toMatchObject({ width: 320, height: 180 });
    const { segments } = (await readVideoIndex(folder, CAMERA))!;
    expect(segments.map(({ keyframe }) => keyframe[0])).toEqual([1, 1, 1]);
    const times = segments.flatMap(({ time_90khz }) => time_90khz);
    expect(times[0]).toBe(0);
    expect(times.toSorted((a, b) => a - b)).toEqual(times);
    expect(segments[1]!.time_90khz[0]).toBe(900_000);
    expect(segments[1]!.utc_ms[0]).toBeCloseTo(START + 10_000, 1);
  }, 60_000);
});

describe.skipIf(absent !== null)(`recorded video${absent ? ` (${absent})` : ''}`, () => {
  it('is vouched for byte by byte', async () => {
    const folder = await harness.flight();
    await harness.record(folder, encodeUnits({ seconds: 12 }));
    const entries = await entriesOf(folder);
    expect(entries.map(({ kind }) => kind)).toEqual(['video_opened', 'video_segment', 'video_segment', 'video_closed']);
    for (const { payload } of ofKind(entries, 'video_segment')) {
      const bytes = await readFile(join(folder, payload!.file));
      expect(new PayloadHash(payload!.salt).update(bytes).payload(payload!.file)).toEqual(payload);
    }
    expect(entries[1]!.body).toMatchObject({ pictures: 300, keyframes: 10, zero_time_90khz: 4_000_000 });
  });

  it('begins a new segment where the pictures change their size, and says so', async () => {
    const folder = await harness.flight();
    const small = encodeUnits({ seconds: 3 });
    const large = later(encodeUnits({ seconds: 3, size: '640x360' }), 3000);
    await harness.record(folder, [...small, ...large]);
    const found = (await segmentFiles(folder)).map(probe);
    expect(found.map(({ width, pictures }) => [width, pictures])).toEqual([
      [320, 90],
      [640, 90],
    ]);
    const [gap] = ofKind(await entriesOf(folder), 'video_gap');
    expect(gap!.body).toMatchObject({ why: 'resolution_changed', to_utc_ms: START + 3000 });
  });

  it('goes from one codec to another', async ({ skip }) => {
    const missing = lacking('libx265');
    if (missing) skip(missing);
    const folder = await harness.flight();
    const second = later(encodeUnits({ codec: 'h265', seconds: 2 }), 2000);
    await harness.record(folder, [...encodeUnits({ seconds: 2 }), ...second]);
    const files = await segmentFiles(folder);
    expect(files.map((file) => probe(file).codec_name)).toEqual(['h264', 'hevc']);
    for (const file of files) expect(decodeComplaints(file)).toBe('');
  });

  it('states what is missing, and why', async () => {
    const folder = await harness.flight();
    const units = encodeUnits({ seconds: 2 });
    const lost = later(units, 5000).map((unit, index) => ({ ...unit, damaged: index === 0 }));
    await harness.record(folder, [...units, ...lost, ...later(units, 60_000)]);
    const gaps = ofKind(await entriesOf(folder), 'video_gap').map(({ body }) => body);
    expect(gaps).toMatchObject([
      { from_utc_ms: START + 2000, to_utc_ms: START + 5000, why: 'packets_lost' },
      { from_utc_ms: START + 7000, to_utc_ms: START + 60_000, why: 'no_pictures' },
    ]);
    const index = (await readVideoIndex(folder, CAMERA))!;
    expect(index.gaps.map(({ why }) => why)).toEqual(['packets_lost', 'no_pictures']);
  });

  it('keeps its time growing when the clock of the camera is set, stands or jumps', async () => {
    const folder = await harness.flight();
    const units = encodeUnits({ seconds: 1 });
    const back = later(units, 1000, -50 * 90_000);
    const far = later(units, 2000, 4_000_000_000);
    const still = later(units, 3000).map((unit) => ({ ...unit, time_90khz: far.at(-1)!.time_90khz }));
    await harness.record(folder, [...units, ...back, ...far, ...still]);
    const { segments } = (await readVideoIndex(folder, CAMERA))!;
    const times = segments.flatMap(({ time_90khz }) => time_90khz);
    expect(times.every((time, i) => i === 0 || time > times[i - 1]!)).toBe(true);
    expect(times.at(-1)).toBeLessThan(6 * 90_000);
    expect(segments.flatMap(({ pictures }) => pictures).reduce((a, b) => a + b)).toBe(120);
    for (const file of await segmentFiles(folder)) expect(probe(file).pictures).toBeGreaterThan(0);
  });

  it('keeps damaged pictures, counts them, and lets broken parameter sets pass', async () => {
    const folder = await harness.flight();
    const units = encodeUnits({ seconds: 4 }).map((unit, index) => {
      if (index % 7 !== 3) return unit;
      const nals = [
        Uint8Array.of(0x67, 0x42),
        Uint8Array.of(),
        ...unit.nals.map((nal) => nal.slice(0, 40).fill(0x5a, 9)),
      ];
      return { ...unit, nals, damaged: true };
    });
    const status = await harness.record(folder, units);
    expect(status).toMatchObject({ pictures: 120, damaged_pictures: 17 });
    expect(probe((await segmentFiles(folder))[0]!).pictures).toBe(120);
  });

  it('waits for the first picture at which decoding may begin, and for its parameter sets', async () => {
    const folder = await harness.flight();
    const units = encodeUnits({ seconds: 4 });
    const stripped = units.slice(10, 45).map((unit) => ({
      ...unit,
      nals: unit.nals.filter((nal) => ![7, 8].includes(nal[0]! & 31)),
    }));
    await harness.record(folder, [...stripped, ...units.slice(45)]);
    const [file] = await segmentFiles(folder);
    expect(probe(file!).pictures).toBe(60);
    expect(decodeComplaints(file!)).toBe('');
  });

  it('never ends where nothing ever came', async () => {
    const folder = await harness.flight();
    const recorder = harness.recorder(folder, START);
    await recorder.close();
    expect((await entriesOf(folder)).map(({ kind }) => kind)).toEqual(['video_opened', 'video_closed']);
    expect(await readVideoIndex(folder, CAMERA)).toBeNull();
  });

  it('has an index that is made again from the files', async () => {
    const folder = await harness.flight();
    await harness.record(folder, encodeUnits({ seconds: 12 }));
    const kept = await readVideoIndex(folder, CAMERA);
    await rm(join(cameraFolder(folder, CAMERA), 'index.json'));
    expect(await readVideoIndex(folder, CAMERA)).toEqual(kept);
    await appendFile(join(cameraFolder(folder, CAMERA), 'index.json'), 'no JSON');
    expect(await readVideoIndex(folder, CAMERA)).toEqual(kept);
  });
});
