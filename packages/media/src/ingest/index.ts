import type { Source, SourceContext } from './source.js';
import { MpegTsSource } from './mpegts/index.js';
import { RtpSource } from './rtp-source.js';
import { RtspSource } from './rtsp/index.js';

export type { Source, SourceContext, SourceState } from './source.js';

/** The source that a camera's settings ask for; null where pictures come in by a request (WHIP) or a server of its own (RTMP). */
export function makeSource(context: SourceContext): Source | null {
  const { source } = context.camera;
  switch (source.kind) {
    case 'rtp':
      return new RtpSource(context, source.port, source.codec);
    case 'mpegts':
      return new MpegTsSource(context, source.port);
    case 'rtsp':
      return new RtspSource(context, source);
    case 'rtmp':
    case 'whip':
      context.say('waiting', `No source has pushed pictures here yet (${source.kind.toUpperCase()}).`);
      return null;
  }
}
