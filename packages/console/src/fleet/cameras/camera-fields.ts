/** What is asked for when a camera is entered. */
import type { Camera, CameraInput, CameraPlace, CameraSource } from '@outrider/schema';
import type { SpecGroup } from '../../ui/spec-form.js';
import { LENS } from '../../video/words.js';
import type { SourceKind } from './words.js';

/** A camera while it is entered: numbers that stand nowhere yet are null. */
export type CameraDraft = Omit<CameraInput, 'place'> & { place: CameraPlace | null };

const CAMERA: SpecGroup = {
  title: 'Camera',
  fields: [
    { path: 'name', label: 'Name', type: 'text' },
    { path: 'lens', label: 'Lens', type: 'choice', options: LENS },
    { path: 'maker', label: 'Maker', type: 'text', optional: true, hint: 'trust judges fixed cameras by it too' },
    { path: 'model', label: 'Model', type: 'text', optional: true },
    {
      path: 'horizontal_fov_deg',
      label: 'Field of view, across',
      type: 'number',
      kind: 'plain',
      unit: '°',
      min: 1,
      max: 180,
      optional: true,
    },
    { path: 'enabled', label: 'Switched on', type: 'check' },
    {
      path: 'criminal_justice',
      label: 'Criminal justice information',
      type: 'check',
      hint: 'seen by signed-in users alone, never by a link',
    },
  ],
};

const SOURCES: Readonly<Record<SourceKind, SpecGroup | null>> = {
  rtsp: {
    title: 'RTSP',
    fields: [
      { path: 'source.url', label: 'Address', type: 'text', hint: 'rtsp://host/path, without user and password' },
      {
        path: 'source.transport',
        label: 'Transport',
        type: 'choice',
        options: { auto: 'whichever works', tcp: 'TCP', udp: 'UDP' },
      },
      { path: 'source.username', label: 'User', type: 'text', optional: true },
      {
        path: 'source.password',
        label: 'Password',
        type: 'password',
        optional: true,
        hint: 'never shown again; left empty, the one on file stays',
      },
      {
        path: 'source.certificate_sha256',
        label: 'SHA-256 of its certificate',
        type: 'text',
        optional: true,
        hint: 'for rtsps:// of a camera that signed its own; else an authority must vouch for it',
      },
    ],
  },
  rtp: {
    title: 'RTP',
    fields: [
      { path: 'source.port', label: 'UDP port that it sends to', type: 'number', kind: 'plain', min: 1, max: 65535 },
      { path: 'source.codec', label: 'Codec', type: 'choice', options: { h264: 'H.264', h265: 'H.265' } },
    ],
  },
  mpegts: {
    title: 'MPEG-TS',
    fields: [
      {
        path: 'source.port',
        label: 'UDP port that it sends to',
        type: 'number',
        kind: 'plain',
        min: 1,
        max: 65535,
        hint: 'bare or in RTP',
      },
    ],
  },
  rtmp: null,
  whip: null,
};

const angle = { type: 'number', kind: 'plain', unit: '°' } as const;
const PLACE: SpecGroup = {
  title: 'Where it stands',
  fields: [
    { ...angle, path: 'place.position.latitude_deg', label: 'Latitude', min: -90, max: 90 },
    { ...angle, path: 'place.position.longitude_deg', label: 'Longitude', min: -180, max: 180 },
    {
      path: 'place.position.altitude_amsl_m',
      label: 'Height above sea level',
      type: 'number',
      kind: 'length',
      min: -500,
      max: 9000,
    },
    { ...angle, path: 'place.heading_deg', label: 'Looks towards, from north', min: 0, max: 359.9, optional: true },
    {
      ...angle,
      path: 'place.pitch_deg',
      label: 'Pitch, below the horizon negative',
      min: -90,
      max: 90,
      optional: true,
    },
  ],
};

/** The form's parts; `kind` is null where the aircraft itself says where the pictures come from. */
export function cameraGroups(kind: SourceKind | null, fixed: boolean): SpecGroup[] {
  const source = kind === null ? null : SOURCES[kind];
  return [CAMERA, ...(source ? [source] : []), ...(fixed ? [PLACE] : [])];
}

export const emptyCamera = (): CameraDraft => ({
  name: '',
  aircraft_id: null,
  place: null,
  lens: 'wide',
  maker: null,
  model: null,
  source: { kind: 'rtsp', url: '', transport: 'auto', username: null },
  horizontal_fov_deg: null,
  criminal_justice: false,
  enabled: true,
});

const FRESH: Readonly<Record<SourceKind, CameraSource>> = {
  rtsp: { kind: 'rtsp', url: '', transport: 'auto', username: null },
  rtp: { kind: 'rtp', port: 0, codec: 'h264' },
  mpegts: { kind: 'mpegts', port: 0 },
  rtmp: { kind: 'rtmp' },
  whip: { kind: 'whip' },
};

/** The same camera with a source of this kind: its own where it has that kind already. */
export const withSource = (camera: Camera | CameraDraft, kind: SourceKind): CameraDraft =>
  camera.source.kind === kind ? camera : { ...camera, source: FRESH[kind] };

/** What is sent to the server. An empty password leaves the one on file; what the aircraft reports is not sent back. */
export function inputOf(draft: CameraDraft, aircraft_id: string | null, reported: boolean): CameraInput {
  const { name, lens, maker, model, horizontal_fov_deg, criminal_justice, enabled, place, source } = draft;
  const open = { name, lens, maker, model, horizontal_fov_deg, criminal_justice, enabled };
  const own = { aircraft_id, place: aircraft_id === null ? place : null };
  return { ...open, ...own, source: reported ? withoutPassword(source) : withoutEmptyPassword(source) };
}

function withoutEmptyPassword(source: CameraSource): CameraSource {
  return source.kind === 'rtsp' && !source.password ? withoutPassword(source) : source;
}

function withoutPassword(source: CameraSource): CameraSource {
  if (source.kind !== 'rtsp') return source;
  const { password: _password, ...rest } = source;
  return rest;
}
