import type { Camera, CameraSource } from '@outrider/schema';
import { addressOf, apiUrl } from '../../live/api.js';

export type SourceKind = CameraSource['kind'];

/** How pictures come, as one says it. */
export const SOURCE: Readonly<Record<SourceKind, string>> = {
  rtsp: 'RTSP, called by Outrider',
  rtp: 'RTP to a port',
  rtmp: 'RTMP, pushed',
  whip: 'WHIP, pushed',
};

export interface PushAddress {
  label: string;
  value: string;
  secret: boolean;
  hint?: string;
}

/** Where a camera that pushes sends to, and under which key. Nothing while the key is not known. */
export function pushAddresses(camera: Pick<Camera, 'id' | 'source' | 'publish_key'>): PushAddress[] {
  const { id, source, publish_key } = camera;
  if (publish_key === null) return [];
  if (source.kind === 'whip') {
    return [
      { label: 'WHIP address', value: apiUrl(addressOf('/whip/{id}', { id })), secret: false },
      { label: 'Bearer token', value: publish_key, secret: true },
    ];
  }
  if (source.kind !== 'rtmp') return [];
  const host = new URL(document.baseURI).hostname;
  const hint = 'The port is media.rtmp_port of the settings; give it a fixed number there.';
  return [
    { label: 'RTMP address', value: `rtmp://${host}:PORT/live`, secret: false, hint },
    { label: 'Stream key', value: publish_key, secret: true },
  ];
}
