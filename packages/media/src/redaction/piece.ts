import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RedactionPlan } from '@outrider/schema';
import { openClip } from './clip-source.js';
import type { ClipSource } from './clip-source.js';
import { PictureWriter, decodePictures } from './ffmpeg.js';
import { hide, maskAt } from './hide.js';
import { Mask } from './mask.js';
import type { Piece } from './pieces.js';

export interface PieceTask {
  /** Where finished pieces are. */
  folder: string;
  /** The how manieth it is, from 0. */
  at: number;
  piece: Piece;
  /** Size and rate of the whole clip. */
  whole: ClipSource;
  plan: RedactionPlan;
  recordsDir: string;
}

export interface MadePiece {
  file: string;
  pictures: number;
}

/** Makes a piece, or finds it made: its name, which it gets when it is whole, says how many pictures it has. */
export async function makePiece(task: PieceTask, onProgress: (ms: number) => void): Promise<MadePiece> {
  const { folder, at, whole, piece, recordsDir } = task;
  const known = await finished(folder, at);
  if (known) return known;
  const part = join(folder, `${at}.part.mp4`);
  const { clip } = await openClip(recordsDir, piece.source);
  const { size, frame_rate_hz } = whole;
  const writer = new PictureWriter({ size, frame_rate_hz, file: part });
  try {
    const pictures = await redactInto(writer, { ...whole, clip }, task, onProgress);
    await writer.finish();
    const file = join(folder, `${at}-${pictures}.mp4`);
    await rename(part, file);
    return { file, pictures };
  } catch (error) {
    writer.abort();
    throw error;
  } finally {
    clip.body.destroy();
    await rm(part, { force: true });
  }
}

async function finished(folder: string, at: number): Promise<MadePiece | null> {
  const pattern = new RegExp(`^${at}-(\\d+)\\.mp4$`);
  for (const name of await readdir(folder)) {
    const pictures = pattern.exec(name)?.[1];
    if (pictures) return { file: join(folder, name), pictures: Number(pictures) };
  }
  return null;
}

/** Writes as many pictures as the piece has: before a gap, the last one is shown until the next piece begins. */
async function redactInto(
  writer: PictureWriter,
  { clip, size, frame_rate_hz }: ClipSource,
  { plan, piece }: PieceTask,
  onProgress: (ms: number) => void,
): Promise<number> {
  const mask = new Mask(size);
  const picture_ms = 1000 / frame_rate_hz;
  const most = piece.pictures ?? Infinity;
  const last = new Uint8Array((size.width_px * size.height_px * 3) / 2);
  let pictures = 0;
  const write = async (picture: Uint8Array): Promise<void> => {
    maskAt(mask, plan, piece.from_ms + pictures * picture_ms, picture_ms);
    hide(picture, mask, plan.style);
    await writer.write(picture);
    pictures += 1;
    onProgress(pictures * picture_ms);
  };
  for await (const picture of decodePictures(clip.body, { size, frame_rate_hz, pixels: 'yuv420p' })) {
    if (pictures >= most) break;
    last.set(picture);
    await write(picture);
  }
  while (pictures > 0 && pictures < most && most !== Infinity) await write(last.slice());
  return pictures;
}
