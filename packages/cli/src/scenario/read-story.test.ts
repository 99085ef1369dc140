import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readStory } from './read-story.js';

const folder = fileURLToPath(new URL('../../../../scenarios/', import.meta.url));
const read =
  (steps: string): (() => unknown) =>
  () =>
    readStory(`name: x\nabout: a story\nsteps:\n${steps}`, 'x.yaml');

describe('scenario files', () => {
  it.each(readdirSync(folder).filter((name) => name.endsWith('.yaml')))(
    '%s can be read and is named as its file',
    (name) => {
      const story = readStory(readFileSync(folder + name, 'utf8'), name);
      expect(`${story.name}.yaml`).toBe(name);
    },
  );

  it('name the key that is wrong', () => {
    expect(read('  - { pause: soon }')).toThrow(/x\.yaml: steps\[0\]\.pause: .*number/);
    expect(read('  - { pause: 1, speed: 3 }')).toThrow(/steps\[0\]\.speed: there is no such key/);
    expect(read('  - { as: rpic }')).toThrow(/steps\[0\]: needs one of incident, update_incident/);
    expect(read('  - { pause: 1, wind: { speed_mps: 3, from_deg: 0 } }')).toThrow(/one is allowed/);
    expect(read('  - { accept: { flight: f1 } }')).toThrow(/no flight "f1" was requested before/);
    expect(read('  - { pause: [1')).toThrow(/x\.yaml/);
  });
});
