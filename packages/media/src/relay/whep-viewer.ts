import nodeDataChannel from 'node-datachannel';
import type { DataChannel, PeerConnection, Track } from 'node-datachannel';
import type { Clock, Timer } from '@outrider/runtime';
import type { Feed, PacketSink } from '../feed/index.js';
import { CatchUp } from './catch-up.js';
import type { PacketHistory } from './history.js';
import type { VideoOffer } from './offer.js';
import { addressed } from './outgoing.js';
import { Resends } from './resends.js';
import { readFeedback, roundTripMs, senderReport } from './rtcp.js';

const REPORT_EVERY_MS = 1000;
/** A viewer that never answers must not hold a place for ever. */
const CONNECT_WITHIN_MS = 15_000;
/** Browsers report about once a second; one that was shut without a word is gone. */
const SILENT_MS = 10_000;
const FAR_MS = 50;
const APART_MS = 10;
/** At most so often is the time told. */
const CLOCK_EVERY_MS = 100;

export interface ViewerOptions {
  feed: Feed;
  history: PacketHistory;
  offer: VideoOffer;
  offerSdp: string;
  pilot: boolean;
  clock: Clock;
  bindAddress: string | null;
  port: number;
  onKeyframeWanted: () => void;
  onClosed: () => void;
}

/** One browser that watches one feed by WebRTC. Sends the feed's own packets, what was missed once more, and a report a second. */
export class WhepViewer implements PacketSink {
  readonly #options: ViewerOptions;
  readonly #connection: PeerConnection;
  readonly #track: Track;
  readonly #ssrc = Math.floor(Math.random() * 0x7fffffff) + 1;
  readonly #giveUp: Timer;
  #report: Timer | null = null;
  #begun = false;
  #heardMs = 0;
  #closed = false;
  #clockAsked = false;
  #catchUp: CatchUp | null = null;
  readonly #resends = new Resends();
  readonly #sent = { packets: 0, bytes: 0 };
  resent = 0;
  lossShare: number | null = null;

  constructor(options: ViewerOptions) {
    const { offer, bindAddress, port, clock } = options;
    this.#options = options;
    this.#connection = new nodeDataChannel.PeerConnection('viewer', {
      iceServers: [],
      ...(bindAddress ? { bindAddress } : {}),
      enableIceUdpMux: true,
      portRangeBegin: port,
      portRangeEnd: port,
      disableAutoNegotiation: true,
      forceMediaTransport: true,
    });
    const video = new nodeDataChannel.Video(offer.mid, 'SendOnly');
    if (options.feed.codec === 'h264') video.addH264Codec(offer.payload_type, offer.parameters);
    else video.addH265Codec(offer.payload_type);
    video.addSSRC(this.#ssrc, 'outrider', 'outrider', 'video');
    this.#track = this.#connection.addTrack(video);
    this.#track.onOpen(() => this.#open());
    this.#track.onMessage((message) => this.#onFeedback(message));
    this.#track.onClosed(() => this.close());
    this.#connection.onDataChannel((channel) => this.#answerClock(channel));
    this.#connection.onStateChange((state) => {
      if (state === 'closed' || state === 'failed' || state === 'disconnected') this.close();
    });
    this.#giveUp = clock.setTimeout(() => this.close(), CONNECT_WITHIN_MS);
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
    return connection.localDescription()?.sdp ?? '';
  }

  packet(packet: Uint8Array, keyframeStart: boolean): void {
    if (!this.#begun && !keyframeStart) return;
    this.#begun = true;
    if (this.#catchUp && !this.#catchUp.done) this.#catchUp.push(packet, keyframeStart);
    else this.#send(packet);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#giveUp.cancel();
    this.#report?.cancel();
    this.#catchUp?.cancel();
    this.#options.feed.removeViewer(this);
    // Closing inside one of its own callbacks would wait for itself.
    setImmediate(() => this.#connection.close());
    this.#options.onClosed();
  }

  #open(): void {
    if (this.#closed) return;
    const { feed, clock, pilot } = this.#options;
    this.#giveUp.cancel();
    this.#heardMs = clock.monotonicMs();
    this.#begun = feed.sinceKeyframe.length > 0;
    if (this.#begun) this.#catchUp = new CatchUp(feed.sinceKeyframe, clock, (packet) => this.#send(packet));
    // It may break with the first packet, and nobody would take it out of the feed again.
    if (this.#closed) return this.#catchUp?.cancel();
    feed.addViewer(this, pilot);
    this.#sendReport();
    this.#report = clock.setInterval(() => {
      if (clock.monotonicMs() - this.#heardMs > SILENT_MS) this.close();
      else this.#sendReport();
    }, REPORT_EVERY_MS);
    if (!this.#begun) this.#options.onKeyframeWanted();
  }

  #send(packet: Uint8Array): void {
    this.#sent.packets += 1;
    this.#sent.bytes += packet.length;
    this.#put(addressed(packet, this.#options.offer.payload_type, this.#ssrc));
  }

  /** A connection that broke just now is told of later; what is sent to it must not hurt the others. */
  #put(bytes: Buffer): void {
    try {
      this.#track.sendMessageBinary(bytes);
    } catch {
      this.close();
    }
  }

  #sendReport(): void {
    const { feed, clock } = this.#options;
    const { newest } = feed;
    if (this.#closed || !newest || !this.#track.isOpen()) return;
    // Of this moment, so that an answer to it tells the round trip.
    const utcMs = clock.utcMs();
    const rtpTime = newest.timestamp + Math.round((utcMs - newest.received_utc_ms) * 90);
    this.#put(Buffer.from(senderReport(this.#ssrc, utcMs, rtpTime, this.#sent)));
  }

  #onFeedback(message: Buffer): void {
    if (this.#closed) return;
    const { clock, history, onKeyframeWanted } = this.#options;
    const nowMs = clock.monotonicMs();
    this.#heardMs = nowMs;
    const { missing, keyframeWanted, lossShare, heard } = readFeedback(message);
    if (lossShare !== null) this.lossShare = lossShare;
    if (heard) this.#resends.roundTripMs = roundTripMs(heard, clock.utcMs());
    if (keyframeWanted) onKeyframeWanted();
    const packets = missing.flatMap((sequence) => {
      const packet = history.find(sequence);
      return packet && this.#resends.take(sequence, nowMs) ? [packet] : [];
    });
    this.#resend(packets);
    // Where a second request would come too late, what was lost goes twice, apart enough not to share one gap.
    if (packets.length > 0 && (this.#resends.roundTripMs ?? 0) > FAR_MS)
      clock.setTimeout(() => this.#resend(packets), APART_MS);
  }

  #resend(packets: readonly Uint8Array[]): void {
    if (this.#closed) return;
    this.resent += packets.length;
    for (const packet of packets) this.#send(packet);
  }

  /** A browser asks what time it is here, and when the picture it saw last was taken and received: from that it shows the latency. */
  #answerClock(channel: DataChannel): void {
    if (this.#clockAsked) return void channel.close();
    this.#clockAsked = true;
    let answeredMs = Number.NEGATIVE_INFINITY;
    channel.onMessage((asked) => {
      if (typeof asked !== 'string' || asked.length > 40 || this.#closed) return;
      const { feed, clock } = this.#options;
      const nowMs = clock.monotonicMs();
      this.#heardMs = nowMs;
      // Who does not read its answers, or asks all the time, is not answered.
      if (nowMs - answeredMs < CLOCK_EVERY_MS || (channel.isOpen() && channel.bufferedAmount() > 0)) return;
      answeredMs = nowMs;
      const { newest } = feed;
      const picture = newest && {
        rtp_timestamp: newest.timestamp,
        received_utc_ms: newest.received_utc_ms,
        captured_utc_ms: feed.captureUtcMs(newest.timestamp),
      };
      if (channel.isOpen()) channel.sendMessage(JSON.stringify({ asked, utc_ms: clock.utcMs(), picture }));
    });
  }
}
