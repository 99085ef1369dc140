import { expect, it } from 'vitest';
import { readTransport } from './transport.js';

it('ports and channels that are none are as if they had not been told', () => {
  expect(readTransport('RTP/AVP;unicast;client_port=5000-5001;server_port=6970-6971').server_ports).toEqual({
    rtp: 6970,
    rtcp: 6971,
  });
  for (const ports of ['6970-0', '5000-70000', '65535', '0-1', '99999999999999999999-2'])
    expect(readTransport(`RTP/AVP;unicast;server_port=${ports}`).server_ports).toBeNull();
  expect(readTransport('RTP/AVP/TCP;unicast;interleaved=2-3').channels).toEqual({ rtp: 2, rtcp: 3 });
  expect(readTransport('RTP/AVP/TCP;unicast;interleaved=300-301').channels).toEqual({ rtp: 0, rtcp: 1 });
});
