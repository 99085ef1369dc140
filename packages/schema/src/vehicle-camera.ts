/** Cameras that a vehicle carries, as they describe themselves over its link. */
import Type, { type Static } from 'typebox';
import { Nullable, Strict, Words } from './primitives.js';

export const CAMERA_STREAM_KINDS = ['rtp', 'rtsp', 'rtmp', 'mpegts', 'other'] as const;

/** One video stream of a camera. What the camera does not say is null. */
export const CameraStream = Strict({
  stream_id: Type.Integer({ minimum: 1, maximum: 255 }),
  name: Type.String({ maxLength: 32 }),
  kind: Words(CAMERA_STREAM_KINDS),
  /** An address to pull from; for `rtp` the number of the UDP port on which the stream arrives. */
  uri: Type.String({ maxLength: 160 }),
  encoding: Nullable(Words(['h264', 'h265'] as const)),
  width: Nullable(Type.Integer({ minimum: 1, maximum: 65_535 })),
  height: Nullable(Type.Integer({ minimum: 1, maximum: 65_535 })),
  frame_rate_hz: Nullable(Type.Number({ minimum: 0 })),
  hfov_deg: Nullable(Type.Number({ minimum: 0, maximum: 360 })),
  thermal: Type.Boolean(),
});
export type CameraStream = Static<typeof CameraStream>;

/** A camera of a vehicle; `component_id` tells it from others of the same vehicle. */
export const VehicleCamera = Strict({
  component_id: Type.Integer({ minimum: 1, maximum: 255 }),
  maker: Nullable(Type.String({ maxLength: 32 })),
  model: Nullable(Type.String({ maxLength: 32 })),
  firmware: Nullable(Type.String({ maxLength: 32 })),
  streams: Type.Array(CameraStream, { maxItems: 255 }),
});
export type VehicleCamera = Static<typeof VehicleCamera>;
