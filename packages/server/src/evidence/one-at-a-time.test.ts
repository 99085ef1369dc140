import { expect, it } from 'vitest';
import { oneAtATime } from './one-at-a-time.js';

it('does the work of one key in order, also after a failure, and that of others beside it', async () => {
  const done: string[] = [];
  let go: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (go = resolve));
  const first = oneAtATime('a', async () => {
    await gate;
    done.push('a1');
    throw new Error('it fails');
  });
  const second = oneAtATime('a', async () => done.push('a2'));
  await oneAtATime('b', async () => done.push('b'));
  expect(done).toEqual(['b']);
  go();
  await expect(first).rejects.toThrow('it fails');
  await second;
  expect(done).toEqual(['b', 'a1', 'a2']);
});
