/** CAMERA_INFORMATION and VIDEO_STREAM_INFORMATION in Outrider's words. What a camera leaves out is null. */
import type { CameraStream, VehicleCamera } from '@outrider/schema';
import type { messages } from '@outrider/protocol/mavlink';

/** VIDEO_STREAM_TYPE */
const RTP_UDP = 1;
const KINDS: Readonly<Record<number, CameraStream['kind']>> = { 0: 'rtsp', 1: 'rtp', 3: 'mpegts' };
const SCHEMES: Readonly<Record<string, CameraStream['kind']>> = {
  'rtsp:': 'rtsp',
  'rtsps:': 'rtsp',
  'rtmp:': 'rtmp',
  'rtmps:': 'rtmp',
  'rtp:': 'rtp',
};
/** VIDEO_STREAM_ENCODING */
const ENCODINGS: Readonly<Record<number, CameraStream['encoding']>> = { 1: 'h264', 2: 'h265' };
const THERMAL = 2;
/** CAMERA_CAP_FLAGS */
const HAS_BASIC_ZOOM = 64;
const HAS_VIDEO_STREAM = 256;

export type CameraIdentity = Omit<VehicleCamera, 'component_id' | 'streams'> & {
  zooms: boolean;
  has_streams: boolean;
};

/** @param message of the camera's own component, or of an autopilot that speaks for it */
export function identityOf(message: messages.CameraInformation): CameraIdentity {
  return {
    maker: textOf(message.vendor_name),
    model: textOf(message.model_name),
    firmware: versionOf(message.firmware_version),
    zooms: (message.flags & HAS_BASIC_ZOOM) !== 0,
    has_streams: (message.flags & HAS_VIDEO_STREAM) !== 0,
  };
}

/** Null for a stream without a number. */
export function streamOf(message: messages.VideoStreamInformation): CameraStream | null {
  if (message.stream_id === 0) return null;
  const uri = printable(message.uri).trim();
  return {
    stream_id: message.stream_id,
    name: printable(message.name).trim() || `Stream ${message.stream_id}`,
    kind: kindOf(message.type, uri),
    uri,
    encoding: ENCODINGS[message.encoding] ?? null,
    width: message.resolution_h || null,
    height: message.resolution_v || null,
    frame_rate_hz: message.framerate > 0 ? Math.round(message.framerate * 100) / 100 : null,
    hfov_deg: message.hfov > 0 && message.hfov <= 360 ? message.hfov : null,
    thermal: (message.flags & THERMAL) !== 0,
  };
}

/** An address says more than the type, which knows nothing of RTMP. */
function kindOf(type: number, uri: string): CameraStream['kind'] {
  const scheme = /^[a-z]+:/i.exec(uri)?.[0].toLowerCase();
  const byScheme = scheme === undefined ? undefined : SCHEMES[scheme];
  if (byScheme) return byScheme;
  return type === RTP_UDP && !/^\d{1,5}$/.test(uri) && !uri.includes(':') ? 'other' : (KINDS[type] ?? 'other');
}

/** Text in a field of bytes ends at the first zero. */
function textOf(bytes: ArrayLike<number>): string | null {
  const all = Array.from(bytes);
  const end = all.indexOf(0);
  const text = String.fromCharCode(...(end < 0 ? all : all.slice(0, end)));
  return printable(text).trim() || null;
}

/** What came over a radio may be anything: only what can be shown is kept. */
function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '');
}

/** MAVLink packs major, minor, patch and developer version into bytes, lowest first. */
function versionOf(packed: number): string | null {
  if (packed === 0) return null;
  const part = (index: number): number => (packed >>> (8 * index)) & 255;
  const version = `${part(0)}.${part(1)}.${part(2)}`;
  return part(3) === 0 ? version : `${version}.${part(3)}`;
}
