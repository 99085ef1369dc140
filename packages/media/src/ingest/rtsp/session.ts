import type { Clock, Timer } from '@outrider/runtime';
import { Reception } from '../reception.js';
import type { Credentials } from './authorization.js';
import { RtspConnection } from './connection.js';
import { headerOf } from './message.js';
import type { RtspMethod } from './message.js';
import { RtspProblem, statusProblem } from './problem.js';
import { controlAddress, readDescription } from './sdp.js';
import type { VideoTrack } from './sdp.js';
import { askTcp, askUdp, readTransport } from './transport.js';
import type { AgreedTransport } from './transport.js';
import type { TlsTrust } from './tls.js';
import { UdpPair } from './udp-pair.js';

export interface SessionOptions {
  url: string;
  credentials: Credentials | null;
  /**
   * `auto` asks for TCP, and for UDP only where the server has no TCP: a lost UDP packet costs the recording a picture for good,
   * while TCP's wait for a resent one is short on the networks that fixed cameras stand in.
   */
  transport: 'auto' | 'tcp' | 'udp';
  trust: TlsTrust;
  receiveBufferBytes: number;
  clock: Clock;
  /** Called before the first packet. @param parameterSets those of the description */
  onTrack(codec: VideoTrack['codec'], parameterSets: readonly Uint8Array[]): void;
  /** RTP and RTCP. */
  onPacket(packet: Uint8Array): void;
  /** The session ended by itself; called once. */
  onLost(problem: RtspProblem): void;
}

const UNSUPPORTED_TRANSPORT = 461;
const DEFAULT_TIMEOUT_S = 60;
const REPORT_EVERY_MS = 2000;
const SILENT_MS = 10_000;

/** One play of one camera, from OPTIONS to TEARDOWN (RFC 2326 section 10). */
export class RtspSession {
  readonly #options: SessionOptions;
  readonly #connection: RtspConnection;
  readonly #reception = new Reception();
  readonly #timers: Timer[] = [];
  #udp: UdpPair | null = null;
  #channels: AgreedTransport['channels'] = null;
  #base: string;
  #methods = new Set<string>();
  #packets = 0;
  #ended = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#base = options.url;
    this.#connection = new RtspConnection({
      url: new URL(options.url),
      credentials: options.credentials,
      trust: options.trust,
      clock: options.clock,
      onInterleaved: (channel, bytes) => this.#onInterleaved(channel, bytes),
      onLost: (problem) => this.#lose(problem),
    });
  }

  /** Resolves when the camera plays. Throws RtspProblem. */
  async play(): Promise<void> {
    await this.#connection.open();
    await this.#learnMethods();
    const track = await this.#describe();
    const { timeoutS, transport } = await this.#setup(controlAddress(this.#base, track.control));
    this.#options.onTrack(track.codec, track.parameter_sets);
    this.#channels = transport.channels;
    if (this.#udp) this.#listen(this.#udp, transport);
    await this.#connection.request('PLAY', this.#base, { Range: 'npt=0.000-' });
    this.#keepAlive(timeoutS);
    this.#watch();
  }

  /** Tells the camera and lets go; waits a moment for its answer, so that it frees the place. */
  async close(): Promise<void> {
    const playing = !this.#ended;
    this.#ended = true;
    for (const timer of this.#timers) timer.cancel();
    if (playing)
      await Promise.race([
        this.#connection.request('TEARDOWN', this.#base).catch(() => null),
        this.#options.clock.sleep(500),
      ]);
    this.#connection.close();
    this.#udp?.close();
    this.#udp = null;
  }

  async #learnMethods(): Promise<void> {
    // Some cameras want the password here already, some know no OPTIONS: DESCRIBE will tell.
    const response = await this.#connection.request('OPTIONS', this.#options.url, {}, [400, 401, 403, 404, 405, 501]);
    this.#methods = new Set((headerOf(response, 'public') ?? '').split(',').map((method) => method.trim()));
  }

  async #describe(): Promise<VideoTrack> {
    const { url } = this.#options;
    const response = await this.#connection.request('DESCRIBE', url, { Accept: 'application/sdp' });
    this.#base = headerOf(response, 'content-base') ?? headerOf(response, 'content-location') ?? url;
    if (!/^rtsps?:\/\//i.test(this.#base)) this.#base = url;
    const { track, others } = readDescription(response.body);
    if (track) {
      const session = response.body.split(/^m=/m)[0]!;
      const aggregate = /^a=control:(rtsps?:\/\/\S+)/im.exec(session)?.[1];
      if (aggregate) this.#base = aggregate;
      return track;
    }
    const offered = others.length > 0 ? others.slice(0, 5).join(', ') : 'nothing';
    throw new RtspProblem(
      `${this.#connection.where} offers no H.264 or H.265 video at this address (it offers: ${offered}). Choose another stream of the camera, or set its encoding to H.264.`,
    );
  }

  async #setup(uri: string): Promise<{ timeoutS: number; transport: AgreedTransport }> {
    const { transport } = this.#options;
    const ways = transport === 'auto' ? (['tcp', 'udp'] as const) : [transport];
    for (const way of ways) {
      const response = await this.#connection.request('SETUP', uri, { Transport: await this.#ask(way) }, [
        UNSUPPORTED_TRANSPORT,
      ]);
      if (response.status === 200) {
        const seconds = Number(/timeout=(\d+)/.exec(headerOf(response, 'session') ?? '')?.[1] ?? DEFAULT_TIMEOUT_S);
        return { timeoutS: seconds, transport: readTransport(headerOf(response, 'transport') ?? '') };
      }
      if (transport !== 'auto')
        throw new RtspProblem(
          `${this.#connection.where} does not send by ${way.toUpperCase()}: set the transport to auto.`,
        );
    }
    throw statusProblem(UNSUPPORTED_TRANSPORT, 'Unsupported Transport', this.#connection.where, true);
  }

  async #ask(way: 'tcp' | 'udp'): Promise<string> {
    if (way === 'tcp') return askTcp;
    this.#udp ??= await UdpPair.open(this.#connection.addresses.local, this.#options.receiveBufferBytes);
    return askUdp(this.#udp.port);
  }

  #listen(udp: UdpPair, transport: AgreedTransport): void {
    const { clock } = this.#options;
    const from =
      transport.source && /^[\d.]+$|:/.test(transport.source) ? transport.source : this.#connection.addresses.remote;
    udp.receive(
      from,
      (packet) => {
        if (packet.length >= 12) this.#reception.takeRtp(packet, clock.monotonicMs());
        this.#take(packet);
      },
      (packet) => {
        this.#reception.takeRtcp(packet, clock.monotonicMs());
        this.#take(packet);
      },
    );
    const ports = transport.server_ports;
    if (!ports) return;
    // Opens the way back through a router or firewall between us: an empty RTP packet, and the reports below.
    udp.sendRtp(Uint8Array.of(0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), from, ports.rtp);
    this.#every(REPORT_EVERY_MS, () => {
      const report = this.#reception.report(clock.monotonicMs());
      if (report) udp.sendRtcp(report, from, ports.rtcp);
    });
  }

  #onInterleaved(channel: number, bytes: Uint8Array): void {
    if (channel === this.#channels?.rtp || channel === this.#channels?.rtcp) this.#take(bytes);
  }

  #take(packet: Uint8Array): void {
    if (this.#ended) return;
    this.#packets += 1;
    this.#options.onPacket(packet);
  }

  /** A server forgets a session of which it hears nothing (RFC 2326 section 12.37); an error answer is an answer. */
  #keepAlive(timeoutS: number): void {
    const method: RtspMethod = this.#methods.has('GET_PARAMETER') ? 'GET_PARAMETER' : 'OPTIONS';
    const everyMs = 1000 * Math.min(30, Math.max(2, timeoutS / 2));
    this.#every(everyMs, () => {
      const asked = this.#connection.request(method, this.#base, {}, [400, 405, 451, 501]);
      asked.catch((problem: RtspProblem) => this.#lose(problem));
    });
  }

  #watch(): void {
    let before = this.#packets;
    this.#every(SILENT_MS, () => {
      const came = this.#packets - before;
      before = this.#packets;
      if (came > 0) return;
      const hint = this.#udp
        ? ' A firewall may drop its UDP packets: set the transport to TCP.'
        : ' Restart the camera if this goes on.';
      this.#lose(
        new RtspProblem(`${this.#connection.where} plays, but nothing has come for ${SILENT_MS / 1000} s.${hint}`),
      );
    });
  }

  #every(ms: number, action: () => void): void {
    this.#timers.push(this.#options.clock.setInterval(() => void (this.#ended || action()), ms));
  }

  #lose(problem: RtspProblem): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#options.onLost(problem);
  }
}
