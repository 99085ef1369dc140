/**
 * A camera that speaks ONVIF, for want of a real one: its answers are written by the ONVIF Core, Media and Media2 specifications and
 * share nothing with the client under test. It checks logins as a camera does: WS-UsernameToken by its own clock, or HTTP digest.
 */
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OnvifCameraOptions {
  login?: 'token' | 'http-digest' | 'none';
  /** Speaks Media2 beside Media, with an H.265 stream. */
  media2?: boolean;
  /** Knows no GetServices, as old ones. */
  old?: boolean;
  clockAheadMs?: number;
  /** Host that it believes to have. */
  innerHost?: string;
}

export const CAMERA_LOGIN = { username: 'viewer & co', password: 'pass <word>' };
const REALM = 'onvif';
const FRESH_MS = 30_000;
const NS =
  'xmlns:tds="http://www.onvif.org/ver10/device/wsdl" xmlns:trt="http://www.onvif.org/ver10/media/wsdl" xmlns:tr2="http://www.onvif.org/ver20/media/wsdl" xmlns:tt="http://www.onvif.org/ver10/schema" xmlns:ter="http://www.onvif.org/ver10/error"';

export class OnvifCamera {
  /** Every SOAP action that came, in order. */
  readonly asked: string[] = [];
  readonly #options: Required<OnvifCameraOptions>;
  readonly #server: Server;
  readonly #nonces = new Set<string>();

  private constructor(options: OnvifCameraOptions) {
    const rest = { login: 'token', media2: false, old: false, clockAheadMs: 0, innerHost: '127.0.0.1' } as const;
    this.#options = { ...rest, ...options };
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(options: OnvifCameraOptions = {}): Promise<OnvifCamera> {
    const camera = new OnvifCamera(options);
    camera.#server.listen(0, '127.0.0.1');
    await once(camera.#server, 'listening');
    return camera;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const text = Buffer.concat(parts).toString();
    const name = /<s:Body><(\w+)/.exec(text)?.[1] ?? '';
    this.asked.push(name);
    const open = name === 'GetSystemDateAndTime' || this.#options.login === 'none';
    if (!open && this.#options.login === 'http-digest' && !this.#digestHolds(request)) {
      const nonce = randomBytes(8).toString('hex');
      const challenge = `Digest realm="${REALM}", qop="auth", nonce="${nonce}", algorithm=MD5`;
      response.writeHead(401, { 'www-authenticate': challenge }).end();
      return;
    }
    if (!open && this.#options.login === 'token' && !this.#tokenHolds(text)) {
      this.#answer(response, 400, fault('ter:NotAuthorized', 'Sender not Authorized'));
      return;
    }
    const body = this.#bodyOf(request.url ?? '', name, text);
    this.#answer(response, body === null ? 500 : 200, body ?? fault('ter:ActionNotSupported', 'Not implemented'));
  }

  #answer(response: ServerResponse, status: number, body: string): void {
    response.writeHead(status, { 'content-type': 'application/soap+xml; charset=utf-8' });
    response.end(
      `<?xml version="1.0"?><env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope" ${NS}><env:Body>${body}</env:Body></env:Envelope>`,
    );
  }

  /** Each nonce counts once, and for as long as it is fresh by the camera's own clock. */
  #tokenHolds(text: string): boolean {
    const of = (name: string): string => new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>([^<]*)<`).exec(text)?.[1] ?? '';
    const [nonce, created] = [of('Nonce'), of('Created')];
    if (nonce === '' || this.#nonces.has(nonce)) return false;
    this.#nonces.add(nonce);
    if (Math.abs(Date.parse(created) - Date.now() - this.#options.clockAheadMs) > FRESH_MS) return false;
    const parts = [Buffer.from(nonce, 'base64'), Buffer.from(created), Buffer.from(CAMERA_LOGIN.password)];
    const digest = createHash('sha1').update(Buffer.concat(parts)).digest('base64');
    return of('Username') === 'viewer &amp; co' && of('Password') === digest;
  }

  #digestHolds({ headers, method }: IncomingMessage): boolean {
    const header = headers.authorization ?? '';
    const of = (name: string): string => new RegExp(`\\b${name}="?([^",]+)`).exec(header)?.[1] ?? '';
    const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
    const secret = md5(`${CAMERA_LOGIN.username}:${REALM}:${CAMERA_LOGIN.password}`);
    const path = md5(`${method}:${of('uri')}`);
    return of('response') === md5(`${secret}:${of('nonce')}:${of('nc')}:${of('cnonce')}:auth:${path}`);
  }

  #bodyOf(path: string, name: string, text: string): string | null {
    const { media2, old, innerHost } = this.#options;
    const at = (service: string): string =>
      `http://${innerHost}:${innerHost === '127.0.0.1' ? this.port : 80}/onvif/${service}`;
    const token = /ProfileToken>([^<]*)</.exec(text)?.[1];
    if (path === '/onvif/device_service') {
      if (name === 'GetSystemDateAndTime') return dateAndTime(Date.now() + this.#options.clockAheadMs);
      if (name === 'GetDeviceInformation')
        return '<tds:GetDeviceInformationResponse><tds:Manufacturer>Roof &amp; Sons</tds:Manufacturer><tds:Model>RS-9</tds:Model><tds:FirmwareVersion>1.2.3</tds:FirmwareVersion><tds:SerialNumber>77</tds:SerialNumber><tds:HardwareId>x</tds:HardwareId></tds:GetDeviceInformationResponse>';
      if (name === 'GetServices' && !old)
        return `<tds:GetServicesResponse>${service('ver10/media', at('media'))}${media2 ? service('ver20/media', at('media2')) : ''}</tds:GetServicesResponse>`;
      if (name === 'GetCapabilities')
        return `<tds:GetCapabilitiesResponse><tds:Capabilities><tt:Media><tt:XAddr>${at('media')}</tt:XAddr></tt:Media></tds:Capabilities></tds:GetCapabilitiesResponse>`;
    }
    const address = `rtsp://${innerHost}:8554/${token}?channel=1&amp;subtype=0`;
    if (path === '/onvif/media') {
      if (name === 'GetProfiles') return `<trt:GetProfilesResponse>${PROFILES}</trt:GetProfilesResponse>`;
      if (name === 'GetStreamUri')
        return `<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>${address}</tt:Uri><tt:Timeout>PT0S</tt:Timeout></trt:MediaUri></trt:GetStreamUriResponse>`;
    }
    if (path === '/onvif/media2' && media2) {
      if (name === 'GetProfiles') return `<tr2:GetProfilesResponse>${PROFILES2}</tr2:GetProfilesResponse>`;
      if (name === 'GetStreamUri')
        return `<tr2:GetStreamUriResponse><tr2:Uri>${address}</tr2:Uri></tr2:GetStreamUriResponse>`;
    }
    return null;
  }
}

const fault = (code: string, reason: string): string =>
  `<env:Fault><env:Code><env:Value>env:Sender</env:Value><env:Subcode><env:Value>${code}</env:Value></env:Subcode></env:Code><env:Reason><env:Text xml:lang="en">${reason}</env:Text></env:Reason></env:Fault>`;

const service = (namespace: string, address: string): string =>
  `<tds:Service><tds:Namespace>http://www.onvif.org/${namespace}/wsdl</tds:Namespace><tds:XAddr>${address}</tds:XAddr><tds:Version><tt:Major>2</tt:Major><tt:Minor>60</tt:Minor></tds:Version></tds:Service>`;

function dateAndTime(utcMs: number): string {
  const at = new Date(utcMs);
  const date = `<tt:Year>${at.getUTCFullYear()}</tt:Year><tt:Month>${at.getUTCMonth() + 1}</tt:Month><tt:Day>${at.getUTCDate()}</tt:Day>`;
  const time = `<tt:Hour>${at.getUTCHours()}</tt:Hour><tt:Minute>${at.getUTCMinutes()}</tt:Minute><tt:Second>${at.getUTCSeconds()}</tt:Second>`;
  return `<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings><tt:UTCDateTime><tt:Time>${time}</tt:Time><tt:Date>${date}</tt:Date></tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>`;
}

const encoder = (tag: string, encoding: string, width: number, height: number): string =>
  `<${tag} token="enc"><tt:Name>enc</tt:Name><tt:UseCount>1</tt:UseCount><tt:Encoding>${encoding}</tt:Encoding><tt:Resolution><tt:Width>${width}</tt:Width><tt:Height>${height}</tt:Height></tt:Resolution><tt:RateControl><tt:FrameRateLimit>25</tt:FrameRateLimit><tt:BitrateLimit>4096</tt:BitrateLimit></tt:RateControl></${tag}>`;
const V1 = 'tt:VideoEncoderConfiguration';
const PROFILES = [
  `<trt:Profiles token="main" fixed="true"><tt:Name>mainStream</tt:Name>${encoder(V1, 'H264', 1920, 1080)}</trt:Profiles>`,
  `<trt:Profiles token="sub"><tt:Name>subStream</tt:Name>${encoder(V1, 'JPEG', 640, 360)}</trt:Profiles>`,
  '<trt:Profiles token="sound"><tt:Name>sound alone</tt:Name></trt:Profiles>',
].join('');
const PROFILES2 = `<tr2:Profiles token="best"><tr2:Name>best</tr2:Name><tr2:Configurations>${encoder('tr2:VideoEncoder', 'H265', 3840, 2160)}</tr2:Configurations></tr2:Profiles>`;
