import nodeDataChannel from 'node-datachannel';
import type { PeerConnection, Track } from 'node-datachannel';
import type { VideoCodec } from '@outrider/schema';
import type { Timer } from '@outrider/runtime';
import type { Feed } from '../../feed/index.js';
import { RTP_HEADER_BYTES, isRtcp, payloadOf, payloadTypeOf, sequenceOf } from '../../feed/rtp.js';
import type { VideoOffer } from '../../relay/offer.js';
import { Reception } from '../reception.js';
import type { Source, SourceContext } from '../source.js';
import { bitRateEstimate, nack, pictureLoss } from './feedback.js';
import { PacketRepair } from './packet-repair.js';

/** A source that never comes must not hold the place for ever. */
const CONNECT_WITHIN_MS = 15_000;
const SILENT_MS = 10_000;
const REPAIR_EVERY_MS = 10;
const REPORT_EVERY_MS = 500;
/** More than any picture of an aircraft needs; loss that the source is told of brings it down. */
const MAX_BIT_RATE_BPS = 12_000_000;
/** Packets that are asked for again may come this late. */
const REPAIR_PATIENCE_MS = 500;

export interface PublisherOptions {
  context: SourceContext;
  codec: VideoCodec;
  offer: VideoOffer;
  offerSdp: string;
  bindAddress: string | null;
  port: number;
  onClosed(): void;
}

/** One source that pushes by WebRTC (WHIP, RFC 9725). Asks again for what was lost, and for keyframes. */
export class WhipPublisher implements Source {
  readonly #options: PublisherOptions;
  readonly #connection: PeerConnection;
  readonly #track: Track;
  readonly #repair = new PacketRepair();
  readonly #reception = new Reception();
  readonly #timers: Timer[] = [];
  #feed: Feed | null = null;
  #heardMs: number;
  #lost = 0;
  #closed = false;

  constructor(options: PublisherOptions) {
    const { codec, offer, bindAddress, port, context } = options;
    this.#options = options;
    this.#heardMs = context.clock.monotonicMs();
    this.#connection = new nodeDataChannel.PeerConnection('publisher', {
      iceServers: [],
      ...(bindAddress ? { bindAddress } : {}),
      enableIceUdpMux: true,
      portRangeBegin: port,
      portRangeEnd: port,
      disableAutoNegotiation: true,
      forceMediaTransport: true,
    });
    const video = new nodeDataChannel.Video(offer.mid, 'RecvOnly');
    if (codec === 'h264') video.addH264Codec(offer.payload_type, offer.parameters);
    else video.addH265Codec(offer.payload_type);
    this.#track = this.#connection.addTrack(video);
    this.#track.onOpen(() => this.#open());
    this.#track.onMessage((message) => this.#take(message));
    this.#track.onClosed(() => void this.close());
    this.#connection.onStateChange((state) => {
      if (state === 'closed' || state === 'failed' || state === 'disconnected') void this.close();
    });
  }

  start(): void {
    const { clock, say } = this.#options.context;
    say('waiting', 'A source has announced itself; its pictures have not come yet.');
    this.#timers.push(clock.setTimeout(() => this.#feed ?? void this.close(), CONNECT_WITHIN_MS));
  }

  /** The SDP answer, with every address at which we are reached (no trickling). Throws on an offer that cannot be read. */
  async answer(): Promise<string> {
    const connection = this.#connection;
    const gathered = new Promise<void>((resolve) => {
      connection.onGatheringStateChange((state) => {
        if (state === 'complete') resolve();
      });
    });
    connection.setRemoteDescription(this.#options.offerSdp, 'offer');
    connection.setLocalDescription('answer');
    await gathered;
    return withoutSound(connection.localDescription()?.sdp ?? '');
  }

  requestKeyframe(): void {
    const { sender, ssrc } = this.#reception;
    if (sender !== null) this.#send(pictureLoss(ssrc, sender));
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const timer of this.#timers) timer.cancel();
    // Closing inside one of its own callbacks would wait for itself.
    setImmediate(() => this.#connection.close());
    this.#options.context.say('waiting', 'The source that pushed the pictures has ended.');
    this.#options.onClosed();
  }

  #open(): void {
    if (this.#closed) return;
    const { context, codec } = this.#options;
    this.#feed = context.feed(codec);
    this.#feed.restart([], REPAIR_PATIENCE_MS);
    context.say('live', null);
    this.#timers.push(
      context.clock.setInterval(() => this.#askAgain(), REPAIR_EVERY_MS),
      context.clock.setInterval(() => this.#report(), REPORT_EVERY_MS),
    );
  }

  #take(packet: Buffer): void {
    if (this.#closed || packet.length < 8) return;
    const nowMs = this.#options.context.clock.monotonicMs();
    this.#heardMs = nowMs;
    if (isRtcp(packet)) {
      this.#reception.takeRtcp(packet, nowMs);
      return this.#feed?.push(packet);
    }
    if (packet.length < RTP_HEADER_BYTES || payloadTypeOf(packet) !== this.#options.offer.payload_type) return;
    const first = this.#reception.sender === null;
    this.#reception.takeRtp(packet, nowMs);
    this.#repair.take(sequenceOf(packet), nowMs);
    this.#feed?.push(bare(packet));
    if (!first) return;
    this.#report();
    this.requestKeyframe();
  }

  #askAgain(): void {
    const { sender, ssrc } = this.#reception;
    if (sender === null) return;
    const missing = this.#repair.due(this.#options.context.clock.monotonicMs());
    if (missing.length > 0) this.#send(nack(ssrc, sender, missing));
    if (this.#repair.lost > this.#lost) this.requestKeyframe();
    this.#lost = this.#repair.lost;
  }

  #report(): void {
    const nowMs = this.#options.context.clock.monotonicMs();
    if (nowMs - this.#heardMs > SILENT_MS) return void this.close();
    const { sender, ssrc } = this.#reception;
    const report = this.#reception.report(nowMs);
    if (report && sender !== null) this.#send(Buffer.concat([report, bitRateEstimate(ssrc, sender, MAX_BIT_RATE_BPS)]));
  }

  #send(packet: Uint8Array): void {
    if (this.#closed || !this.#track.isOpen()) return;
    try {
      this.#track.sendMessageBinary(Buffer.from(packet));
    } catch {
      // The connection broke just now.
      void this.close();
    }
  }
}

/** Without header extensions, which mean something between the source and us alone. */
function bare(packet: Buffer): Uint8Array {
  const payload = payloadOf(packet);
  if (!payload || (packet[0] === 0x80 && payload.length === packet.length - RTP_HEADER_BYTES)) return packet;
  const copy = new Uint8Array(RTP_HEADER_BYTES + payload.length);
  copy.set(packet.subarray(0, RTP_HEADER_BYTES));
  copy[0] = 0x80;
  copy.set(payload, RTP_HEADER_BYTES);
  return copy;
}

/** Sound is not taken: its section of an answer says so, and the source sends none. */
const withoutSound = (sdp: string): string =>
  sdp
    .split(/^(?=m=)/m)
    .map((section) =>
      section.startsWith('m=audio') ? section.replace(/^a=(?:recvonly|sendrecv)/m, 'a=inactive') : section,
    )
    .join('');
