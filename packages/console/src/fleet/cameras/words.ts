import type { Camera, CameraSource, MediaAddresses } from '@outrider/schema';
import { addressOf } from '../../live/api.js';

export type SourceKind = CameraSource['kind'];

/** How pictures come, as one says it. */
export const SOURCE: Readonly<Record<SourceKind, string>> = {
  rtsp: 'RTSP, called by Outrider',
  rtp: 'RTP to a port',
  mpegts: 'MPEG-TS to a port',
  rtmp: 'RTMP, pushed',
  whip: 'WHIP, pushed',
};

export interface PushAddress {
  label: string;
  value: string;
  secret: boolean;
  hint?: string;
}

/**
 * Where a camera sends its pictures, and under which key; nothing while that is not known.
 * @param page address of the console, which is the host too where the media process has none of its own
 */
export function sendAddresses(
  camera: Pick<Camera, 'id' | 'source' | 'publish_key'>,
  addresses: MediaAddresses | null,
  page: string,
): PushAddress[] {
  const { id, source, publish_key } = camera;
  if (addresses === null) return [];
  const host = addresses.host ?? new URL(page).hostname;
  if (source.kind === 'rtp') return [open('RTP address', `rtp://${host}:${source.port}`)];
  if (source.kind === 'mpegts') return [open('MPEG-TS address', `udp://${host}:${source.port}`)];
  if (publish_key === null) return [];
  if (source.kind === 'whip') {
    const address = new URL(`api/v1${addressOf('/whip/{id}', { id })}`, page).href;
    return [open('WHIP address', address), { label: 'Bearer token', value: publish_key, secret: true }];
  }
  if (source.kind !== 'rtmp') return [];
  const { rtmp_port } = addresses;
  const hint = rtmp_port === null ? 'The media process has not said its port yet.' : undefined;
  const address = open('RTMP address', rtmp_port === null ? '' : `rtmp://${host}:${rtmp_port}/live`, hint);
  return [address, { label: 'Stream key', value: publish_key, secret: true }];
}

const open = (label: string, value: string, hint?: string): PushAddress => ({
  label,
  value,
  secret: false,
  ...(hint === undefined ? {} : { hint }),
});
