import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RenderedVideo } from '@outrider/schema';
import { canonicalJson } from '@outrider/core/evidence';
import { piecesFolder } from '@outrider/record/release';
import { MediaRefusal } from '../refusal.js';
import { openClip } from './clip-source.js';
import type { ClipSource } from './clip-source.js';
import { joinVideos } from './ffmpeg.js';
import type { RedactionTask } from './messages.js';
import { makePiece } from './piece.js';
import { piecesOf } from './pieces.js';

type RenderTask = Pick<Extract<RedactionTask, { kind: 'render' }>, 'request' | 'recordsDir' | 'file' | 'pieceMs'>;

/**
 * Decodes the part of a recording, hides what the plan says, and encodes it into `file`, which is there only when it is whole. It is made
 * in pieces: those that an earlier attempt at the same plan has finished are not made again. The recording is read and never written.
 * Throws clip_refused, redaction_unavailable, redaction_failed.
 */
export async function render(task: RenderTask, onProgress: (share: number) => void): Promise<RenderedVideo> {
  const { request, recordsDir, file } = task;
  const whole = await openClip(recordsDir, request.source);
  // Only its facts are wanted: each piece opens its own part.
  whole.clip.body.destroy();
  const plan_sha256 = sha256(canonicalJson(request.plan));
  const identity = sha256(canonicalJson({ plan_sha256, source: { ...request.source }, pieceMs: task.pieceMs }));
  const folder = await ownFolder(piecesFolder(file), identity);
  const part = `${file}.part`;
  try {
    const { files, pictures } = await makePieces(task, whole, folder, onProgress);
    await joinVideos(files, { file: part, list: join(folder, 'list.txt'), ...tagsOf(task, whole, plan_sha256) });
    const { size, frame_rate_hz, clip } = whole;
    const { from_utc_ms, to_utc_ms, segments } = clip.facts;
    const facts = { plan_sha256, ...size, frame_rate_hz, pictures, from_utc_ms, to_utc_ms, segments };
    const rendered = { bytes: (await stat(part)).size, sha256: await fileHash(part), ...facts };
    await rename(part, file);
    await rm(piecesFolder(file), { recursive: true, force: true });
    return rendered;
  } finally {
    await rm(part, { force: true });
  }
}

/** A folder for the pieces of this very rendering; what another one left beside it is removed. */
async function ownFolder(folder: string, identity: string): Promise<string> {
  const own = join(folder, identity);
  if (await stat(own).catch(() => null)) return own;
  await rm(folder, { recursive: true, force: true });
  await mkdir(own, { recursive: true, mode: 0o700 });
  return own;
}

async function makePieces(
  { request, recordsDir, pieceMs }: RenderTask,
  whole: ClipSource,
  folder: string,
  onProgress: (share: number) => void,
): Promise<{ files: string[]; pictures: number }> {
  const files: string[] = [];
  let pictures = 0;
  const pieces = await piecesOf(recordsDir, request.source, whole, pieceMs);
  for (const [at, piece] of pieces.entries()) {
    const tell = (ms: number): void => onProgress(Math.min(0.99, (piece.from_ms + ms) / whole.duration_ms));
    const made = await makePiece({ folder, at, piece, whole, plan: request.plan, recordsDir }, tell);
    if (made.pictures > 0) files.push(made.file);
    pictures += made.pictures;
  }
  if (pictures === 0) throw new MediaRefusal('redaction_failed', 'Not one picture of that time can be decoded.');
  return { files, pictures };
}

function tagsOf(
  { request }: RenderTask,
  { clip }: ClipSource,
  plan_sha256: string,
): { title: string; comment: string } {
  const { redaction_id, version } = request;
  const identity = { ...clip.facts, redacted: true, redaction_id, plan_version: version, plan_sha256 };
  const title = `Redacted: ${clip.facts.agency_name}, flight ${clip.facts.flight_number}`;
  return { title, comment: JSON.stringify(identity) };
}

const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

async function fileHash(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}
