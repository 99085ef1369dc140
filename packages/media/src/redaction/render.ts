import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RedactRequest, RenderedVideo } from '@outrider/schema';
import { canonicalJson } from '@outrider/core/evidence';
import { MediaRefusal } from '../refusal.js';
import { openClip } from './clip-source.js';
import type { ClipSource } from './clip-source.js';
import { PictureWriter, decodePictures } from './ffmpeg.js';
import { hide, maskAt } from './hide.js';
import { Mask } from './mask.js';

/**
 * Decodes the part of a recording, hides what the plan says, and encodes it into `file`, which is there only when it is whole. The
 * recording is read and never written. Throws clip_refused, redaction_unavailable, redaction_failed.
 */
export async function render(
  request: RedactRequest,
  recordsDir: string,
  file: string,
  onProgress: (share: number) => void,
): Promise<RenderedVideo> {
  const source = await openClip(recordsDir, request.source);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const part = `${file}.part`;
  const plan_sha256 = createHash('sha256').update(canonicalJson(request.plan)).digest('hex');
  try {
    const pictures = await redactInto(part, source, request, plan_sha256, onProgress);
    const { size, frame_rate_hz, clip } = source;
    const { from_utc_ms, to_utc_ms, segments } = clip.facts;
    const facts = { plan_sha256, ...size, frame_rate_hz, pictures, from_utc_ms, to_utc_ms, segments };
    const rendered = { bytes: (await stat(part)).size, sha256: await fileHash(part), ...facts };
    await rename(part, file);
    return rendered;
  } finally {
    await rm(part, { force: true });
  }
}

async function redactInto(
  part: string,
  source: ClipSource,
  request: RedactRequest,
  plan_sha256: string,
  onProgress: (share: number) => void,
): Promise<number> {
  const { size, frame_rate_hz, clip, duration_ms } = source;
  const { plan, redaction_id, version } = request;
  const identity = { ...clip.facts, redacted: true, redaction_id, plan_version: version, plan_sha256 };
  const title = `Redacted: ${clip.facts.agency_name}, flight ${clip.facts.flight_number}`;
  const writer = new PictureWriter({ size, frame_rate_hz, title, comment: JSON.stringify(identity), file: part });
  const mask = new Mask(size);
  const picture_ms = 1000 / frame_rate_hz;
  let pictures = 0;
  try {
    for await (const picture of decodePictures(clip.body, { size, frame_rate_hz, pixels: 'yuv420p' })) {
      maskAt(mask, plan, pictures * picture_ms, picture_ms);
      hide(picture, mask, plan.style);
      await writer.write(picture);
      pictures += 1;
      onProgress(Math.min(0.99, (pictures * picture_ms) / duration_ms));
    }
    if (pictures === 0) throw new MediaRefusal('redaction_failed', 'Not one picture of that time can be decoded.');
    await writer.finish();
    return pictures;
  } catch (error) {
    writer.abort();
    throw error;
  }
}

async function fileHash(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}
