import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccessUnit } from '../src/feed/access-unit.js';

const MOST_OUTPUT = 1 << 28;

export interface Encoding {
  codec?: 'h264' | 'h265';
  size?: string;
  rate?: number;
  seconds: number;
  /** Pictures from one keyframe to the next. */
  gop?: number;
  b_frames?: number;
  /** A filter graph of ffmpeg to encode rather than its test card; it has size, rate and length of its own. */
  graph?: string;
  /** Each picture shows its number, from 0, as eight stripes: the first white for odd ones, and so on. */
  numbered?: boolean;
  /** UTC of the first picture, and RTP time of it. */
  start_utc_ms?: number;
  start_90khz?: number;
}

/** Pictures of ffmpeg's test card as a camera would send them, in decoding order, each arriving 40 ms after it was taken. */
export function encodeUnits(encoding: Encoding): AccessUnit[] {
  const { codec = 'h264', start_utc_ms = 1_760_000_000_000, start_90khz = 4_000_000 } = encoding;
  const folder = mkdtempSync(join(tmpdir(), 'outrider-units-'));
  try {
    const file = join(folder, 'card.mp4');
    execFileSync('ffmpeg', [...encoderArguments(encoding), file], { stdio: 'ignore' });
    const times = presentationTimes(file);
    const stream = join(folder, 'card.bin');
    const filter =
      codec === 'h264' ? 'h264_mp4toannexb,h264_metadata=aud=insert' : 'hevc_mp4toannexb,hevc_metadata=aud=insert';
    const format = codec === 'h264' ? 'h264' : 'hevc';
    execFileSync('ffmpeg', ['-v', 'error', '-i', file, '-c', 'copy', '-bsf:v', filter, '-f', format, stream]);
    const first = Math.min(...times);
    return splitUnits(codec, readFileSync(stream)).map((nals, index) => {
      const shown_s = times[index]! - first;
      const utc_ms = start_utc_ms + shown_s * 1000;
      return {
        codec,
        nals,
        keyframe: nals.some((nal) => isKeyframe(codec, nal)),
        time_90khz: start_90khz + Math.round(shown_s * 90_000),
        received_utc_ms: utc_ms + 40,
        captured_utc_ms: utc_ms,
        damaged: false,
      };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const NUMBER_STRIPES = "geq=lum='if(mod(floor(N/pow(2,floor(8*X/W))),2),235,16)':cb=128:cr=128";

function encoderArguments({
  codec = 'h264',
  size = '320x180',
  rate = 30,
  seconds,
  gop = 30,
  b_frames = 0,
  numbered = false,
  graph,
}: Encoding): string[] {
  const card = graph ?? `testsrc2=size=${size}:rate=${rate}:duration=${seconds}`;
  const filters = numbered ? ['-vf', `format=yuv420p,${NUMBER_STRIPES}`] : [];
  const input = ['-v', 'error', '-f', 'lavfi', '-i', card, ...filters, '-pix_fmt', 'yuv420p'];
  const common = [...input, '-g', String(gop), '-bf', String(b_frames)];
  const h264 = ['-preset', 'ultrafast', '-sc_threshold', '0', '-video_track_timescale', '90000'];
  if (codec === 'h264') return [...common, '-c:v', 'libx264', ...h264];
  const parameters = `keyint=${gop}:min-keyint=${gop}:scenecut=0:bframes=${b_frames}:open-gop=0:log-level=none`;
  return [...common, '-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', parameters, '-tag:v', 'hvc1'];
}

/** Seconds of each packet, in the order in which they are decoded. */
function presentationTimes(file: string): number[] {
  const asked = ['-v', 'error', '-select_streams', 'v', '-show_entries', 'packet=pts_time', '-of', 'csv=p=0', file];
  const said = execFileSync('ffprobe', asked, { encoding: 'utf8', maxBuffer: MOST_OUTPUT });
  return said.trim().split('\n').map(Number.parseFloat);
}

const typeOf = (codec: 'h264' | 'h265', nal: Uint8Array): number =>
  codec === 'h264' ? nal[0]! & 31 : (nal[0]! >> 1) & 63;
const isKeyframe = (codec: 'h264' | 'h265', nal: Uint8Array): boolean => {
  const type = typeOf(codec, nal);
  return codec === 'h264' ? type === 5 : type >= 16 && type <= 23;
};

/** Splits a byte stream (annex B) at its access unit delimiters. */
function splitUnits(codec: 'h264' | 'h265', stream: Buffer): Uint8Array[][] {
  const units: Uint8Array[][] = [];
  for (const nal of splitNals(stream)) {
    if (typeOf(codec, nal) === (codec === 'h264' ? 9 : 35)) units.push([]);
    else units.at(-1)?.push(nal);
  }
  return units;
}

function splitNals(stream: Buffer): Uint8Array[] {
  const nals: Uint8Array[] = [];
  const code = Buffer.from([0, 0, 1]);
  for (let at = stream.indexOf(code); at >= 0;) {
    const next = stream.indexOf(code, at + 3);
    let end = next < 0 ? stream.length : next;
    while (end > at + 3 && stream[end - 1] === 0) end -= 1;
    nals.push(Uint8Array.from(stream.subarray(at + 3, end)));
    at = next;
  }
  return nals;
}

/** What ffmpeg says while it decodes every picture of a file: nothing when all is well. */
export function decodeComplaints(file: string): string {
  const { stderr } = spawnSync('ffmpeg', ['-v', 'warning', '-i', file, '-f', 'null', '-'], { encoding: 'utf8' });
  return stderr;
}

export interface Probed {
  codec_name: string;
  width: number;
  height: number;
  pictures: number;
  duration_s: number;
  tags: Record<string, string>;
  /** Seconds at which each picture is shown, in the order of showing. */
  shown_s: number[];
  keyframes: number;
}

/** What ffprobe finds in a file. */
export function probe(file: string): Probed {
  const asked = ['-v', 'error', '-show_streams', '-show_format', '-show_packets', '-of', 'json', file];
  const said = JSON.parse(execFileSync('ffprobe', asked, { encoding: 'utf8', maxBuffer: MOST_OUTPUT })) as {
    streams: { codec_name: string; width: number; height: number }[];
    format: { duration: string; tags?: Record<string, string> };
    packets: { pts_time: string; flags: string }[];
  };
  const { codec_name, width, height } = said.streams[0]!;
  const shown = said.packets.filter(({ flags }) => !flags.includes('D'));
  return {
    codec_name,
    width,
    height,
    pictures: shown.length,
    duration_s: Number(said.format.duration),
    tags: said.format.tags ?? {},
    shown_s: shown.map(({ pts_time }) => Number(pts_time)).toSorted((a, b) => a - b),
    keyframes: shown.filter(({ flags }) => flags.startsWith('K')).length,
  };
}

/** A hash of each picture as it is shown, edit lists obeyed. */
export function pictureHashes(file: string): string[] {
  const asked = ['-v', 'error', '-i', file, '-fps_mode', 'passthrough', '-f', 'framemd5', '-'];
  const said = execFileSync('ffmpeg', asked, { encoding: 'utf8', maxBuffer: MOST_OUTPUT });
  const lines = said.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => line.split(',').at(-1)!.trim());
}
