import type { WhepAnswer, WhipRequest } from '@outrider/schema';
import type { CameraFeed } from './camera.js';
import { WhipPublisher } from './ingest/whip/index.js';
import { MediaRefusal } from './refusal.js';
import { readVideoOffer } from './relay/offer.js';

export interface PublishersOptions {
  /** null: every address of the machine */
  bindAddress: string | null;
  webrtcPort: number;
}

/** Sources that push by WebRTC, by the session under which they came. */
export class Publishers {
  readonly #options: PublishersOptions;
  readonly #sessions = new Map<string, WhipPublisher>();

  constructor(options: PublishersOptions) {
    this.#options = options;
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
    const publisher = new WhipPublisher({
      ...this.#options,
      port: this.#options.webrtcPort,
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
}
