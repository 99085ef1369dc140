/** Live video by link: what staff see of a link, and what its page may show to somebody without an account. */
import Type, { type Static } from 'typebox';
import { FlightState } from './flight.js';
import { AirPoint, Id, LatitudeDeg, LongitudeDeg, Note, Nullable, Point, Strict, Text, UtcMs } from './primitives.js';
import { FeedState, VideoCodec } from './video.js';

export const SHARE_DEFAULT_MIN = 120;
export const SHARE_MOST_MIN = 72 * 60;
export const MESSAGE_MOST_CHARACTERS = 280;

/** A link that shows one camera without an account until it expires. Its token is kept as a hash alone. */
export const ShareLink = Strict({
  id: Id,
  camera_id: Id,
  camera_name: Text(60),
  /** Set: it shows this flight alone and ends with it. */
  flight_id: Nullable(Id),
  incident_id: Nullable(Id),
  /** Whom it is for, such as "Engine 7": messages from it bear this name. */
  label: Text(60),
  made_by: Id,
  made_by_name: Text(),
  created_at_utc_ms: UtcMs,
  expires_at_utc_ms: UtcMs,
  revoked_at_utc_ms: Nullable(UtcMs),
  /** The camera is marked criminal justice: who opens the link has to sign in as a member of the agency. */
  sign_in_required: Type.Boolean(),
  /** Pages that showed the picture since the link was made. */
  views: Type.Integer(),
  /** Pages that show it now. */
  watching: Type.Integer(),
  last_seen_utc_ms: Nullable(UtcMs),
});
export type ShareLink = Static<typeof ShareLink>;
export const ShareInput = Strict({
  camera_id: Id,
  flight_id: Type.Optional(Id),
  incident_id: Type.Optional(Id),
  label: Text(60),
  /** SHARE_DEFAULT_MIN unless said otherwise */
  valid_for_min: Type.Optional(Type.Integer({ minimum: 5, maximum: SHARE_MOST_MIN })),
});
export type ShareInput = Static<typeof ShareInput>;
/** `token` and `url` are told this once. */
export const ShareMade = Strict({ link: ShareLink, token: Type.String(), url: Type.String() });
export type ShareMade = Static<typeof ShareMade>;
/** One page that showed the picture. */
export const ShareView = Strict({
  id: Id,
  address: Type.String(),
  user_agent: Type.String(),
  from_utc_ms: UtcMs,
  /** null: it shows it now */
  to_utc_ms: Nullable(UtcMs),
});
export type ShareView = Static<typeof ShareView>;

/** Where short messages with a link go: the agency's own gateway for text messages, or any webhook. */
export const MessageGateway = Strict({
  url: Nullable(Type.String({ pattern: '^https?://[^\\s@]+$', maxLength: 500 })),
  /** A secret is there; it is written and never read back. */
  has_secret: Type.Boolean(),
});
export type MessageGateway = Static<typeof MessageGateway>;
export const MessageGatewayInput = Strict({
  url: MessageGateway.properties.url,
  /** Left out: the one before stays. */
  secret: Type.Optional(Type.String({ minLength: 16, maxLength: 200 })),
});
export type MessageGatewayInput = Static<typeof MessageGatewayInput>;

/** Everything a page behind a link is told, and nothing else: no names of people, no other aircraft. */
export const SharedFeed = Strict({
  label: Text(60),
  server_utc_ms: UtcMs,
  expires_at_utc_ms: UtcMs,
  camera: Strict({
    name: Text(60),
    state: FeedState,
    codec: Nullable(VideoCodec),
    horizontal_fov_deg: Nullable(Type.Number()),
    /** Where it looks, clockwise from true north */
    heading_deg: Nullable(Type.Number()),
    /** Below the horizon negative */
    pitch_deg: Nullable(Type.Number()),
    /** Where a fixed camera stands */
    place: Nullable(AirPoint),
  }),
  /** null: a fixed camera */
  aircraft: Nullable(
    Strict({
      name: Text(60),
      flight_state: Nullable(FlightState),
      /** null also where the agency does not share it */
      position: Nullable(Point),
      height_above_takeoff_m: Nullable(Type.Number()),
      heading_deg: Nullable(Type.Number()),
      position_utc_ms: Nullable(UtcMs),
    }),
  ),
  /** null also where it is sensitive and the viewer is not signed in */
  incident: Nullable(Strict({ type: Text(), address: Nullable(Type.String()), position: Point })),
});
export type SharedFeed = Static<typeof SharedFeed>;

const Ring = Type.Array(Type.Array(Type.Number()));
/** The ground around the camera, drawn without a map library: rings and lines of [longitude, latitude]. */
export const SharedMap = Strict({
  areas: Type.Array(Strict({ kind: Text(20), ring: Ring })),
  lines: Type.Array(Strict({ width_m: Type.Number(), points: Ring })),
});
export type SharedMap = Static<typeof SharedMap>;

/** From a page behind a link to the crew: words, a place on the ground, or both. */
export const SharedMessage = Strict({
  page_id: Id,
  text: Type.Optional(Note(MESSAGE_MOST_CHARACTERS)),
  pin: Type.Optional(Strict({ latitude_deg: LatitudeDeg, longitude_deg: LongitudeDeg })),
});
export type SharedMessage = Static<typeof SharedMessage>;
