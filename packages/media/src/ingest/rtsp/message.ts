/** RTSP 1.0 messages (RFC 2326 sections 4 to 6): requests out, answers in. */
export interface RtspResponse {
  status: number;
  reason: string;
  /** Names in lower case; a header that comes more than once has all its values. */
  headers: Map<string, string[]>;
  body: string;
}

/** A request of the server to us; few cameras make any. */
export interface RtspServerRequest {
  method: string;
  headers: Map<string, string[]>;
}

export type RtspMethod = 'OPTIONS' | 'DESCRIBE' | 'SETUP' | 'PLAY' | 'GET_PARAMETER' | 'TEARDOWN';

export const USER_AGENT = 'Outrider';

export function formatRequest(method: RtspMethod, uri: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${uri} RTSP/1.0\r\n${lines.join('')}\r\n`;
}

/** Start line and headers of a message; null where the start line is neither an answer nor a request of RTSP. */
export function parseHead(head: string): Omit<RtspResponse, 'body'> | RtspServerRequest | null {
  const [start = '', ...lines] = head.split(/\r?\n/);
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  const answer = /^RTSP\/\d\.\d (\d{3}) ?(.*)$/.exec(start);
  if (answer) return { status: Number(answer[1]), reason: answer[2]!, headers };
  const request = /^([A-Z_]+) \S+ RTSP\/\d\.\d$/.exec(start);
  return request ? { method: request[1]!, headers } : null;
}

/** The first value of a header; null where it is missing. */
export const headerOf = (message: { headers: Map<string, string[]> }, name: string): string | null =>
  message.headers.get(name)?.[0] ?? null;
