import { describe, expect, it } from 'vitest';
import { SeenChanges } from './seen-changes.js';

function seen(...sets: [seq: number, touches?: boolean][]): SeenChanges {
  const changes = new SeenChanges();
  for (const [seq, touches = false] of sets) changes.see({ seq }, touches);
  return changes;
}

describe('what was read holds', () => {
  it('at the same number, before anything was seen', () => {
    expect(seen().state(5, 5)).toBe('holds');
    expect(seen().state(5, 6)).toBe('unknown');
  });
  it('later, when all sets between came and none touched it', () => {
    expect(seen([6], [7], [8]).state(5, 8)).toBe('holds');
    expect(seen([5], [7], [6], [8]).state(5, 8)).toBe('holds');
    expect(seen([7], [6], [8]).state(5, 8)).toBe('holds');
  });
  it('not when one was lost, nor when one that touches it came', () => {
    expect(seen([6], [8]).state(5, 8)).toBe('unknown');
    expect(seen([6], [7, true]).state(5, 7)).toBe('touched');
    expect(seen([6], [7, true]).state(7, 7)).toBe('holds');
  });
});
