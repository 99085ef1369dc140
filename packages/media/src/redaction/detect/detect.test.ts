import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DetectRequest, Detection, RedactDetect } from '@outrider/schema';
import { boundsOf, planFaults, emptyPlan, shapeAt } from '@outrider/core/redaction';
import { createRecord, recordPath } from '@outrider/record/folder';
import { encodeUnits } from '../../../test-support/ffmpeg.js';
import { lacking } from '../../../test-support/lacking.js';
import { CAMERA, RecordHarness, silent } from '../../../test-support/records.js';
import { DetectionDesk } from '../index.js';

const absent = lacking('libx264');
const START = 1_760_000_000_000;
const AGENCY = '01938d2a-0000-7000-8000-0000000000aa';
const FLIGHT = '01938d2a-0000-7000-8000-0000000000f2';
const REDACTION = '01938d2a-0000-7000-8000-000000002001';
/** A portrait of the astronaut Eileen Collins; NASA, in the public domain. */
const PHOTO = fileURLToPath(new URL('../../../test-support/astronaut.jpg', import.meta.url));
/** It moves to the right over a grey wall: by 60 pixels a second from x = 40. */
const GRAPH = `color=c=gray:s=640x360:r=10:d=3[wall];movie=${PHOTO}[photo];[wall][photo]overlay=x=40+60*t:y=52`;
const dataDir = mkdtempSync(join(tmpdir(), 'outrider-detect-'));
const recordsDir = join(dataDir, 'records');
const desk = new DetectionDesk({ dataDir, recordsDir, logger: silent });
const of = { agency_id: AGENCY, redaction_id: REDACTION };

const asked = (over: Partial<DetectRequest> = {}): RedactDetect => ({
  redaction_id: REDACTION,
  source: {
    agency_id: AGENCY,
    agency_name: 'Demo Agency',
    flight_id: FLIGHT,
    flight_number: 'F25-000002',
    camera_id: CAMERA,
    from_utc_ms: START,
    to_utc_ms: START + 3000,
  },
  detect: {
    from_ms: 0,
    to_ms: 3000,
    kinds: ['person', 'face'],
    least_confidence: 0.4,
    detail: 'coarse',
    whole_persons: false,
    ...over,
  },
});

beforeAll(async () => {
  if (absent) return;
  const harness = new RecordHarness();
  await createRecord(recordsDir, { agency_id: AGENCY, flight_id: FLIGHT, created_at_utc_ms: START });
  const folder = recordPath(recordsDir, AGENCY, FLIGHT);
  await harness.record(folder, encodeUnits({ seconds: 3, rate: 10, gop: 10, graph: GRAPH, start_utc_ms: START }));
  await harness.close();
}, 120_000);
afterAll(() => {
  desk.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function outcome(): Promise<Detection> {
  for (;;) {
    const detection = await desk.look(of);
    if (detection.state === 'done' || detection.state === 'failed') return detection;
    await sleep(100);
  }
}

describe.skipIf(absent !== null)(`a detector on a recording${absent ? ` (${absent})` : ''}`, () => {
  test('proposes the person and the face, open, where they are from the first to the last picture', async () => {
    await desk.begin(asked());
    await expect(desk.begin(asked())).rejects.toThrow(/runs already/);
    const { state, proposals, pictures, detail } = await outcome();
    expect({ state, detail, pictures }).toEqual({ state: 'done', detail: null, pictures: 3 });
    expect(planFaults({ ...emptyPlan(), regions: proposals }, 3000)).toEqual([]);
    for (const { proposal } of proposals) expect(proposal).toMatchObject({ decision: 'open' });
    const face = proposals.find(({ kind }) => kind === 'face')!;
    expect(proposals.map(({ kind }) => kind)).toContain('person');
    // The face's middle is at 222, 125 of 512 in the photograph.
    for (const time_ms of [200, 1000, 1700, 2400]) {
      const box = boundsOf(shapeAt(face, time_ms)!);
      const middle = { x: (box.x + box.width / 2) * 640, y: (box.y + box.height / 2) * 360 };
      expect(Math.abs(middle.x - (40 + 0.06 * time_ms + 111))).toBeLessThan(16);
      expect(Math.abs(middle.y - (52 + 63))).toBeLessThan(16);
    }
  }, 240_000);

  test('what it found is there after a restart, until it is forgotten', async () => {
    const after = new DetectionDesk({ dataDir, recordsDir, logger: silent });
    expect((await after.look(of)).proposals.length).toBeGreaterThan(0);
    await after.end(of);
    expect(await after.look(of)).toMatchObject({ state: 'none', proposals: [] });
  });

  test('faces are grown to whole persons where that is asked for', async () => {
    await desk.begin(asked({ kinds: ['face'], whole_persons: true, to_ms: 900 }));
    const { proposals } = await outcome();
    expect(proposals[0]).toMatchObject({ kind: 'person', proposal: { detector: 'BlazeFace 256' } });
    const box = boundsOf(proposals[0]!.keyframes[0]!.shape);
    expect(box.y + box.height).toBeGreaterThan(0.99);
  }, 240_000);

  test('ended, it leaves nothing', async () => {
    await desk.begin(asked());
    await desk.end(of);
    expect(await desk.look(of)).toMatchObject({ state: 'none' });
  });

  test('a time that is not in the clip is refused in words', async () => {
    await desk.begin(asked({ from_ms: 8000, to_ms: 9000 }));
    expect(await outcome()).toMatchObject({ state: 'failed', detail: expect.stringContaining('not in the clip') });
  }, 120_000);
});
