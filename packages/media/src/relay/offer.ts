import type { VideoCodec } from '@outrider/schema';

/** What a browser offers to show (SDP, RFC 8866; H.264 parameters RFC 6184 section 8.1). */
export interface VideoOffer {
  mid: string;
  payload_type: number;
  /** Parameters of that payload type, as offered. */
  parameters: string;
}

const NAMES: Record<VideoCodec, RegExp> = {
  h264: /^a=rtpmap:(\d+) H264\/90000/gim,
  h265: /^a=rtpmap:(\d+) H265\/90000/gim,
};

/** The first video section's payload type for a codec; null when there is none. Of H.264 fragmented ones (mode 1) alone will do. */
export function readVideoOffer(sdp: string, codec: VideoCodec): VideoOffer | null {
  const section = sdp.split(/^(?=m=)/m).find((part) => part.startsWith('m=video'));
  if (!section) return null;
  const mid = /^a=mid:(\S+)/m.exec(section)?.[1] ?? '0';
  const offered = [...section.matchAll(NAMES[codec])].map((match) => {
    const payload_type = Number(match[1]);
    return {
      mid,
      payload_type,
      parameters: new RegExp(`^a=fmtp:${payload_type} (.*)$`, 'm').exec(section)?.[1]?.trim() ?? '',
    };
  });
  if (codec === 'h265') return offered[0] ?? null;
  const fragmented = offered.filter(({ parameters }) => /packetization-mode=1/.test(parameters));
  return fragmented.find(({ parameters }) => /profile-level-id=42/i.test(parameters)) ?? fragmented[0] ?? null;
}
