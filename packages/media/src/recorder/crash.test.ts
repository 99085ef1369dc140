import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serialize } from 'node:v8';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { PayloadHash } from '@outrider/record/chain';
import { cameraFolder, readVideoIndex } from '@outrider/record/video';
import { encodeUnits, probe } from '../../test-support/ffmpeg.js';
import { lacking } from '../../test-support/lacking.js';
import { CAMERA, RecordHarness, entriesOf, ofKind, segmentFiles } from '../../test-support/records.js';

const PROGRAM = fileURLToPath(new URL('../../test-support/recording-process.mjs', import.meta.url));
const absent = lacking('libx264');
const harness = new RecordHarness();
afterAll(() => harness.close());

/** A process that records in real time, killed with -9 after some pictures; answers when the last picture was handed over. */
async function recordAndKill(folder: string, pictures: number): Promise<number> {
  const file = join(folder, '..', 'units.bin');
  await writeFile(file, serialize(encodeUnits({ seconds: 20 })));
  const child = spawn(process.execPath, [PROGRAM, folder, file, CAMERA], { stdio: ['ignore', 'pipe', 'inherit'] });
  let lines = '';
  for await (const chunk of child.stdout) {
    lines += String(chunk);
    if (lines.split('\n').length > pictures) break;
  }
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return Number(lines.slice(0, lines.lastIndexOf('\n')).split('\n').at(-1));
}

describe.skipIf(absent !== null)(`a recorder that ends in the middle${absent ? ` (${absent})` : ''}`, () => {
  it('killed with -9 has lost at most a second, and the next one goes on', async () => {
    const folder = await harness.flight();
    const last_utc_ms = await recordAndKill(folder, 100);
    const [file] = await segmentFiles(folder);
    await appendFile(file!, 'torn');
    const torn = await readFile(file!);
    const before = (await readVideoIndex(folder, CAMERA))!.segments[0]!;
    const kept_ms = before.pictures.reduce((a, b) => a + b) * (1000 / 30);
    expect(last_utc_ms - (before.utc_ms[0]! + kept_ms)).toBeLessThan(1000);

    const units = encodeUnits({ seconds: 2, start_utc_ms: last_utc_ms + 5000, start_90khz: 77 });
    await harness.record(folder, units);
    const entries = await entriesOf(folder);
    const [recovered, next] = ofKind(entries, 'video_segment');
    expect(recovered!.body).toMatchObject({ recovered: true, torn_bytes: 4 });
    const { file: path, salt } = recovered!.payload!;
    expect(new PayloadHash(salt).update(torn).payload(path)).toEqual(recovered!.payload);
    expect((await readFile(file!)).equals(torn)).toBe(true);
    expect(ofKind(entries, 'video_gap')[0]!.body).toMatchObject({ why: 'recorder_restarted' });
    expect(next!.payload!.file).toMatch(/000002\.mp4$/);
    const index = (await readVideoIndex(folder, CAMERA))!;
    const [first, second] = index.segments;
    const step_ms = (second!.time_90khz[0]! - first!.time_90khz[0]!) / 90;
    expect(step_ms).toBeCloseTo(second!.utc_ms[0]! - first!.utc_ms[0]!, -3);
    expect(harness.events.map(({ kind }) => kind)).toContain('video_recovered');
  });

  it('whose segment was torn anywhere keeps what is whole', async () => {
    const units = encodeUnits({ seconds: 3 });
    const whole = await harness.flight();
    await harness.record(whole, units);
    const bytes = await readFile((await segmentFiles(whole))[0]!);
    for (const part of [0, 0.004, 0.3, 0.77, 0.999]) {
      const folder = await harness.flight();
      const path = await tornSegment(folder, bytes.subarray(0, Math.floor(bytes.length * part)));
      await harness.record(folder, units);
      const [recovered] = ofKind(await entriesOf(folder), 'video_segment');
      const said = recovered!.body as { torn_bytes: number; pictures: number };
      expect(recovered!.payload!.bytes).toBe(Math.floor(bytes.length * part));
      if (said.pictures > 0) expect(probe(path).pictures).toBeGreaterThanOrEqual(said.pictures);
      expect(said.pictures).toBeLessThan(90);
    }
  });

  it('in its thread alone is started anew', async () => {
    const mortal = new RecordHarness(undefined, new URL('../../test-support/dying-thread.mjs', import.meta.url));
    const folder = await mortal.flight();
    const units = encodeUnits({ seconds: 6 });
    const recorder = mortal.recorder(folder, units.at(-1)!.received_utc_ms);
    for (const unit of units.slice(0, 90)) recorder.push(unit);
    await vi.waitFor(() => expect(recorder.status()).toMatchObject({ state: 'recording', pictures: 90 }), 10_000);
    // With the first picture of the fourth second it dies.
    recorder.push(units[90]!);
    await vi.waitFor(() => expect(recorder.status()).toMatchObject({ state: 'opening', pictures: 90 }), 10_000);
    for (const unit of units.slice(91)) recorder.push(unit);
    await recorder.close();
    const entries = await entriesOf(folder);
    expect(ofKind(entries, 'video_segment').map(({ body }) => body['pictures'])).toEqual([90, 60]);
    expect(ofKind(entries, 'video_gap').map(({ body }) => body['why'])).toEqual(['recorder_restarted']);
    expect(ofKind(entries, 'video_closed')).toHaveLength(1);
    await mortal.close();
  });
});

async function tornSegment(folder: string, bytes: Uint8Array): Promise<string> {
  await mkdir(cameraFolder(folder, CAMERA), { recursive: true });
  const path = join(cameraFolder(folder, CAMERA), '000001.mp4');
  await writeFile(path, bytes);
  return path;
}

/** A file system of its own of some megabytes, or null where this user may not mount one. */
async function smallDisk(megabytes: number): Promise<{ path: string; unmount: () => Promise<void> } | null> {
  const path = await mkdtemp(join(tmpdir(), 'outrider-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]).status === 0;
  if (!mounted) return null;
  const unmount = async (): Promise<void> => {
    spawnSync('umount', [path]);
    await rm(path, { recursive: true });
  };
  return { path, unmount };
}

describe.skipIf(absent !== null)(`a disk that runs full${absent ? ` (${absent})` : ''}`, () => {
  it('stops video in time, says so, and lets it go on when there is space again', async ({ skip }) => {
    const disk = await smallDisk(32);
    if (!disk) return skip('may-not-mount');
    const small = new RecordHarness(join(disk.path, 'records'));
    try {
      const folder = await small.flight();
      const filler = join(disk.path, 'filler');
      const units = encodeUnits({ seconds: 6 });
      const recorder = small.recorder(folder, units.at(-1)!.received_utc_ms, 16);
      for (const unit of units.slice(0, 60)) recorder.push(unit);
      await vi.waitFor(() => expect(recorder.status().state).toBe('recording'), 10_000);
      await writeFile(filler, Buffer.alloc(20 << 20));
      await vi.waitFor(() => expect(small.events.map(({ kind }) => kind)).toEqual(['video_stopped']), 10_000);
      expect(small.events[0]!.text).toMatch(/MB left, and 16 MB are kept for audit/);
      for (const unit of units.slice(60, 120)) recorder.push(unit);
      await rm(filler);
      await vi.waitFor(() => expect(small.events.map(({ kind }) => kind)).toContain('video_resumed'), 10_000);
      for (const unit of units.slice(120)) recorder.push(unit);
      await recorder.close();
      const entries = await entriesOf(folder);
      expect(ofKind(entries, 'video_gap').map(({ body }) => body['why'])).toEqual(['disk_full']);
      expect((await segmentFiles(folder)).map((file) => probe(file).pictures)).toEqual([60, 60]);
    } finally {
      await small.close();
      await disk.unmount();
    }
  });

  it('to its last byte loses no more than what did not fit', async ({ skip }) => {
    const disk = await smallDisk(8);
    if (!disk) return skip('may-not-mount');
    const small = new RecordHarness(join(disk.path, 'records'));
    try {
      const folder = await small.flight();
      const units = encodeUnits({ seconds: 9, size: '1280x720' });
      const recorder = small.recorder(folder, units.at(-1)!.received_utc_ms, 0);
      for (const unit of units) recorder.push(unit);
      await vi.waitFor(() => expect(small.events.map(({ kind }) => kind)).toContain('video_stopped'), 10_000);
      spawnSync('mount', ['-o', 'remount,size=64m', disk.path]);
      await recorder.close();
      const [segment] = ofKind(await entriesOf(folder), 'video_segment');
      const bytes = await readFile((await segmentFiles(folder))[0]!);
      expect(segment!.payload!.bytes).toBe(bytes.length);
      expect(probe((await segmentFiles(folder))[0]!).pictures).toBe(segment!.body['pictures']);
    } finally {
      await small.close();
      await disk.unmount();
    }
  });
});
