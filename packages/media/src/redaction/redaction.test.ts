import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BoxShape, RedactProgress, RedactRequest, RedactionPlan, RedactionSource } from '@outrider/schema';
import { verifyRecord } from '@outrider/core/evidence';
import { emptyPlan } from '@outrider/core/redaction';
import { nodeDigests } from '@outrider/record/chain';
import { folderFiles, listFiles } from '@outrider/record/files';
import { createRecord, recordPath } from '@outrider/record/folder';
import { redactionFolder, releaseFolder, renderedFile, sealRelease } from '@outrider/record/release';
import { newSigner } from '@outrider/record/testing';
import { decodeComplaints, encodeUnits, probe } from '../../test-support/ffmpeg.js';
import { lacking } from '../../test-support/lacking.js';
import { CAMERA, RecordHarness, segmentFiles, silent } from '../../test-support/records.js';
import { RedactionDesk } from './index.js';
import { render } from './render.js';

const absent = lacking('libx264');
const START = 1_760_000_000_000;
const AGENCY = '01938d2a-0000-7000-8000-0000000000aa';
const FLIGHT = '01938d2a-0000-7000-8000-0000000000f1';
const dataDir = mkdtempSync(join(tmpdir(), 'outrider-redaction-'));
const recordsDir = join(dataDir, 'records');
const record = recordPath(recordsDir, AGENCY, FLIGHT);
const desk = new RedactionDesk({ dataDir, recordsDir, logger: silent });
const source: RedactionSource = {
  agency_id: AGENCY,
  agency_name: 'Demo Agency',
  flight_id: FLIGHT,
  flight_number: 'F25-000001',
  camera_id: CAMERA,
  from_utc_ms: START + 1500,
  to_utc_ms: START + 4500,
};
const box: BoxShape = { type: 'box', x: 0.25, y: 0.25, width: 0.25, height: 0.5 };
/** From the clip's second second on. */
const plan = (over: Partial<RedactionPlan> = {}): RedactionPlan => {
  const keyframes = [{ time_ms: 1000, shape: box, confidence: null }];
  const region = { id: 'r', kind: 'person', label: 'bystander', from_ms: 1000, to_ms: 3000, padding: 0 } as const;
  return { ...emptyPlan(), regions: [{ ...region, interpolation: 'linear', keyframes }], ...over };
};
let before: string[] = [];

beforeAll(async () => {
  if (absent) return;
  const harness = new RecordHarness();
  await createRecord(recordsDir, { agency_id: AGENCY, flight_id: FLIGHT, created_at_utc_ms: START });
  await harness.record(record, encodeUnits({ seconds: 6 }));
  await harness.close();
  before = await hashesOf(record);
}, 60_000);
afterAll(() => {
  desk.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const hashesOf = async (folder: string): Promise<string[]> =>
  (await listFiles(folder)).map(({ file }) => `${file} ${sha256(join(folder, file))}`);
const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

let made = 0;
const requestOf = (wanted: RedactionPlan): RedactRequest => {
  made += 1;
  return { redaction_id: `01938d2a-0000-7000-8000-00000000100${made}`, version: 1, source, plan: wanted };
};
async function rendered(request: RedactRequest): Promise<RedactProgress & { file: string }> {
  for (;;) {
    const progress = desk.ask(request);
    const file = renderedFile(redactionFolder(dataDir, AGENCY, request.redaction_id), request.version);
    if (progress.state === 'done' || progress.state === 'failed') return { ...progress, file };
    await sleep(50);
  }
}

const WIDTH = 320;
const HEIGHT = 180;
/** Brightness of every picture of a file, decoded by ffmpeg on its own. */
function lumaOf(file: string, args: readonly string[] = []): Uint8Array[] {
  const command = ['-v', 'error', ...args, '-i', file, '-pix_fmt', 'gray', '-f', 'rawvideo', '-'];
  const bytes = execFileSync('ffmpeg', command, { maxBuffer: 1 << 28 });
  const size = WIDTH * HEIGHT;
  return Array.from({ length: bytes.length / size }, (_, n) => bytes.subarray(n * size, (n + 1) * size));
}
/** What was recorded in the time of the clip. */
const original = async (): Promise<Uint8Array[]> => lumaOf((await segmentFiles(record))[0]!).slice(45, 135);

/** Pixels well inside the box, or well outside of it: what lies between is the encoder's. */
function pixels(picture: Uint8Array, where: 'inside' | 'outside'): number[] {
  const found: number[] = [];
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const [dx, dy] = [x / WIDTH - box.x, y / HEIGHT - box.y];
      const inside = dx > 0.02 && dy > 0.02 && dx < box.width - 0.02 && dy < box.height - 0.02;
      const outside = dx < -0.06 || dy < -0.1 || dx > box.width + 0.06 || dy > box.height + 0.1;
      if (where === 'inside' ? inside : outside) found.push(picture[y * WIDTH + x]!);
    }
  return found;
}
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]): number => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
};
/** How much brightness varies inside blocks of 16 x 16 pixels that lie in the box. */
function detailInBlocks(picture: Uint8Array): number {
  const found: number[] = [];
  for (let top = 48; top < 128; top += 16)
    for (let left = 80; left < 160; left += 16) {
      const rows = Array.from({ length: 16 }, (_, row) => [
        ...picture.subarray((top + row) * WIDTH + left).subarray(0, 16),
      ]);
      found.push(deviation(rows.flat()));
    }
  return mean(found);
}
/** Likeness of two pictures in dB; ITU-T J.340. */
const psnr = (a: readonly number[], b: readonly number[]): number =>
  10 * Math.log10(255 ** 2 / mean(a.map((value, at) => (value - b[at]!) ** 2)));

describe.skipIf(absent !== null)(`a redacted file${absent ? ` (${absent})` : ''}`, () => {
  test('holds nothing of what is hidden from its time on, and all the rest as it was', async () => {
    const { state, file, rendered: facts } = await rendered(requestOf(plan()));
    expect(state).toBe('done');
    expect(decodeComplaints(file)).toBe('');
    const [shown, recorded] = [lumaOf(file), await original()];
    expect(shown).toHaveLength(90);
    expect(facts).toMatchObject({ pictures: 90, frame_rate_hz: 30, width_px: 320, sha256: sha256(file) });
    for (const at of [0, 15, 28])
      expect(psnr(pixels(shown[at]!, 'inside'), pixels(recorded[at]!, 'inside'))).toBeGreaterThan(32);
    for (const at of [30, 31, 60, 89]) {
      const [hidden, seen] = [pixels(shown[at]!, 'inside'), pixels(recorded[at]!, 'inside')];
      expect(deviation(seen)).toBeGreaterThan(20);
      expect(deviation(hidden)).toBeLessThan(2);
      expect(psnr(pixels(shown[at]!, 'outside'), pixels(recorded[at]!, 'outside'))).toBeGreaterThan(32);
    }
    expect(facts!.segments).toEqual([
      { file: '000001.mp4', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    ]);
    const { tags, codec_name } = probe(file);
    expect(codec_name).toBe('h264');
    expect(JSON.parse(tags['comment']!)).toMatchObject({ flight_id: FLIGHT, redacted: true, plan_version: 1 });
  }, 60_000);

  test('pixelated: means of large blocks are all that is left', async () => {
    const { file } = await rendered(requestOf(plan({ style: 'pixelate' })));
    const [shown, recorded] = [lumaOf(file)[60]!, (await original())[60]!];
    expect(detailInBlocks(recorded)).toBeGreaterThan(6);
    expect(detailInBlocks(shown)).toBeLessThan(2);
    expect(psnr(pixels(shown, 'outside'), pixels(recorded, 'outside'))).toBeGreaterThan(32);
  }, 60_000);

  test('everything except a region: only that is as it was', async () => {
    const { file } = await rendered(requestOf(plan({ mode: 'hide_everything_except' })));
    const [shown, recorded] = [lumaOf(file), await original()];
    expect(deviation(pixels(shown[10]!, 'inside'))).toBeLessThan(2);
    expect(deviation(pixels(shown[60]!, 'outside'))).toBeLessThan(2);
    expect(psnr(pixels(shown[60]!, 'inside'), pixels(recorded[60]!, 'inside'))).toBeGreaterThan(30);
  }, 60_000);

  test('in pieces it is the same, picture for picture; ended in the middle, it goes on behind the last whole piece', async () => {
    const request = requestOf(plan({ regions: plan().regions.map((region) => ({ ...region, from_ms: 980 })) }));
    const file = renderedFile(redactionFolder(dataDir, AGENCY, request.redaction_id), request.version);
    const task = { request, recordsDir, file, pieceMs: 1000 };
    const pieces = async (): Promise<string[]> =>
      (await readdir(`${file}.pieces`, { recursive: true })).filter((name) => /\d-\d+\.mp4$/.test(name));
    const endedAt = (most: number) => (share: number) => {
      if (share > most) throw new Error('ended');
    };
    await expect(render(task, endedAt(0.5))).rejects.toThrow('ended');
    const [first, ...others] = await pieces();
    expect(others).toEqual([]);
    const made_ms = () => statSync(join(`${file}.pieces`, first!)).mtimeMs;
    const before_ms = made_ms();
    const seen: number[] = [];
    const facts = await render(task, (share) => {
      if (share > 0.9) expect(made_ms()).toBe(before_ms);
      seen.push(share);
    });
    expect(seen[0]).toBeGreaterThan(0.33);
    expect(facts).toMatchObject({ pictures: 90, sha256: sha256(file) });
    expect(await stat(`${file}.pieces`).catch(() => null)).toBeNull();
    expect(decodeComplaints(file)).toBe('');
    const [shown, recorded] = [lumaOf(file), await original()];
    expect(shown).toHaveLength(90);
    for (const at of [0, 27, 29, 30, 31, 59, 60, 61, 89]) {
      expect(psnr(pixels(shown[at]!, 'outside'), pixels(recorded[at]!, 'outside'))).toBeGreaterThan(32);
      if (at >= 29) expect(deviation(pixels(shown[at]!, 'inside'))).toBeLessThan(2);
      else expect(psnr(pixels(shown[at]!, 'inside'), pixels(recorded[at]!, 'inside'))).toBeGreaterThan(32);
    }
    probe(file).shown_s.forEach((time_s, at) => expect(time_s).toBeCloseTo(at / 30, 3));
  }, 60_000);

  test('the original has not changed by a byte', async () => {
    expect(await hashesOf(record)).toEqual(before);
  });

  test('released, it is a record of its own that proves itself and names its parent', async () => {
    const request = requestOf(plan());
    const { file, rendered: facts } = await rendered(request);
    const folder = releaseFolder(redactionFolder(dataDir, AGENCY, request.redaction_id));
    const parent = { manifest_sha256: 'ab'.repeat(32), root: 'cd'.repeat(32) };
    const common = { redaction_id: request.redaction_id, title: 'Case 7', source, plan: request.plan, plan_version: 1 };
    const people = { edited_by: ['ann'], signed_off_by: 'bob', review_note: '', signed_off_at_utc_ms: START + 1e6 };
    const seal = { began_at_utc_ms: START, ended_at_utc_ms: START + 6000, software: { outrider: '0.1.0' } };
    const signer = newSigner();
    await sealRelease(folder, file, { ...common, ...people, parent, rendered: facts!, seal }, signer);
    const verify = () =>
      verifyRecord({ files: folderFiles(folder), digests: nodeDigests, trustedKeys: [signer.key], checkpoints: [] });
    const report = await verify();
    expect(report.verdict).toBe('proven');
    const texts = report.findings.map(({ text }) => text).join('\n');
    expect(texts).toContain(
      `It was made from another record, whose manifest has the SHA-256 ${parent.manifest_sha256}`,
    );
    expect(texts).toContain('Redacted video of camera');
    expect(texts).toContain('was drawn by ann');
    expect(texts).toContain('signed off by bob');
    const bytes = readFileSync(join(folder, 'redacted.mp4'));
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(join(folder, 'redacted.mp4'), bytes);
    expect((await verify()).verdict).toBe('altered');
  }, 60_000);

  test('what cannot be made says why and leaves nothing behind', async () => {
    const request = {
      ...requestOf(plan()),
      source: { ...source, from_utc_ms: START + 90_000, to_utc_ms: START + 99_000 },
    };
    expect(await rendered(request)).toMatchObject({ state: 'failed', detail: 'No video was recorded in that time.' });
    const other = requestOf(plan());
    desk.ask(other);
    await sleep(300);
    desk.cancel(other.redaction_id);
    await sleep(1500);
    const folder = redactionFolder(dataDir, AGENCY, other.redaction_id);
    expect((await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.mp4'))).toEqual([]);
  }, 60_000);
});

describe.skipIf(absent !== null)(`a box of a recording is followed${absent ? ` (${absent})` : ''}`, () => {
  // The test card's blue-green block moves; its lower left corner counts.
  const still: BoxShape = { type: 'box', x: 0.02, y: 0.02, width: 0.3, height: 0.3 };
  test('forwards and back, with times of the clip', async () => {
    const there = await desk.track({ source, track: { from_ms: 500, to_ms: 2500, shape: still } });
    expect(there.keyframes.length).toBeGreaterThan(0);
    expect(there.keyframes[0]!.time_ms).toBeGreaterThan(500);
    expect(there.keyframes.at(-1)!.time_ms).toBeLessThanOrEqual(2500);
    const back = await desk.track({ source, track: { from_ms: 2500, to_ms: 500, shape: still } });
    expect(back.keyframes.every(({ time_ms }) => time_ms < 2500 && time_ms >= 499)).toBe(true);
  }, 60_000);

  test('too long, and too small, are refused in words', async () => {
    const small = { from_ms: 0, to_ms: 900, shape: { ...still, width: 0.005 } };
    await expect(desk.track({ source, track: small })).rejects.toThrow(/too small to be followed/);
  }, 60_000);
});
