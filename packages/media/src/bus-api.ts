/** Answers what the server asks over the bus. Each request is checked against its schema before anything is done. */
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import * as schema from '@outrider/schema';
import type { GatewayReply, MediaVerb } from '@outrider/schema';
import { OutriderError } from '@outrider/runtime';
import type { Bus, BusSubscription, Logger } from '@outrider/runtime';
import type { Media } from './media.js';
import type { DetectionDesk, RedactionDesk } from './redaction/index.js';
import { MediaRefusal } from './refusal.js';

type Handler = (body: unknown) => Promise<unknown>;

function checked<S extends TSchema>(shape: S, handle: (body: Static<S>) => Promise<unknown>): Handler {
  const validator = Compile(shape);
  return async (body) => {
    if (validator.Check(body)) return handle(body as Static<S>);
    const [first] = validator.Errors(body);
    throw new MediaRefusal(
      'bad_request',
      `The request is not of the expected form: ${first?.instancePath} ${first?.message}.`,
    );
  };
}

export interface MediaParts {
  media: Media;
  redactions: RedactionDesk;
  detections: DetectionDesk;
  ports: schema.MediaPorts;
  onvif(request: schema.OnvifRequest): Promise<schema.OnvifDevice>;
  /** Keeps a configuration for the next start. */
  save(config: schema.MediaConfig): Promise<void>;
}

function handlersOf({ media, redactions, detections, ports, onvif, save }: MediaParts): Record<MediaVerb, Handler> {
  return {
    configure: checked(schema.MediaConfig, async (config) => {
      await save(config);
      await media.configure(config);
      return ports;
    }),
    statuses: async () => media.statuses(),
    whep: checked(schema.WhepRequest, (body) => media.watch(body)),
    stream: checked(schema.StreamRequest, async (body) => media.stream(body)),
    whip: checked(schema.WhipRequest, (body) => media.publish(body)),
    close: checked(schema.MediaClose, async (request) => media.end(request)),
    onvif: checked(schema.OnvifRequest, onvif),
    redact: checked(schema.RedactRequest, async (request) => redactions.ask(request)),
    'redact-cancel': checked(schema.RedactCancel, async ({ redaction_id }) => redactions.cancel(redaction_id)),
    'redact-track': checked(schema.RedactTrack, (request) => redactions.track(request)),
    'redact-detect': checked(schema.RedactDetect, (request) => detections.begin(request)),
    'redact-detection': checked(schema.RedactDetectionOf, (of) => detections.look(of)),
    'redact-detect-end': checked(schema.RedactDetectionOf, (of) => detections.end(of)),
  };
}

/** Subscribes to everything that is asked of this process. */
export function serveBus(parts: MediaParts, bus: Bus, logger: Logger): BusSubscription[] {
  const answerOf = async (handler: Handler, bytes: Uint8Array): Promise<GatewayReply<unknown>> => {
    try {
      const body: unknown = bytes.byteLength === 0 ? {} : JSON.parse(Buffer.from(bytes).toString());
      return { ok: true, value: (await handler(body)) ?? {} };
    } catch (error) {
      const known = error instanceof MediaRefusal || error instanceof OutriderError;
      if (known) return { ok: false, error: { code: error.code, message: error.message } };
      logger.error({ error }, 'a request over the bus failed');
      return {
        ok: false,
        error: { code: 'internal', message: 'Something failed inside the media process; its log says what.' },
      };
    }
  };
  return Object.entries(handlersOf(parts)).map(([verb, handler]) =>
    bus.subscribe(schema.mediaSubject(verb as MediaVerb), (_subject, bytes, reply) => {
      // The bytes may be a view into a buffer that is used again.
      const body = Uint8Array.from(bytes);
      void answerOf(handler, body).then((answer) => reply?.(Buffer.from(JSON.stringify(answer))));
    }),
  );
}
