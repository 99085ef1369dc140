import { timingSafeEqual } from 'node:crypto';
import type { WhepAnswer, WhipRequest } from '@outrider/schema';
import type { Clock, Logger } from '@outrider/runtime';
import type { CameraFeed } from './camera.js';
import { RtmpPublisher, RtmpServer } from './ingest/rtmp/index.js';
import { WhipPublisher } from './ingest/whip/index.js';
import { MediaRefusal } from './refusal.js';
import { readVideoOffer } from './relay/offer.js';

export interface PublishersOptions {
  /** null: every address of the machine */
  bindAddress: string | null;
  webrtcPort: number;
  clock: Clock;
  logger: Logger;
  cameras(): Iterable<CameraFeed>;
}

/** Sources that push: by WebRTC under the session with which they came, by RTMP over a port of their own. */
export class Publishers {
  readonly #options: PublishersOptions;
  readonly #sessions = new Map<string, WhipPublisher>();

  readonly #rtmp: RtmpServer;

  constructor(options: PublishersOptions) {
    this.#options = options;
    this.#rtmp = new RtmpServer({ ...options, admit: (key, hangUp) => this.#admit(key, hangUp) });
  }

  /** Opens the port for RTMP; answers it. Throws where it is taken. @param port 0 takes a free one */
  listen(host: string, port: number): Promise<number> {
    return this.#rtmp.listen(host, port);
  }

  close(): Promise<void> {
    return this.#rtmp.close();
  }

  /** The newest source of a camera takes the place of the one before. Throws codec_not_offered, bad_offer, conflict. */
  async publish(camera: CameraFeed, request: WhipRequest): Promise<WhepAnswer> {
    if (camera.config.source.kind !== 'whip')
      throw new MediaRefusal(
        'conflict',
        'This camera does not wait for a source that pushes by WHIP; change its source.',
      );
    const codec = (['h264', 'h265'] as const).find((each) => readVideoOffer(request.offer_sdp, each));
    const offer = codec && readVideoOffer(request.offer_sdp, codec);
    if (!offer)
      throw new MediaRefusal('codec_not_offered', 'The source offers neither H.264 (packetization mode 1) nor H.265.');
    const { bindAddress, webrtcPort } = this.#options;
    const publisher = new WhipPublisher({
      bindAddress,
      port: webrtcPort,
      context: camera.sourceContext(),
      codec,
      offer,
      offerSdp: request.offer_sdp,
      onClosed: () => {
        if (this.#sessions.get(request.session_id) === publisher) this.#sessions.delete(request.session_id);
        camera.withdraw(publisher);
      },
    });
    try {
      const answer_sdp = await publisher.answer();
      this.#sessions.set(request.session_id, publisher);
      camera.publish(publisher);
      return { answer_sdp };
    } catch (error) {
      await publisher.close();
      throw new MediaRefusal('bad_offer', `The offer cannot be answered: ${(error as Error).message}.`);
    }
  }

  /** Ids that are not known are passed over. */
  end(sessions: readonly string[]): void {
    for (const session of sessions) void this.#sessions.get(session)?.close();
  }

  #admit(key: string, hangUp: () => void): RtmpPublisher | null {
    for (const camera of this.#options.cameras()) {
      const { source, publish_key } = camera.config;
      if (source.kind !== 'rtmp' || publish_key === null || !sameText(publish_key, key)) continue;
      const publisher = new RtmpPublisher(camera.sourceContext(), () => {
        camera.withdraw(publisher);
        hangUp();
      });
      camera.publish(publisher);
      return publisher;
    }
    return null;
  }
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
