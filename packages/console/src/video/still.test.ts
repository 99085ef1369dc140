import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withText } from './png-text.js';
import { stillName, stillWords } from './still.js';
import type { StillFacts } from './still.js';

const facts: StillFacts = {
  flight: { id: 'f', number: '26-0001', aircraft_name: 'Heron 1', aircraft_id: 'a', incident_number: null },
  camera: { id: 'c', name: 'Wärmebild 温' },
  sample: null,
  picture_utc_ms: Date.UTC(2026, 10, 28, 9, 45, 0, 123),
  saved_utc_ms: Date.UTC(2026, 10, 28, 9, 45, 1),
};

it('a still is named by the time of its picture', () => {
  expect(stillName(facts)).toBe('20261128T094500_123Z_Heron-1_26-0001.png');
});

it('what is not known is said', () => {
  expect(stillWords(facts)['Outrider position']).toBe('unknown, unknown (WGS84)');
  expect(stillWords({ ...facts, picture_utc_ms: null })['Outrider time of picture']).toBe('unknown');
});

const ffmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
it.skipIf(!ffmpeg)('a PNG with words in it is read by others, words and picture', () => {
  const folder = mkdtempSync(join(tmpdir(), 'outrider-still-'));
  const plain = join(folder, 'plain.png');
  const told = join(folder, 'told.png');
  spawnSync('ffmpeg', ['-loglevel', 'error', '-f', 'lavfi', '-i', 'testsrc=size=64x36', '-frames:v', '1', plain]);
  writeFileSync(told, withText(readFileSync(plain), stillWords(facts)));
  const asked = ['-v', 'error', '-show_entries', 'frame=width,height:frame_tags', '-of', 'json', told];
  const { stdout, stderr } = spawnSync('ffprobe', asked, { encoding: 'utf8' });
  expect(stderr).toBe('');
  const [frame] = (JSON.parse(stdout) as { frames: { width: number; tags: Record<string, string> }[] }).frames;
  expect(frame).toMatchObject({
    width: 64,
    tags: { Title: 'Heron 1, flight 26-0001', 'Outrider time of picture': '2026-11-28T09:45:00.123Z' },
  });
  rmSync(folder, { recursive: true });
});

it('bytes that are no PNG are refused', () => {
  expect(() => withText(new Uint8Array(100), {})).toThrow('no PNG');
});
