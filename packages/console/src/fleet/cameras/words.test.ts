import { describe, expect, it } from 'vitest';
import { canBeShown, onvifRequest } from './onvif.js';
import { sendAddresses } from './words.js';

const camera = { id: 'c1', publish_key: 'key' };
const addresses = { host: null, rtmp_port: 40_111 };
const page = 'https://console.example/outrider/';

describe('where a camera sends its pictures', () => {
  it('is said with host, port and key for a camera that pushes by RTMP', () => {
    const lines = sendAddresses({ ...camera, source: { kind: 'rtmp' } }, addresses, page);
    expect(lines.map(({ value }) => value)).toEqual(['rtmp://console.example:40111/live', 'key']);
  });

  it('is below the console for WHIP, and at the media host for RTP and MPEG-TS', () => {
    const at = { host: 'media.example', rtmp_port: 1935 };
    expect(sendAddresses({ ...camera, source: { kind: 'whip' } }, at, page)[0]!.value).toBe(
      'https://console.example/outrider/api/v1/whip/c1',
    );
    const rtp = { kind: 'rtp' as const, port: 5600, codec: 'h264' as const };
    expect(sendAddresses({ ...camera, publish_key: null, source: rtp }, at, page)[0]!.value).toBe(
      'rtp://media.example:5600',
    );
    const transport = { kind: 'mpegts' as const, port: 5601 };
    expect(sendAddresses({ ...camera, publish_key: null, source: transport }, at, page)[0]!.value).toBe(
      'udp://media.example:5601',
    );
  });

  it('is not said while it is not known', () => {
    expect(sendAddresses({ ...camera, source: { kind: 'rtmp' } }, null, page)).toEqual([]);
    expect(sendAddresses({ ...camera, publish_key: null, source: { kind: 'whip' } }, addresses, page)).toEqual([]);
    const silent = sendAddresses({ ...camera, source: { kind: 'rtmp' } }, { host: null, rtmp_port: null }, page);
    expect(silent[0]).toMatchObject({ label: 'RTMP address', hint: expect.stringContaining('media process') });
  });
});

describe('a question by ONVIF', () => {
  it('has a login only where a user is named', () => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ host: ' [::1] ', port: '8000', username: '', password: 'x' }))
      form.set(name, value);
    expect(onvifRequest(form)).toEqual({ host: '::1', port: 8000, secure: false, username: null, password: null });
    form.set('username', 'viewer');
    form.set('secure', 'on');
    expect(onvifRequest(form)).toMatchObject({ secure: true, username: 'viewer', password: 'x' });
  });

  it('names streams that can be shown', () => {
    expect(['H264', 'H265', 'JPEG', 'MPEG4'].map((encoding) => canBeShown({ encoding }))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
