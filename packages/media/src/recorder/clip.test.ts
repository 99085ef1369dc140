import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { PayloadHash, readChain } from '@outrider/record/chain';
import { ClipRefused, cutClip, importOriginal } from '@outrider/record/video';
import type { Clip, ClipFacts } from '@outrider/record/video';
import { decodeComplaints, encodeUnits, pictureHashes, probe } from '../../test-support/ffmpeg.js';
import { lacking } from '../../test-support/lacking.js';
import { CAMERA, RecordHarness, entriesOf, ofKind, segmentFiles } from '../../test-support/records.js';

const START = 1_760_000_000_000;
const IDENTITY = { agency_id: 'a', agency_name: 'Springfield PD', flight_id: 'f', flight_number: 'F-12' };
const harness = new RecordHarness();
const output = await mkdtemp(join(tmpdir(), 'outrider-clip-'));
afterAll(async () => {
  await harness.close();
  await rm(output, { recursive: true });
});

let clips = 0;
async function saved(clip: Clip): Promise<string> {
  const file = join(output, `${(clips += 1)}.mp4`);
  await pipeline(clip.body, createWriteStream(file));
  expect((await stat(file)).size).toBe(clip.bytes);
  return file;
}
const cut = (folder: string, from_s: number, to_s: number): Promise<Clip> =>
  cutClip(folder, CAMERA, { from_utc_ms: START + from_s * 1000, to_utc_ms: START + to_s * 1000 }, IDENTITY);

describe.each([
  { codec: 'h264', b_frames: 0, encoder: 'libx264' },
  { codec: 'h264', b_frames: 2, encoder: 'libx264' },
  { codec: 'h265', b_frames: 0, encoder: 'libx265' },
] as const)('a clip of $codec with $b_frames B pictures', ({ codec, b_frames, encoder }) => {
  it('shows exactly the pictures of its time, over the border of segments, and says what it is', async ({ skip }) => {
    const absent = lacking(encoder);
    if (absent) skip(absent);
    const folder = await harness.flight();
    await harness.record(folder, encodeUnits({ codec, b_frames, seconds: 22 }));
    const clip = await cut(folder, 8.5, 11.2);
    const file = await saved(clip);
    expect(decodeComplaints(file)).toBe('');
    const found = probe(file);
    expect(found.duration_s).toBeCloseTo(2.7, 3);
    const shown = pictureHashes(file);
    expect(shown).toHaveLength(81);
    const recorded = (await segmentFiles(folder)).flatMap(pictureHashes);
    expect(shown).toEqual(recorded.slice(255, 336));
    expect(found.tags['title']).toBe('Springfield PD, flight F-12, Heron 1');
    const said = JSON.parse(found.tags['comment']!) as ClipFacts;
    const [first, second] = ofKind(await entriesOf(folder), 'video_segment');
    expect(said).toMatchObject({
      ...IDENTITY,
      camera_id: CAMERA,
      from_utc_ms: START + 8500,
      to_utc_ms: START + 11_200,
    });
    expect(said.first_picture_utc_ms).toBe(START + 8000);
    expect(said.segments.map(({ sha256 }) => sha256)).toEqual([first!.payload!.sha256, second!.payload!.sha256]);
  });
});

const absent = lacking('libx264');
describe.skipIf(absent !== null)(`a clip${absent ? ` (${absent})` : ''}`, () => {
  it('holds a gap as long as it was', async () => {
    const folder = await harness.flight();
    const units = encodeUnits({ seconds: 8 });
    await harness.record(folder, [...units.slice(0, 90), ...units.slice(180)]);
    const file = await saved(await cut(folder, 2, 7));
    const found = probe(file);
    expect(found.duration_s).toBeCloseTo(5, 2);
    expect(found.pictures).toBe(60);
    const steps = found.shown_s.map((at, index) => at - (found.shown_s[index - 1] ?? at));
    expect(Math.max(...steps)).toBeCloseTo(3 + 1 / 30, 2);
  });

  it('is refused in words where there is nothing, or pictures of two kinds', async () => {
    const folder = await harness.flight();
    await expect(cut(folder, 0, 1)).rejects.toThrow(ClipRefused);
    const small = encodeUnits({ seconds: 2 });
    const large = encodeUnits({ seconds: 2, size: '640x360', start_utc_ms: START + 2000, start_90khz: 4_180_000 });
    await harness.record(folder, [...small, ...large]);
    await expect(cut(folder, 1, 3)).rejects.toThrow(/at 2025-10-09T08:53:22.000Z \(to 640 x 360, h264\)/);
    await expect(cut(folder, 10, 20)).rejects.toThrow('No video was recorded in that time.');
    expect((await cut(folder, 2.5, 3)).bytes).toBeGreaterThan(1000);
  });
});

describe('the original from the card of an aircraft', () => {
  it('is kept byte for byte in a chain of its own', async () => {
    const folder = await harness.flight();
    const path = join(output, 'DJI_0001.MP4');
    await writeFile(path, Buffer.alloc(300_000, 'original'));
    const original = { camera_id: CAMERA, path, name: '../../DJI_0001.MP4', imported_by: 'Ann', at_utc_ms: 5 };
    const first = await importOriginal(folder, original);
    const second = await importOriginal(folder, original);
    expect([first.file, second.file]).toEqual([1, 2].map((n) => `video/${CAMERA}/originals/00000${n}.mp4`));
    expect((await readFile(join(folder, second.file))).equals(await readFile(path))).toBe(true);
    const entries = [];
    for await (const { entry } of readChain(join(folder, 'video', CAMERA, 'originals', 'chain.jsonl')))
      entries.push(entry);
    const { salt, sha256 } = entries[1]!.payload!;
    expect(new PayloadHash(salt).update(await readFile(path)).payload('x').sha256).toBe(sha256);
    await expect(importOriginal(folder, { ...original, path: join(output, 'absent') })).rejects.toThrow(/ENOENT/);
  });
});
