/** Recorded video in a record folder, as the recorder's chain has it; the pictures are noise. Only tests import it. */
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ChainWriter, PayloadHash } from '@outrider/record/chain';
import { cameraFolder, cameraPath, segmentName } from '@outrider/record/video';

export const RECORDED_CAMERA = '01938d2a-0000-7000-8000-00000000000d';
const SEGMENT_MS = 10_000;

/** Segments of ten seconds from `beganUtcMs`, and a chain that was closed. */
export async function recordCamera(folder: string, beganUtcMs: number, segments: number): Promise<void> {
  await mkdir(cameraFolder(folder, RECORDED_CAMERA), { recursive: true });
  const chain = await ChainWriter.open(folder, { file: `${cameraPath(RECORDED_CAMERA)}/chain.jsonl` });
  const opened = { camera_id: RECORDED_CAMERA, camera_name: 'Wide' };
  await chain.append({ at_utc_ms: beganUtcMs, kind: 'video_opened', body: opened, payload: null });
  for (let n = 0; n < segments; n++) {
    const bytes = randomBytes(2_000);
    const file = `${cameraPath(RECORDED_CAMERA)}/${segmentName(n + 1)}`;
    await writeFile(path.join(folder, file), bytes);
    const [start_utc_ms, end_utc_ms] = [beganUtcMs + n * SEGMENT_MS, beganUtcMs + (n + 1) * SEGMENT_MS];
    const payload = new PayloadHash().update(bytes).payload(file);
    await chain.append({ at_utc_ms: end_utc_ms, kind: 'video_segment', body: { start_utc_ms, end_utc_ms }, payload });
  }
  await chain.append({ at_utc_ms: beganUtcMs, kind: 'video_closed', body: {}, payload: null });
  await chain.close();
}
