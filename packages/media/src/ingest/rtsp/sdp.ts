import type { VideoCodec } from '@outrider/schema';

/** The video track of a DESCRIBE answer (SDP, RFC 8866). */
export interface VideoTrack {
  /** mpegts: the video lies in a transport stream (RFC 2250). */
  codec: VideoCodec | 'mpegts';
  payload_type: number;
  /** `a=control` of the track, as it stands (RFC 2326 appendix C.1.1). */
  control: string;
  /** SPS and PPS (H.265: VPS too) that the description carries (RFC 6184 section 8.1, RFC 7798 section 7.1). */
  parameter_sets: Uint8Array[];
}

export interface Description {
  /** The first track of H.264, H.265 or a transport stream; null where there is none. */
  track: VideoTrack | null;
  /** What else is offered, in words: "JPEG video", "audio". */
  others: string[];
}

const CODECS: Record<string, VideoTrack['codec']> = { H264: 'h264', H265: 'h265', HEVC: 'h265', MP2T: 'mpegts' };
/** Static payload types of video (RFC 3551 section 6) that a camera may send without an `a=rtpmap`. */
const STATIC: Record<string, string> = { 26: 'JPEG', 31: 'H261', 32: 'MPEG', 33: 'MP2T', 34: 'H263' };

/** Tracks are chosen by codec; audio is never asked for. */
export function readDescription(sdp: string): Description {
  const sections = sdp.split(/^(?=m=)/m).slice(1);
  const tracks: VideoTrack[] = [];
  const others: string[] = [];
  for (const section of sections) {
    const kind = /^m=(\S+)/.exec(section)?.[1] ?? 'unknown';
    if (kind !== 'video') others.push(kind);
    else {
      const { track, names } = readVideo(section);
      if (track) tracks.push(track);
      else others.push(...names.map((name) => `${name} video`));
    }
  }
  return { track: tracks[0] ?? null, others };
}

function readVideo(section: string): { track: VideoTrack | null; names: string[] } {
  const types = (/^m=video \S+ \S+ ([\d ]+)/.exec(section)?.[1] ?? '').trim().split(/ +/);
  const names = types.map(
    (type) => new RegExp(`^a=rtpmap:${type} ([^/\\s]+)`, 'm').exec(section)?.[1] ?? STATIC[type] ?? 'unknown',
  );
  const index = names.findIndex((name) => name.toUpperCase() in CODECS);
  if (index < 0) return { track: null, names };
  const codec = CODECS[names[index]!.toUpperCase()]!;
  const format = new RegExp(`^a=fmtp:${types[index]} (.*)$`, 'm').exec(section)?.[1] ?? '';
  return {
    track: {
      codec,
      payload_type: Number(types[index]),
      control: /^a=control:(\S+)/m.exec(section)?.[1] ?? '*',
      parameter_sets: readParameterSets(codec, format),
    },
    names,
  };
}

function readParameterSets(codec: VideoTrack['codec'], format: string): Uint8Array[] {
  if (codec === 'mpegts') return [];
  const names = codec === 'h264' ? ['sprop-parameter-sets'] : ['sprop-vps', 'sprop-sps', 'sprop-pps'];
  return names
    .flatMap((name) => new RegExp(`(?:^|;)\\s*${name}=([^;\\s]+)`).exec(format)?.[1]?.split(',') ?? [])
    .map((text) => new Uint8Array(Buffer.from(text, 'base64')))
    .filter((nal) => nal.length > 2);
}

/**
 * The address of a track. RFC 2326 resolves relative ones as RFC 1808 does, which would replace the last part of the path; cameras
 * and servers mean "append", and so does every client.
 */
export function controlAddress(base: string, control: string): string {
  if (control === '*' || control === '') return base;
  if (/^rtsps?:\/\//i.test(control)) return control;
  return `${base}${base.endsWith('/') ? '' : '/'}${control.replace(/^\//, '')}`;
}
