import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidv7 } from '@outrider/runtime';
import { noDiskLimit, withFilesUpTo } from '../../testing/disk-limit.js';
import { OpenChains } from './open-chains.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'outrider-chains-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const event = (n: number) => ({ at_utc_ms: n, kind: 'note', body: { text: 'x'.repeat(400) }, payload: null });

describe.skipIf(noDiskLimit !== null)(
  `a chain whose disk takes no more${noDiskLimit ? `: ${noDiskLimit}` : ''}`,
  () => {
    it('is opened anew and takes what was not written, once', async () => {
      const [agency, flight] = [uuidv7(Date.now()), uuidv7(Date.now())];
      const chains = new OpenChains(folder);
      const open = () => chains.of(agency, flight, 0);
      const file = path.join(folder, agency, flight, 'chain.jsonl');
      await (await open()).appendEvent(1, event(1));
      const chain = await open();
      const { size } = await stat(file);
      await withFilesUpTo(size + 100, async () => {
        const results = await Promise.allSettled([2, 3].map((seq) => chain.appendEvent(seq, event(seq))));
        expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
        await expect(chain.appendEvent(2, event(2))).rejects.toThrow();
      });
      expect(chain.eventSeq).toBe(1);
      const again = await open();
      for (const seq of [1, 2, 3]) await again.appendEvent(seq, event(seq));
      await chains.closeAll();
      const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
      expect(lines.map((line) => (JSON.parse(line) as { body: { event_seq: number } }).body.event_seq)).toEqual([
        1, 2, 3,
      ]);
    });
  },
);
