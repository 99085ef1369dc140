import { createHash, randomBytes } from 'node:crypto';

/** What a server asks for in WWW-Authenticate. */
export interface Challenge {
  scheme: 'basic' | 'digest';
  parameters: Map<string, string>;
}

export interface Credentials {
  username: string;
  password: string;
}

/** Every challenge of the headers' values, several in one value as well (RFC 7235 section 4.1). Unknown schemes are passed over. */
export function readChallenges(values: readonly string[]): Challenge[] {
  return values.flatMap((value) => {
    const starts = [...value.matchAll(/(?:^|,)\s*(basic|digest)\s+/gi)];
    return starts.map((start, index) => ({
      scheme: start[1]!.toLowerCase() as Challenge['scheme'],
      parameters: readParameters(value.slice(start.index + start[0].length, starts[index + 1]?.index)),
    }));
  });
}

function readParameters(text: string): Map<string, string> {
  const pairs = text.matchAll(/([a-z0-9_-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/gi);
  return new Map([...pairs].map(([, name, quoted, token]) => [name!.toLowerCase(), quoted ?? token ?? '']));
}

const HASHES: Record<string, string> = { MD5: 'md5', 'MD5-SESS': 'md5', 'SHA-256': 'sha256', 'SHA-256-SESS': 'sha256' };
const algorithmOf = ({ parameters }: Challenge): string => (parameters.get('algorithm') ?? 'MD5').toUpperCase();

/** The strongest challenge that we can answer: digest with SHA-256, then MD5, then basic; null where there is none. */
export function strongest(challenges: readonly Challenge[]): Challenge | null {
  const rank = (each: Challenge): number => {
    if (each.scheme === 'basic') return 1;
    return HASHES[algorithmOf(each)] === 'sha256' ? 3 : HASHES[algorithmOf(each)] === 'md5' ? 2 : 0;
  };
  const [best] = [...challenges].filter((each) => rank(each) > 0).sort((a, b) => rank(b) - rank(a));
  return best ?? null;
}

/** Answers one challenge for one connection; counts the uses of its nonce. */
export class Authorization {
  readonly challenge: Challenge;
  readonly #credentials: Credentials;
  #uses = 0;

  constructor(challenge: Challenge, credentials: Credentials) {
    this.challenge = challenge;
    this.#credentials = credentials;
  }

  /**
   * Value of the Authorization header: RFC 7617 (basic), RFC 7616 section 3.4 (digest; without `qop` as in RFC 2069, which many
   * cameras still speak).
   * @param nonce the client's own, for tests; default random
   */
  header(method: string, uri: string, nonce = randomBytes(8).toString('hex')): string {
    const { username, password } = this.#credentials;
    if (this.challenge.scheme === 'basic') return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    const value = (name: string): string => this.challenge.parameters.get(name) ?? '';
    const algorithm = algorithmOf(this.challenge);
    const hash = (text: string): string => createHash(HASHES[algorithm]!).update(text).digest('hex');
    const plain = hash(`${username}:${value('realm')}:${password}`);
    const secret = algorithm.endsWith('-SESS') ? hash(`${plain}:${value('nonce')}:${nonce}`) : plain;
    const counted = /(^|,)\s*auth\s*(,|$)/.test(value('qop'));
    const count = (++this.#uses).toString(16).padStart(8, '0');
    const between = counted ? `${value('nonce')}:${count}:${nonce}:auth` : value('nonce');
    const fields = [
      ...['realm', 'nonce'].map((name) => `${name}="${value(name)}"`),
      `username="${username.replace(/[\r\n]/g, '').replace(/["\\]/g, '\\$&')}"`,
      `uri="${uri}"`,
      `response="${hash(`${secret}:${between}:${hash(`${method}:${uri}`)}`)}"`,
      ...(this.challenge.parameters.has('algorithm') ? [`algorithm=${value('algorithm')}`] : []),
      ...(this.challenge.parameters.has('opaque') ? [`opaque="${value('opaque')}"`] : []),
      ...(counted || algorithm.endsWith('-SESS') ? [`cnonce="${nonce}"`] : []),
      ...(counted ? ['qop=auth', `nc=${count}`] : []),
    ];
    return `Digest ${fields.join(', ')}`;
  }
}
