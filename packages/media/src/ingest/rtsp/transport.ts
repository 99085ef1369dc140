/** The Transport header (RFC 2326 section 12.39), as far as a player of one track needs it. */
export interface AgreedTransport {
  /** Channels of the connection for RTP and RTCP; null: by UDP. */
  channels: { rtp: number; rtcp: number } | null;
  /** UDP ports of the server; null where it does not tell, or tells what is none. */
  server_ports: { rtp: number; rtcp: number } | null;
  /** Where packets come from when it is not the address we called; null: it is. */
  source: string | null;
}

export const askTcp = 'RTP/AVP/TCP;unicast;interleaved=0-1';
export const askUdp = (rtpPort: number): string => `RTP/AVP;unicast;client_port=${rtpPort}-${rtpPort + 1}`;

export function readTransport(header: string): AgreedTransport {
  const pair = (name: string, lowest: number, highest: number): { rtp: number; rtcp: number } | null => {
    const match = new RegExp(`(?:^|;)\\s*${name}=(\\d+)(?:-(\\d+))?`, 'i').exec(header);
    if (!match) return null;
    const [rtp, rtcp] = [Number(match[1]), Number(match[2] ?? Number(match[1]) + 1)];
    return [rtp, rtcp].every((number) => number >= lowest && number <= highest) ? { rtp, rtcp } : null;
  };
  const overTcp = /RTP\/AVP\/TCP/i.test(header) || /interleaved=/i.test(header);
  return {
    channels: overTcp ? (pair('interleaved', 0, 255) ?? { rtp: 0, rtcp: 1 }) : null,
    server_ports: pair('server_port', 1, 65_535),
    source: /(?:^|;)\s*source=([^;\s]+)/i.exec(header)?.[1] ?? null,
  };
}
