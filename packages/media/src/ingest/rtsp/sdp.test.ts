import { describe, expect, it } from 'vitest';
import { controlAddress, readDescription } from './sdp.js';

describe('the description of a stream', () => {
  it('gives the first track that can be shown, with its parameter sets, and names the rest', () => {
    const { track, others } = readDescription(
      [
        'v=0',
        's=camera',
        'a=control:*',
        'm=audio 0 RTP/AVP 0',
        'a=control:track1',
        'm=video 0 RTP/AVP 26',
        'm=video 0 RTP/AVP 98 96',
        'a=rtpmap:98 VP8/90000',
        'a=rtpmap:96 H264/90000',
        'a=fmtp:96 packetization-mode=1; sprop-parameter-sets=Z0IAKeKQFgJNgScFAQWPCRNQ,aM48gA==',
        'a=control:track2',
      ].join('\r\n'),
    );
    expect(track).toMatchObject({ codec: 'h264', payload_type: 96, control: 'track2' });
    expect(track!.parameter_sets.map((nal) => nal[0]! & 0x1f)).toEqual([7, 8]);
    expect(others).toEqual(['audio', 'JPEG video']);
  });

  it('reads H.265 and what is no description', () => {
    const sdp =
      'v=0\nm=video 0 RTP/AVP 97\na=rtpmap:97 H265/90000\na=fmtp:97 sprop-vps=QAEM;sprop-sps=QgEB;sprop-pps=RAHA\n';
    const { track } = readDescription(sdp);
    expect(track!.codec).toBe('h265');
    expect(track!.parameter_sets.map((nal) => (nal[0]! >> 1) & 0x3f)).toEqual([32, 33, 34]);
    expect(readDescription('<html>not found</html>')).toEqual({ track: null, others: [] });
  });

  it.each([
    ['rtsp://h/live', '*', 'rtsp://h/live'],
    ['rtsp://h/live', 'track1', 'rtsp://h/live/track1'],
    ['rtsp://h/live/', 'track1', 'rtsp://h/live/track1'],
    ['rtsp://h/live', 'rtsp://10.0.0.1/other', 'rtsp://10.0.0.1/other'],
  ])('from %s, the control %s is %s', (base, control, address) => {
    expect(controlAddress(base, control)).toBe(address);
  });
});
