import type { Credentials } from '../ingest/rtsp/authorization.js';
import { MediaRefusal } from '../refusal.js';
import { postSoap } from './http.js';
import { child, envelope, readBody, readFault, textAt } from './soap.js';
import type { Element } from './soap.js';

export interface DeviceOptions {
  /** Address of the device service. */
  url: URL;
  credentials: Credentials | null;
  ca: string[] | null;
  /** UTC milliseconds by our own clock. */
  nowUtcMs(): number;
}

/** Faults by which devices say that a login is wrong or missing (ONVIF Core section 5.9.3). */
const REFUSALS = /^(NotAuthorized|Sender\/?NotAuthorized|FailedAuthentication|InvalidSecurity(Token)?|FailedCheck)$/i;

/** One ONVIF device: asks its services, each at its own path, all at the host that the operator named. */
export class Device {
  readonly #options: DeviceOptions;
  #clockAheadMs = 0;

  constructor(options: DeviceOptions) {
    this.#options = options;
  }

  get where(): string {
    return this.#options.url.host;
  }

  /** Learns the device's clock, without a login (ONVIF Core section 5.9.4). Throws onvif_no_answer, onvif_not_spoken. */
  async learnClock(): Promise<void> {
    const asked = '<GetSystemDateAndTime xmlns="http://www.onvif.org/ver10/device/wsdl"/>';
    const body = await this.#post(this.#options.url, asked, null);
    const utc = child(child(child(body, 'GetSystemDateAndTimeResponse'), 'SystemDateAndTime'), 'UTCDateTime');
    const part = (...names: string[]): number => Number(textAt(utc, ...names) ?? Number.NaN);
    const [year, month, day] = ['Year', 'Month', 'Day'].map((name) => part('Date', name)) as [number, number, number];
    const [hour, minute, second] = ['Hour', 'Minute', 'Second'].map((name) => part('Time', name)) as [
      number,
      number,
      number,
    ];
    const deviceUtcMs = Date.UTC(year, month - 1, day, hour, minute, second);
    if (Number.isFinite(deviceUtcMs)) this.#clockAheadMs = deviceUtcMs - this.#options.nowUtcMs();
  }

  /** Asks a service with the login. Throws onvif_no_answer, onvif_not_spoken, onvif_login_refused. @param service its address; null: the device service */
  async ask(service: string | null, body: string): Promise<Element> {
    const answer = await this.#post(this.#addressOf(service), body, this.#options.credentials);
    const fault = readFault(answer);
    if (fault) throw this.#refusal(fault);
    return answer;
  }

  /** The same; null where the device refuses because it does not know the question. */
  async askOptional(service: string | null, body: string): Promise<Element | null> {
    try {
      return await this.ask(service, body);
    } catch (error) {
      if (error instanceof MediaRefusal && error.code === 'onvif_not_spoken') return null;
      throw error;
    }
  }

  /**
   * A device behind a router names its inner address, and one that means ill could name any: of the address that it gives for a service
   * only the path counts, and the port where the host is the one that was called.
   */
  #addressOf(service: string | null): URL {
    const address = new URL(this.#options.url);
    if (service === null || !URL.canParse(service)) return address;
    const given = new URL(service);
    address.pathname = given.pathname;
    address.search = given.search;
    if (given.hostname === address.hostname && given.protocol === address.protocol) address.port = given.port;
    return address;
  }

  async #post(url: URL, body: string, credentials: Credentials | null): Promise<Element> {
    const { ca, nowUtcMs } = this.#options;
    const [, name, namespace] = /^<(\w+) xmlns="([^"]+)"/.exec(body) ?? [];
    const text = envelope(body, credentials, nowUtcMs() + this.#clockAheadMs);
    const answer = await postSoap({ url, credentials: this.#options.credentials, ca }, `${namespace}/${name}`, text);
    const parsed = readBody(answer.text);
    if (answer.status === 401 || (answer.status === 403 && !parsed)) throw this.#loginRefused();
    if (parsed) return parsed;
    throw new MediaRefusal(
      'onvif_not_spoken',
      `${this.where} answers, but not by ONVIF (HTTP ${answer.status}): switch ONVIF on in the device, or name the port on which it speaks it.`,
    );
  }

  #refusal({ code, reason }: { code: string; reason: string }): MediaRefusal {
    if (REFUSALS.test(code) || /not authorized|unauthorized|authority failure/i.test(reason))
      return this.#loginRefused();
    return new MediaRefusal('onvif_not_spoken', `${this.where} refuses: ${reason.slice(0, 200)}.`);
  }

  #loginRefused(): MediaRefusal {
    const text =
      this.#options.credentials === null
        ? `${this.where} asks for a user name and a password: enter them. Many cameras keep users for ONVIF of their own.`
        : `${this.where} refuses the user name or the password. Many cameras keep users for ONVIF of their own: add one there.`;
    return new MediaRefusal('onvif_login_refused', text);
  }
}
