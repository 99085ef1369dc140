/** Cameras, their live pictures, and what the server and the media process say to each other. */
import Type, { type Static } from 'typebox';
import { AirPoint, Id, Note, Nullable, Strict, Text, UtcMs, Words } from './primitives.js';

export const VIDEO_CODECS = ['h264', 'h265'] as const;
export const VideoCodec = Words(VIDEO_CODECS);
export type VideoCodec = Static<typeof VideoCodec>;
export const Lens = Words(['wide', 'zoom', 'thermal', 'other'] as const);
export type Lens = Static<typeof Lens>;

const Port = Type.Integer({ minimum: 0, maximum: 65535 });
const CertificateHash = Type.String({ pattern: '^([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$' });
/**
 * Where the pictures of a camera come from. `rtp` and `mpegts` listen on a UDP port of the media process; `rtsp` calls the camera; `rtmp` and
 * `whip` wait for one that pushes and shows the camera's key. A password is written and never read back.
 */
export const CameraSource = Type.Union([
  Strict({ kind: Type.Literal('rtp'), port: Port, codec: VideoCodec }),
  Strict({
    kind: Type.Literal('rtsp'),
    url: Type.String({ pattern: '^rtsps?://[^\\s@]+$', maxLength: 500 }),
    transport: Words(['auto', 'tcp', 'udp'] as const),
    username: Nullable(Text(100)),
    password: Type.Optional(Nullable(Text(200))),
    /**
     * For rtsps: SHA-256 of the one certificate that counts, as for a camera that signed its own; hexadecimal, colons allowed.
     * null or left out: what the system and media.ca_file trust.
     */
    certificate_sha256: Type.Optional(Nullable(CertificateHash)),
  }),
  Strict({ kind: Type.Literal('mpegts'), port: Port }),
  Strict({ kind: Type.Literal('rtmp') }),
  Strict({ kind: Type.Literal('whip') }),
]);
export type CameraSource = Static<typeof CameraSource>;

/** Where a fixed camera stands and looks; heading clockwise from true north, pitch below the horizon negative. */
export const CameraPlace = Strict({
  position: AirPoint,
  heading_deg: Nullable(Type.Number({ minimum: 0, exclusiveMaximum: 360 })),
  pitch_deg: Nullable(Type.Number({ minimum: -90, maximum: 90 })),
});
export type CameraPlace = Static<typeof CameraPlace>;

const cameraFields = {
  name: Text(60),
  /** null: a fixed camera, which then has a place */
  aircraft_id: Nullable(Id),
  place: Nullable(CameraPlace),
  lens: Lens,
  maker: Nullable(Text()),
  model: Nullable(Text()),
  source: CameraSource,
  horizontal_fov_deg: Nullable(Type.Number({ exclusiveMinimum: 0, maximum: 180 })),
  /** Criminal-justice information: seen by signed-in users alone, never by a link without an account. */
  criminal_justice: Type.Boolean(),
  enabled: Type.Boolean(),
};
export const CameraInput = Strict(cameraFields);
export type CameraInput = Static<typeof CameraInput>;
export const Camera = Strict({
  id: Id,
  ...cameraFields,
  /** Reported by the aircraft itself (MAVLink camera protocol); its source follows what the aircraft says. */
  reported: Type.Boolean(),
  simulated: Type.Boolean(),
  /** Under which a pushing source may publish; shown to who may write cameras. */
  publish_key: Nullable(Type.String()),
});
export type Camera = Static<typeof Camera>;

/** waiting: nothing came yet · live · stale: pictures stopped (over 1 s) · failed: the source refused us, detail says why · off */
export const FeedState = Words(['waiting', 'live', 'stale', 'failed', 'off'] as const);
export type FeedState = Static<typeof FeedState>;
export const CameraStatus = Strict({
  camera_id: Id,
  state: FeedState,
  detail: Nullable(Type.String()),
  codec: Nullable(VideoCodec),
  width: Nullable(Type.Number()),
  height: Nullable(Type.Number()),
  frame_rate_hz: Nullable(Type.Number()),
  bit_rate_bps: Nullable(Type.Number()),
  /** Packets that never came, as a share of the last 10 s; null: the source has no sequence numbers */
  loss_percent: Nullable(Type.Number()),
  last_picture_utc_ms: Nullable(UtcMs),
  viewers: Type.Number(),
  recording_flight_id: Nullable(Id),
  recording_since_utc_ms: Nullable(UtcMs),
  recording_detail: Nullable(Type.String()),
});
export type CameraStatus = Static<typeof CameraStatus>;

/** `pilot`: the smallest buffer, first in the queue; `watch`: 150 ms. */
export const ViewKind = Words(['pilot', 'watch'] as const);
export type ViewKind = Static<typeof ViewKind>;

// Between the server and the media process, subject `media.<verb>`; answers are MediaReply.

/** One camera for the media process. */
export const MediaCamera = Strict({
  camera_id: Id,
  agency_id: Id,
  name: Text(60),
  source: CameraSource,
  publish_key: Nullable(Type.String()),
});
export type MediaCamera = Static<typeof MediaCamera>;
/** A camera that records into the record of a flight. */
export const MediaRecording = Strict({ camera_id: Id, agency_id: Id, flight_id: Id, created_at_utc_ms: UtcMs });
export type MediaRecording = Static<typeof MediaRecording>;
/** The whole of what the media process shall do; sent on every change, kept on its disk. */
export const MediaConfig = Strict({ cameras: Type.Array(MediaCamera), recordings: Type.Array(MediaRecording) });
export type MediaConfig = Static<typeof MediaConfig>;
/** Its answer: the port at which sources push by RTMP, whatever the settings say. */
export const MediaPorts = Strict({ rtmp_port: Port });
export type MediaPorts = Static<typeof MediaPorts>;
/** Where sources send their pictures. host null: that of the server itself. rtmp_port null: the media process has not said it yet. */
export const MediaAddresses = Strict({ host: Nullable(Type.String()), rtmp_port: Nullable(Port) });
export type MediaAddresses = Static<typeof MediaAddresses>;

/** A device that may speak ONVIF, and the login that it knows. */
export const OnvifRequest = Strict({
  host: Type.String({ pattern: '^[A-Za-z0-9._:-]+$', minLength: 1, maxLength: 253 }),
  port: Type.Integer({ minimum: 1, maximum: 65535 }),
  /** Over TLS. */
  secure: Type.Boolean(),
  username: Nullable(Text(100)),
  password: Nullable(Text(200)),
});
export type OnvifRequest = Static<typeof OnvifRequest>;
/** A stream that a device offers. */
export const OnvifProfile = Strict({
  token: Type.String(),
  name: Type.String(),
  /** As the device says it: H264, H265, JPEG ... */
  encoding: Type.String(),
  width: Nullable(Type.Number()),
  height: Nullable(Type.Number()),
  frame_rate_hz: Nullable(Type.Number()),
  /** RTSP address at the host that was asked for, without a login. */
  url: Type.String(),
});
export type OnvifProfile = Static<typeof OnvifProfile>;
export const OnvifDevice = Strict({
  maker: Nullable(Type.String()),
  model: Nullable(Type.String()),
  firmware: Nullable(Type.String()),
  profiles: Type.Array(OnvifProfile),
});
export type OnvifDevice = Static<typeof OnvifDevice>;

/** Cameras with RTP that a pilot watches large now, by the UDP port at which their pictures come in. */
export const LargeViews = Strict({ rtp_ports: Type.Array(Port) });
export type LargeViews = Static<typeof LargeViews>;

/** Ids of sessions, users, API keys or share links: a view ends with any of its holders. */
const Holders = Type.Array(Text(100), { maxItems: 10 });

/** A browser asks to see a camera (WHEP, RFC 9725's counterpart for playback): its SDP offer, answered with WhepAnswer. */
export const WhepRequest = Strict({
  camera_id: Id,
  viewer_id: Id,
  view: ViewKind,
  offer_sdp: Note(200_000),
  holders: Holders,
});
export type WhepRequest = Static<typeof WhepRequest>;
export const WhepAnswer = Strict({ answer_sdp: Type.String() });
export type WhepAnswer = Static<typeof WhepAnswer>;
/** A browser asks for a camera's pictures over a WebSocket, where UDP finds no way: a ticket for one connection to that port on loopback. */
export const StreamRequest = Strict({ camera_id: Id, viewer_id: Id, holders: Holders });
export type StreamRequest = Static<typeof StreamRequest>;
export const StreamAnswer = Strict({ ticket: Type.String(), port: Port });
export type StreamAnswer = Static<typeof StreamAnswer>;
/** A source asks to publish (WHIP, RFC 9725). */
export const WhipRequest = Strict({ camera_id: Id, session_id: Id, offer_sdp: Note(200_000) });
export type WhipRequest = Static<typeof WhipRequest>;
/** Ends viewers or publishers by their ids, and every view that one of these holds, also one of before a restart of the server. */
export const MediaClose = Strict({
  sessions: Type.Array(Id),
  holders: Type.Array(Text(100)),
  /** Only views of this agency's cameras; null = of any. */
  agency_id: Nullable(Id),
});
export type MediaClose = Static<typeof MediaClose>;
