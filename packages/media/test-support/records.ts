/** Records in a folder of the test's own, and what is found in them afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChainEntry } from '@outrider/schema';
import { readChain } from '@outrider/record/chain';
import { createRecord } from '@outrider/record/folder';
import { cameraFolder } from '@outrider/record/video';
import { createLogger, systemClock } from '@outrider/runtime';
import type { Clock } from '@outrider/runtime';
import type { AccessUnit } from '../src/feed/access-unit.js';
import { Recorder, RecorderThread } from '../src/recorder/index.js';
import type { RecorderEvent, RecordingStatus } from '../src/recorder/index.js';

export const CAMERA = '01938d2a-0000-7000-8000-00000000000c';
export const camera = { id: CAMERA, name: 'Heron 1', source: 'rtp' };
export const silent = createLogger({ name: 'test', level: 'silent' });
const AGENCY = '01938d2a-0000-7000-8000-0000000000aa';

export class RecordHarness {
  readonly root: string;
  readonly thread: RecorderThread;
  readonly events: RecorderEvent[] = [];
  #flights = 0;

  constructor(root = mkdtempSync(join(tmpdir(), 'outrider-recorder-')), program?: URL) {
    this.root = root;
    this.thread = new RecorderThread(silent, program);
  }

  /** The folder of a new flight's record. */
  async flight(): Promise<string> {
    this.#flights += 1;
    const flight_id = `01938d2a-0000-7000-8000-0000000001${String(this.#flights).padStart(2, '0')}`;
    return createRecord(this.root, { flight_id, agency_id: AGENCY, created_at_utc_ms: 1 });
  }

  recorder(folder: string, closed_at_utc_ms: number, reserve_mb = 1): Recorder {
    const clock = clockAt(closed_at_utc_ms);
    const onEvent = (event: RecorderEvent): void => void this.events.push(event);
    return new Recorder({ thread: this.thread, folder, camera, clock, logger: silent, reserve_mb, onEvent });
  }

  /** Records what a camera sent, and closes when its last picture has arrived. */
  async record(folder: string, units: readonly AccessUnit[]): Promise<RecordingStatus> {
    const recorder = this.recorder(folder, units.at(-1)!.received_utc_ms);
    for (const unit of units) recorder.push(unit);
    await recorder.close();
    return recorder.status();
  }

  async close(): Promise<void> {
    await this.thread.close();
    rmSync(this.root, { recursive: true, force: true });
  }
}

const clockAt = (utc_ms: number): Clock => ({ ...systemClock(), utcMs: () => utc_ms });

/** Every entry of the camera's chain; throws where the chain is broken. */
export async function entriesOf(folder: string): Promise<ChainEntry[]> {
  const entries: ChainEntry[] = [];
  for await (const { entry } of readChain(join(cameraFolder(folder, CAMERA), 'chain.jsonl'))) entries.push(entry);
  return entries;
}
export const ofKind = (entries: readonly ChainEntry[], kind: string): ChainEntry[] =>
  entries.filter((entry) => entry.kind === kind);

/** Paths of the recorded segments, in order. */
export async function segmentFiles(folder: string): Promise<string[]> {
  const names = await readdir(cameraFolder(folder, CAMERA));
  return names
    .filter((name) => /^\d{6}\.mp4$/.test(name))
    .toSorted()
    .map((name) => join(cameraFolder(folder, CAMERA), name));
}
