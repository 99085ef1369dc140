import { request as requestHttp } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Authorization, readChallenges, strongest } from '../ingest/rtsp/authorization.js';
import type { Credentials } from '../ingest/rtsp/authorization.js';
import { MediaRefusal } from '../refusal.js';

const ANSWER_WITHIN_MS = 5000;
const MOST_BYTES = 1 << 20;
const UNAUTHORIZED = 401;

export interface HttpAnswer {
  status: number;
  text: string;
}

/** Where to post, who asks, and which certificates count; the address is never left for another. */
export interface HttpTarget {
  url: URL;
  credentials: Credentials | null;
  /** Certificates of authorities, PEM; null: those of the system. */
  ca: string[] | null;
}

/** Posts SOAP 1.2, with HTTP digest or basic authentication where the device asks for it. Redirects are not followed. Throws onvif_no_answer. */
export async function postSoap(target: HttpTarget, action: string, body: string): Promise<HttpAnswer> {
  const first = await ask(target, action, body, null);
  const challenge = strongest(readChallenges(valuesOf(first.response, 'www-authenticate')));
  if (first.response.statusCode !== UNAUTHORIZED || !challenge || !target.credentials) return answerOf(first);
  const authorization = new Authorization(challenge, target.credentials);
  return answerOf(await ask(target, action, body, authorization.header('POST', pathOf(target.url))));
}

interface Asked {
  response: IncomingMessage;
  text: string;
}

const pathOf = ({ pathname, search }: URL): string => `${pathname}${search}`;
const answerOf = ({ response, text }: Asked): HttpAnswer => ({ status: response.statusCode ?? 0, text });
const valuesOf = ({ headersDistinct }: IncomingMessage, name: string): string[] => headersDistinct[name] ?? [];

async function ask(
  { url, ca }: HttpTarget,
  action: string,
  body: string,
  authorization: string | null,
): Promise<Asked> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const headers = {
    'content-type': `application/soap+xml; charset=utf-8; action="${action}"`,
    'content-length': Buffer.byteLength(body),
    ...(authorization ? { authorization } : {}),
  };
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  try {
    return await new Promise<Asked>((resolve, reject) => {
      const asked = request(
        url,
        { method: 'POST', headers, signal, agent: false, ...(ca ? { ca } : {}) },
        (response) => {
          void readText(response).then((text) => resolve({ response, text }), reject);
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
  } catch (error) {
    throw new MediaRefusal('onvif_no_answer', `${url.host} gives no answer: ${reasonOf(error as Error)}.`);
  }
}

async function readText(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new Error('its answer is larger than that of any camera');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the name is not known',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
  ECONNRESET: 'it closed the connection',
  ABORT_ERR: `nothing came within ${ANSWER_WITHIN_MS / 1000} s`,
};

function reasonOf(error: Error & { code?: string | number }): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return REASONS['ABORT_ERR']!;
  if (/certificate|self.signed/i.test(`${error.code} ${error.message}`))
    return `its certificate is not trusted (${error.code}); name the authority that issued it in media.ca_file`;
  return REASONS[String(error.code)] ?? error.message;
}
