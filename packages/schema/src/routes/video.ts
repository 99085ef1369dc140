/** Cameras, their live pictures, and what was recorded of them. */
import Type from 'typebox';
import { Id, Note, Strict, WholeUtcMs } from '../primitives.js';
import { SegmentName, VideoIndex, VideoSummary } from '../recorded-video.js';
import { Camera, CameraInput, CameraStatus, ViewKind } from '../video.js';
import { route } from './route.js';

const params = Strict({ id: Id });
const SDP = 'application/sdp';
const recorded = Strict({ id: Id, camera_id: Id });

export const videoRoutes = [
  route({
    id: 'listCameras',
    method: 'GET',
    path: '/cameras',
    permission: 'video:view',
    summary: 'Cameras of aircraft and fixed cameras; keys for publishing are shown to who may change cameras',
    response: Strict({ items: Type.Array(Camera) }),
  }),
  route({
    id: 'createCamera',
    method: 'POST',
    path: '/cameras',
    permission: 'cameras:write',
    summary: 'Add a camera of an aircraft, or a fixed one with its place',
    body: CameraInput,
    response: Camera,
  }),
  route({
    id: 'updateCamera',
    method: 'PATCH',
    path: '/cameras/{id}',
    permission: 'cameras:write',
    summary: 'Change a camera',
    params,
    body: Type.Partial(CameraInput, { additionalProperties: false }),
    response: Camera,
  }),
  route({
    id: 'deleteCamera',
    method: 'DELETE',
    path: '/cameras/{id}',
    permission: 'cameras:write',
    summary: 'Remove a camera; what it recorded stays',
    params,
    response: null,
  }),
  route({
    id: 'cameraStatuses',
    method: 'GET',
    path: '/camera-statuses',
    permission: 'video:view',
    summary: 'Which cameras are live, and how well',
    response: Strict({ items: Type.Array(CameraStatus) }),
  }),
  route({
    id: 'watchCamera',
    method: 'POST',
    path: '/cameras/{id}/whep',
    permission: 'video:view',
    summary:
      'Watch a camera by WebRTC (WHEP): an SDP offer, answered with 201, the SDP answer and a Location that ends the view',
    params,
    query: Strict({ view: Type.Optional(ViewKind) }),
    bodyType: SDP,
    body: Note(200_000),
    response: Type.String(),
    responseType: SDP,
  }),
  route({
    id: 'endView',
    method: 'DELETE',
    path: '/cameras/{id}/whep/{viewer_id}',
    permission: 'video:view',
    summary: 'End a view (WHEP)',
    params: Strict({ id: Id, viewer_id: Id }),
    response: null,
  }),
  route({
    id: 'listFlightVideo',
    method: 'GET',
    path: '/flights/{id}/video',
    permission: 'flights:read',
    summary: 'Cameras that recorded a flight, and what is missing',
    params,
    response: Strict({ items: Type.Array(VideoSummary) }),
  }),
  route({
    id: 'getFlightVideo',
    method: 'GET',
    path: '/flights/{id}/video/{camera_id}',
    permission: 'flights:read',
    summary: 'Where every half-second of a recording lies, on the camera’s clock and the time of day',
    params: recorded,
    response: VideoIndex,
  }),
  route({
    id: 'getVideoSegment',
    method: 'GET',
    path: '/flights/{id}/video/{camera_id}/segments/{name}',
    permission: 'flights:read',
    summary: 'A recorded file, or the part of it that a Range header names (RFC 9110)',
    params: Strict({ id: Id, camera_id: Id, name: SegmentName }),
    response: Type.Unknown(),
    responseType: 'video/mp4',
  }),
  route({
    id: 'exportVideoClip',
    method: 'GET',
    path: '/flights/{id}/video/{camera_id}/clip',
    permission: 'flights:export',
    summary: 'A clip of a recording, pictures unchanged, with the identity of its record in the file',
    params: recorded,
    query: Strict({ from_utc_ms: Type.Optional(WholeUtcMs), to_utc_ms: Type.Optional(WholeUtcMs) }),
    response: Type.Unknown(),
    responseType: 'video/mp4',
  }),
  route({
    id: 'publishCamera',
    method: 'POST',
    path: '/whip/{camera_id}',
    permission: null,
    summary:
      "Push a camera's pictures by WebRTC (WHIP, RFC 9725) under the camera's own key, as a bearer token or, for devices that take an address alone, as ?key=",
    params: Strict({ camera_id: Id }),
    query: Strict({ key: Type.Optional(Type.String({ maxLength: 100 })) }),
    bodyType: SDP,
    body: Note(200_000),
    response: Type.String(),
    responseType: SDP,
  }),
  route({
    id: 'endPublishing',
    method: 'DELETE',
    path: '/whip/{camera_id}/{session_id}',
    permission: null,
    summary: "End what was pushed (WHIP), under the camera's own key",
    params: Strict({ camera_id: Id, session_id: Id }),
    query: Strict({ key: Type.Optional(Type.String({ maxLength: 100 })) }),
    response: null,
  }),
] as const;
